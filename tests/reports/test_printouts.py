"""A register or report that was made proves the row that waits for it, and nothing else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import JournalEntry
from people.years import year_of
from reports import actions
from reports.models import Printout
from roadmaps.actions import decline_proposal, import_rows, unmark
from roadmaps.models import Evidence, Occurrence, Proposal
from tests import factories as make
from tests.factories import TODAY, YEAR

DAY = datetime.timedelta(days=1)
BASE = ("Формирование базы наставников", "до 30.11.2026", "Сформирована база наставников")


def bring_in(organization, curator, *rows, year=YEAR):
    """Import rows of (activity, deadline, result), numbered from 1."""
    names = ("activity", "deadline", "result")
    read = {"title": "Карта", "columns": ["number", *names],
            "rows": [{"number": str(number)} | dict(zip(names, row, strict=True))
                     for number, row in enumerate(rows, 1)]}  # fmt: skip
    return import_rows(read, organization=organization, year=year, by=curator)


def date_of(number, organization=None):
    rows = Occurrence.objects.filter(item__number=number)
    return rows.get(item__roadmap__organization=organization) if organization else rows.get()


@pytest.fixture
def bank(ours):
    """Two mentors of the year."""
    return [make.make_bank(make.make_person(ours, post="учитель")) for _ in range(2)]


def mentors(organization, curator, on=TODAY):
    return actions.make("register-mentors", organization, by=curator, on=on)


def test_a_register_marks_the_one_row_that_waits_for_it(ours, theirs, curator, bank):
    bring_in(ours, curator, BASE,
             ("Формирование базы наставляемых", "до 30.11.2026", "База наставляемых"),
             ("Подготовить приказ о наставниках", "до 30.11.2026", "Приказ"))  # fmt: skip
    bring_in(theirs, curator, BASE)
    bring_in(ours, curator, (BASE[0], "до 30.11.2025", BASE[2]), year=YEAR - 1)

    (proven,) = mentors(ours, curator)

    assert (proven.item.number, proven.item.roadmap.year) == ("1", YEAR)
    proof = Evidence.objects.get()
    assert (proof.kind, proof.key) == ("printout", Printout.objects.get().pk)
    assert proof.title == "База наставников на 23.11.2026, 2\xa0строки"
    assert list(Occurrence.objects.exclude(done_on=None)) == [proven]
    assert not Proposal.objects.exists()


def test_an_empty_register_leaves_no_record_and_proves_nothing(ours, curator):
    bring_in(ours, curator, BASE)

    assert mentors(ours, curator) == []

    assert date_of("1").is_open
    assert not Printout.objects.exists()
    assert not JournalEntry.objects.filter(action="make_printout").exists()


def test_a_row_due_in_spring_or_about_both_sides_is_not_marked_by_one_register(ours, curator, bank):
    bring_in(
        ours, curator,
        ("Обновить базу наставников", "до 15.05.2027", "База наставников"),
        ("Формирование банков", "до 30.11.2026", "База наставников и наставляемых"),
        ("Собрать реестр потенциальных наставников", "до 30.11.2026", "Реестр"),
    )  # fmt: skip

    assert mentors(ours, curator) == []

    assert not Evidence.objects.exists()
    assert {p.occurrence.item.number for p in Proposal.objects.all()} == {"2", "3"}


def test_a_mark_taken_back_is_asked_about_and_not_made_again(ours, curator, bank):
    bring_in(ours, curator, BASE)
    mentors(ours, curator)
    unmark(date_of("1"), by=curator)
    assert not Evidence.objects.exists()

    mentors(ours, curator, on=TODAY + DAY)

    assert date_of("1").is_open
    (asked,) = Proposal.objects.all()
    assert asked.title.startswith("База наставников на 24.11.2026")


def test_a_register_answered_no_is_not_proposed_again(ours, curator, bank):
    bring_in(ours, curator, (BASE[0], "ноябрь 2026 – январь 2027", BASE[2]))
    mentors(ours, curator)
    asked = Proposal.objects.get()
    decline_proposal(asked.occurrence, kind=asked.kind, key=asked.key, title=asked.title,
                     dated_on=asked.dated_on, by=curator, on=TODAY)  # fmt: skip

    mentors(ours, curator, on=TODAY + DAY)
    mentors(ours, curator, on=datetime.date(2027, 1, 20))

    assert [p.declined_on for p in Proposal.objects.all()] == [TODAY]
    assert date_of("1").is_open


def test_work_of_all_the_year_gathers_a_proof_a_month(ours, curator, bank):
    bring_in(ours, curator, ("Вести базу наставников", "в течение года", "База наставников"))

    for on in (TODAY, TODAY + DAY, TODAY + 28 * DAY):
        mentors(ours, curator, on=on)

    assert [proof.dated_on for proof in Evidence.objects.all()] == [TODAY, TODAY + 28 * DAY]
    assert date_of("1").is_open


@pytest.mark.parametrize(
    ("kind", "result", "fits"),
    [
        ("figures", "Данные мониторинга, отчёт о показателях", True),
        ("figures", "Аналитическая справка", False),
        ("analytical-report", "Аналитическая справка", True),
        ("analytical-report", "Отчёты наставников", False),
        ("figures", "Отчёты наставников", False),
        ("register-mentees", "Сформирована база наставляемых", True),
        ("register-mentees", "База наставников", False),
        ("register-participants", "Реестр персонифицированного учёта участников", True),
        ("register-consents", "Журнал учёта согласий", True),
        ("register-orders", "Журнал регистрации приказов", True),
        ("content-plan", "Сформирован контент-план", True),
        ("content-plan", "План занятий", False),
    ],
)
def test_each_paper_knows_its_row(kind, result, fits, school, curator):
    school.settle()
    for mentee in (school.pupil, school.teen):
        make.make_consent(mentee, "image")
    school.publish()
    bring_in(school.organization, curator, ("Работа", "до 30.11.2026", result))

    proven = actions.make(kind, school.organization, by=curator, on=TODAY)

    assert [date.item.number for date in proven] == (["1"] if fits else [])
    assert Proposal.objects.count() == 0


def test_the_button_prints_says_which_row_it_proved_and_leads_back_to_the_paper(
    as_curator, curator, ours
):
    today = timezone.localdate()
    make.make_bank(make.make_person(ours, post="учитель"), year=year_of(today))
    bring_in(ours, curator, (BASE[0], f"до {today:%d.%m.%Y}", BASE[2]), year=year_of(today))
    address = reverse("paper-make", args=["register-mentors"])
    paper = reverse("paper", args=["register-mentors", ours.pk])
    assert address in as_curator.get("/blanks/").content.decode()

    assert as_curator.get(address).status_code == 405
    answer = as_curator.post(address)

    assert answer.url == paper
    item = date_of("1").item
    page = as_curator.get(reverse("admin:roadmaps_item", args=[item.pk])).content.decode()
    assert "«База наставников» подтверждает строку карты" in page
    link = reverse("printout", args=[Printout.objects.get().pk])
    assert link in page
    assert as_curator.get(link).url == paper


def test_a_register_of_an_earlier_day_says_that_its_sheets_are_not_kept(as_curator, curator, ours):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make.make_bank(make.make_person(ours, post="учитель"), year=year_of(yesterday))
    mentors(ours, curator, on=yesterday)
    made = Printout.objects.get()

    page = as_curator.get(reverse("printout", args=[made.pk]))

    text = page.content.decode()
    assert page.status_code == 200
    assert f"База наставников на {made.made_on:%d.%m.%Y}" in text
    assert "Листы того дня не хранятся" in text
    assert reverse("paper", args=["register-mentors", ours.pk]) in text


def test_a_director_and_another_school_leave_no_record(client, as_director, ours, theirs, curator):
    make.make_bank(make.make_person(ours, post="учитель"), year=year_of(timezone.localdate()))
    assert as_director.post(reverse("paper-make", args=["register-mentors"])).status_code == 403
    mentors(ours, curator, on=timezone.localdate())
    client.force_login(make.make_user("their", theirs, "curator"))

    assert client.post(reverse("paper-make", args=["order-pairs"])).status_code == 404
    assert client.get(reverse("printout", args=[Printout.objects.get().pk])).status_code == 404
    assert Printout.objects.count() == 1
