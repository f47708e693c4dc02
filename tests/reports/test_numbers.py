"""Numbers of orders: typed from the paper journal, or issued by the program without a gap."""

import datetime
import os
import signal
import threading
from io import BytesIO

import openpyxl
import pytest
from django.db import connection, connections
from django.utils import timezone

from people.models import JournalEntry, NumbersFrom, Organization
from reports import actions
from reports.actions import registration
from reports.doctor import examine
from reports.models import Document, DocumentFile
from reports.register import lost_numbers, named
from tests import factories as make
from tests.factories import TODAY

CLERKS, PAPERS = 4, 3
JANUARY = datetime.date(2027, 1, 11)


@pytest.fixture
def school(ours):
    ours.numbers_from, ours.series_suffix = NumbersFrom.PROGRAM, "-ОД"
    ours.personnel_suffix = "-ЛС"
    ours.save()
    return ours


def waiting(school, kind="order-council", on=TODAY):
    paper = actions.draft(kind, [school], by=None, on=on)
    return actions.send_to_sign(paper, by=None, on=on)


def register(paper, number="", dated=TODAY, on=TODAY):
    return actions.register(paper, number=number, dated=dated, by=None, on=on)


def numbers():
    rows = Document.objects.registered().order_by("registered_on", "pk")
    return list(rows.values_list("number", flat=True))


def test_the_program_counts_each_series_and_each_year_from_one(school):
    personnel = waiting(school)
    personnel.series = "personnel"
    personnel.save()
    for paper in (waiting(school), personnel, waiting(school)):
        register(paper)
    register(waiting(school, on=JANUARY), dated=JANUARY, on=JANUARY)

    assert numbers() == ["1-ЛС", "1-ОД", "2-ОД", "1-ОД"]
    assert list(lost_numbers(school)) == []


def test_the_program_goes_on_where_the_paper_journal_stopped(school):
    school.numbers_from = NumbersFrom.JOURNAL
    school.save()
    register(waiting(school), "209-од")
    school.numbers_from = NumbersFrom.PROGRAM
    school.save()
    register(waiting(school))
    other = waiting(school)

    with pytest.raises(actions.RegistrationRefused, match="следующий – 211-ОД"):
        register(other, "300-ОД")

    assert numbers() == ["209-од", "210-ОД"]


def test_the_first_number_may_be_typed_and_later_ones_not(school):
    register(waiting(school), "163")
    register(waiting(school))

    for typed in ("170-ОД", "б/н", "99999999"):
        with pytest.raises(actions.RegistrationRefused, match="следующий – 165-ОД"):
            register(waiting(school), typed)

    assert numbers() == ["163-ОД", "164-ОД"]


@pytest.mark.parametrize("literal", ["163/1", "12-о/д", "47 § 3", "1" + "б" * 49])
def test_a_literal_number_stands_between_issued_ones_and_takes_none(school, literal):
    register(waiting(school), "163")
    register(waiting(school), literal)
    last = register(waiting(school))

    assert numbers() == ["163-ОД", literal, "164-ОД"]
    assert (last.serial, list(lost_numbers(school))) == (164, [])
    with pytest.raises(actions.NumberTaken):
        register(waiting(school), literal.upper())


def test_a_cancelled_paper_keeps_its_number(school):
    first = register(waiting(school))
    actions.amend(first, change="cancelled", since=TODAY, basis="приказ № 2", by=None)
    register(waiting(school))

    assert numbers() == ["1-ОД", "2-ОД"]
    assert Document.objects.get(number="1-ОД").state == "cancelled"


def test_what_is_refused_takes_no_number(school, monkeypatch):
    monkeypatch.setattr(registration, "_follow", _fail)

    with pytest.raises(OSError):
        register(waiting(school))

    monkeypatch.undo()
    assert register(Document.objects.get()).number == "1-ОД"


def _fail(*args, **kwargs):
    raise OSError("No space left on device")


def register_past(school, number, serial):
    """Write a registered paper past the actions."""
    Document.objects.filter(pk=waiting(school).pk).update(
        number=number, number_key=number.lower(), number_year=2026, serial=serial,
        registered_on=TODAY, registered_at=datetime.datetime.now(datetime.UTC), sha256="0" * 64,
    )  # fmt: skip


def test_a_number_typed_by_hand_is_not_missing(school):
    for number, serial in (("1-ОД", 1), ("2-ОД", None), ("3-ОД", 3)):
        register_past(school, number, serial)

    assert list(lost_numbers(school)) == []


def test_a_cancelled_paper_is_the_basis_of_nothing(school):
    paper = register(waiting(school))
    assert named(school, paper.basis) == [paper]

    actions.amend(paper, change="cancelled", since=TODAY, basis="приказ № 2", by=None)

    assert named(school, paper.basis) == []


def test_the_doctor_names_a_number_that_is_missing(school):
    register(waiting(school))
    register_past(school, "3-ОД", 3)

    verdict = next(v for v in examine(TODAY) if v.name == "gaps")

    assert (verdict.ok, "нет номера 2 в журнале 2026 года" in verdict.text) == (False, True)


def test_the_desk_of_such_a_school_asks_for_no_number(client, school, director):
    client.force_login(director)
    today = timezone.localdate()
    first, second, third = (waiting(school, on=today) for _ in range(3))
    day = {"dated": f"{today:%d.%m.%Y}"}

    page = client.get("/desk/").content.decode()
    client.post(f"/desk/{first.pk}/register/", day)
    client.post("/desk/several/", day | {"paper": [second.pk, third.pk]})

    assert "программа выдаст 1-ОД" in page
    assert numbers() == ["1-ОД", "2-ОД", "3-ОД"]


def clerk(papers, start):
    """Register the papers on a connection of one's own, as a second clerk would."""
    start.wait()
    try:
        for paper in papers:
            register(paper)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_clerks_at_once_get_each_number_once_and_lose_none(
    database_file, guards_off_at_the_end, school
):
    papers = [waiting(school) for _ in range(CLERKS * PAPERS)]
    start = threading.Barrier(CLERKS)
    threads = [
        threading.Thread(target=clerk, args=(papers[n::CLERKS], start)) for n in range(CLERKS)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = Document.objects.registered().order_by("serial").values_list("serial", flat=True)
    assert list(found) == list(range(1, CLERKS * PAPERS + 1))
    assert DocumentFile.objects.count() == CLERKS * PAPERS


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_number_and_file_loses_neither(
    database_file, guards_off_at_the_end, school, monkeypatch
):
    """The process dies after the number is written and before the rest: the paper still waits."""
    register(waiting(school))
    paper = waiting(school)
    connections.close_all()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(registration, "_follow", _die)
        register(paper)
        os._exit(0)

    _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    connection.connect()
    paper = Document.objects.waiting().get()
    assert register(paper).number == "2-ОД"
    assert (numbers(), DocumentFile.objects.count()) == (["1-ОД", "2-ОД"], 2)
    assert list(lost_numbers(Organization.objects.get(pk=school.pk))) == []


def _die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def numbered(ours, curator, director):
    """Four orders of one day, registered in another order than their numbers; one cancelled."""
    day = timezone.localdate()
    for number in ("46", "45/1", "45", "102"):
        paper = actions.draft("order-council", [ours], by=curator, on=day)
        actions.register(paper, number=number, dated=day, by=director, on=day)
    gone = Document.objects.get(number="45/1")
    actions.amend(gone, change="cancelled", since=day, basis="приказ № 46", by=curator)
    return day


def test_the_journal_lists_the_numbers_as_a_clerk_does(as_curator, numbered, theirs):
    stranger = make.make_user("stranger", theirs, "director")
    paper = actions.draft("order-council", [theirs], by=stranger, on=numbered)
    actions.register(paper, number="777", dated=numbered, by=stranger, on=numbered)

    page = as_curator.get("/journal/")

    (section,) = page.context["sections"]
    assert [row["number"] for row in section["rows"]] == ["45", "45/1", "46", "102"]
    assert section["rows"][1]["remark"] == f"отменён с {numbered:%d.%m.%Y}, приказ № 46"
    assert "777" not in page.content.decode()
    assert as_curator.get("/journal/print/").content.startswith(b"%PDF")
    assert as_curator.get("/journal/?year=1999").context["year"] == numbered.year


def test_the_journal_goes_out_as_a_spreadsheet_and_leaves_a_line(as_curator, numbered):
    answer = as_curator.post("/journal/export/")

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[:4] for row in rows[:2]] == [
        ("№ п/п", "Дата", "№ (индекс)", "Заголовок (краткое содержание)"),
        (1, datetime.datetime(numbered.year, numbered.month, numbered.day), "45",
         Document.objects.get(number="45").title),
    ]  # fmt: skip
    assert [row[2] for row in rows[1:]] == ["45", "45/1", "46", "102"]
    assert JournalEntry.objects.latest("pk").action == "export_list"


def test_a_mentor_reads_no_journal_of_orders(as_mentor):
    assert as_mentor.get("/journal/").status_code == 403
