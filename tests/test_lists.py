"""Every list of the admin asks the database as often for one row as for thirty."""

import datetime

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.models import Pair
from people.history import record
from people.models import Curator, Person
from reports import actions
from roadmaps.models import Item
from tests import factories as make
from tests.factories import TODAY, YEAR

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def fill(organization, curator, rows, *, since=0):
    """Make so many rows of everything that has a list."""
    form, kind = make.make_form(), make.make_kind()
    for number in range(since, since + rows):
        child = make.make_pupil(organization)
        make.make_guardian(child)
        pair = make.make_pair(organization, mentees=[child], form=form, kind=kind, active=True)
        meeting = make.make_meeting(pair)
        meeting.topics.add(make.make_topic())
        mentor = pair.mentors[0].person
        make.make_bank(mentor)
        make.make_bank(child, "mentee")
        Curator.objects.create(person=make.make_head(organization), year=YEAR)
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        make.make_headcount(organization, counted_on=day)
        roadmap = make.make_roadmap(organization)
        Item.objects.filter(roadmap=roadmap).update(result="Приказ")
        actions.draft("order-roadmap", [roadmap], by=curator, on=TODAY)
        make.make_turnout(make.make_event(organization, came=[mentor]))
        make.make_publication(organization, persons=[child])
        record(organization=organization, by=curator, action="x", text="y", person=child)


def queries(client, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse(name))
    return page.status_code, len(captured)


@pytest.mark.parametrize("login", ["curator", "administrator"])
def test_lists_ask_the_same_for_one_row_and_for_thirty(client, ours, curator, login):
    boss = make.make_user("administrator", is_superuser=True)
    client.force_login(curator if login == "curator" else boss)
    fill(ours, curator, 1)
    few = {model._meta.label: queries(client, model) for model in MODELS}
    fill(ours, curator, 29, since=1)

    many = {model._meta.label: queries(client, model) for model in MODELS}

    assert many == few
    assert {status for status, _ in many.values()} <= {200, 403}
    assert max(number for _, number in many.values()) <= 20


def pages_of(client, monkeypatch, model, **query):
    """Return the rows of each page of the list, three on a page, and the number it shows."""
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 3)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    first = client.get(address, query).context["cl"]
    numbers = range(2, first.paginator.num_pages + 1)
    others = [client.get(address, query | {"p": number}).context["cl"] for number in numbers]
    return [list(page.result_list) for page in (first, *others)], first.result_count


def test_the_pages_of_a_list_part_it_whole_and_in_order(as_curator, ours, theirs, monkeypatch):
    form, kind = make.make_form(), make.make_kind()
    pairs = [make.make_pair(ours, form=form, kind=kind, active=number % 2) for number in range(11)]
    make.make_pair(theirs, form=form, kind=kind)

    pages, number = pages_of(as_curator, monkeypatch, Pair)

    assert pages == [pairs[:7:-1], pairs[7:4:-1], pairs[4:1:-1], pairs[1::-1]]
    assert number == 11


def test_pages_keep_the_search_and_the_filter(as_curator, ours, monkeypatch):
    named = [make.make_person(ours, surname=f"Иванов{letter}", kind="guardian")
             for letter in "гжабвде"]  # fmt: skip
    make.make_person(ours, surname="Ивановз")
    make.make_person(ours, surname="Петров", kind="guardian")

    pages, number = pages_of(as_curator, monkeypatch, Person, q="ИВАНОВ", kind__exact="guardian")

    by_name = sorted(named, key=lambda person: person.surname)
    assert (pages, number) == ([by_name[:3], by_name[3:6], by_name[6:]], 7)


def test_a_pair_whose_members_share_a_name_is_found_once(as_curator, ours, theirs):
    mentor, mentee = (make.make_person(ours, surname="Котов", first_name=name)
                      for name in ("Иван", "Пётр"))  # fmt: skip
    pair = make.make_pair(ours, mentor, [mentee])
    make.make_pair(theirs, make.make_person(theirs, surname="Котов"))

    page = as_curator.get(reverse("admin:mentoring_pair_changelist"), {"q": "котов"})

    assert page.context["cl"].result_list == [pair]


def test_the_menu_counts_no_further_than_it_shows(as_curator, ours, monkeypatch):
    monkeypatch.setattr("reports.errands.MANY", 3)
    monkeypatch.setattr("mentoring.site.MANY", 3)
    monkeypatch.setattr("reports.errands.BIG_BANK", 4)
    form, kind = make.make_form(), make.make_kind()
    for _ in range(4):
        make.make_pair(ours, form=form, kind=kind)
        make.make_bank(make.make_person(ours))

    def counts():
        page = as_curator.get(reverse("admin:people_person_changelist"))
        items = [item for group in page.context["navigation"] for item in group["items"]]
        return {item["title"]: item["count"] for item in items}

    few = counts()
    make.make_bank(make.make_person(ours))
    many = counts()

    assert (few["Пары и группы"], few["Банк наставников"], few["Без пары"]) == ("2+", "2+", "2+")
    assert (many["Банк наставников"], many["Без пары"]) == ("2+", None)


@pytest.fixture
def nothing_counted():
    cache.clear()
    yield
    cache.clear()


def test_a_long_list_is_counted_anew_after_a_line_of_the_journal(
    as_curator, ours, theirs, curator, monkeypatch, nothing_counted
):
    monkeypatch.setattr("people.paging.LONG", 3)
    form, kind = make.make_form(), make.make_kind()

    def add():
        make.make_pair(ours, form=form, kind=kind)

    def counts():
        address = reverse("admin:mentoring_pair_changelist")
        with CaptureQueriesContext(connection) as captured:
            shown = as_curator.get(address).context["cl"].result_count
        asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT COUNT")]
        return shown, len(asked)

    for _ in range(3):
        add()
    short = [counts()]
    add()
    short.append(counts())
    add()
    past_the_journal = counts()
    record(organization=theirs, by=curator, action="x", text="y")
    known = [counts(), counts()]

    assert short == [(3, 1), (4, 2)]
    assert past_the_journal == (4, 0)
    assert known == [(5, 2), (5, 0)]


def test_what_is_kept_of_a_long_list_is_of_its_own_filter_only(
    as_curator, ours, monkeypatch, nothing_counted
):
    monkeypatch.setattr("people.paging.LONG", 1)
    for kind in ("employee", "employee", *["guardian"] * 4):
        make.make_person(ours, kind=kind)

    def count(kind):
        address = reverse("admin:people_person_changelist")
        return as_curator.get(address, {"kind__exact": kind}).context["cl"].result_count

    first = count("employee"), count("guardian")

    assert first == (count("employee"), count("guardian")) == (3, 4)
