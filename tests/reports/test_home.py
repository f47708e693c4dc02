"""The curator's home through the client: first steps, the day, its cost."""

import datetime

import pytest
from django.utils import timezone

from people.years import year_of
from roadmaps.models import Occurrence
from tests import factories as make


def test_a_new_school_is_taught_the_first_steps(as_curator):
    page = as_curator.get("/", follow=True)

    assert page.redirect_chain == [("/admin/", 302)]
    assert "Начнём учебный год" in page.content.decode()
    assert "Учебный год" not in page.content.decode().split("Начнём учебный год")[1][:200]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_home_costs_twelve_queries_at_most(client, curator, ours, rows):
    today = timezone.localdate()
    ours.address = "ул. Береговая, д. 12"
    ours.save()
    roadmap = make.make_roadmap(ours, year=year_of(today))
    form, kind = make.make_form(), make.make_kind()
    for _ in range(rows):
        Occurrence.objects.create(item=roadmap.items.get(), due_on=today)
        child = make.make_pupil(ours)
        make.make_guardian(child)
        make.make_bank(child, "mentee", year=year_of(today))
        pair = make.make_pair(ours, active=True, form=form, kind=kind, year=year_of(today))
        make.make_bank(pair.mentors[0].person, year=year_of(today))
    client.force_login(curator)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/")

    assert len(page.context["agenda"].due) >= rows
    assert len(queries) <= 12
    assert len(page.content) < 150_000


def test_the_director_sees_the_day_too_but_no_button_to_change(as_director, ours):
    make.make_bank(make.make_person(ours))

    page = as_director.get("/admin/")

    assert page.status_code == 200


def test_an_administrator_without_a_membership_sees_the_sections(client, db):
    client.force_login(make.make_user("boss", is_superuser=True))

    page = client.get("/", follow=True)

    assert page.status_code == 200
    assert "Разделы" in page.content.decode()


def test_somebody_without_a_membership_is_told_what_to_do(client, db):
    client.force_login(make.make_user("nobody"))

    page = client.get("/")

    assert page.status_code == 403
    assert "Доступа пока нет" in page.content.decode()


def test_another_year_shows_its_own_day(as_curator, ours):
    make.make_roadmap(ours, year=2019)

    as_curator.post("/year/", {"year": "2019"})
    page = as_curator.get("/admin/")

    assert page.context["agenda"].year == 2019
    assert len(page.context["agenda"].occurrences) == 1


@pytest.mark.parametrize("year", ["abc", "", "99999", "-1"])
def test_a_wrong_year_is_refused_with_a_sentence(as_curator, year):
    page = as_curator.post("/year/", {"year": year}, follow=True)

    assert "Выберите учебный год из списка." in page.content.decode()
    assert page.context["agenda"].year == year_of(datetime.date.today())
