"""Drafting, sending, returning and registering papers; what follows and what is refused."""

import datetime
import hashlib
import io

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from mentoring.actions import ConsentMissing, StepRefused
from mentoring.models import Pair
from people.models import JournalEntry
from reports import actions
from reports.models import Document, DocumentFile
from tests import factories as make
from tests.factories import TODAY

DATED = datetime.date(2026, 11, 20)


@pytest.fixture
def order(ours, curator, director):
    """An order on one pair with all consents, on the director's desk."""
    pair = make.make_pair(ours)
    make.make_all_consents(*[member.person for member in pair.members.all()])
    paper = actions.draft("order-pairs", [pair], by=curator, on=TODAY)
    return actions.send_to_sign(paper, by=curator, on=TODAY)


def words_of(pdf):
    """Return the text of all pages, as somebody who holds the paper reads it."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def register(paper, director, number="163-ОД", dated=DATED):
    return actions.register(paper, number=number, dated=dated, by=director, on=TODAY)


def test_a_registered_order_makes_its_pairs_active(order, director):
    paper = register(order, director)

    pair = Pair.objects.get()
    assert (pair.confirmed_on, pair.basis) == (DATED, "приказ от 20.11.2026 № 163-ОД")
    assert list(Pair.objects.active(on=TODAY)) == [pair]
    assert paper.sha256 == hashlib.sha256(bytes(paper.file.pdf)).hexdigest()
    assert list(JournalEntry.objects.order_by("pk").values_list("action", "by__username")) == [
        ("draft_document", "curator"),
        ("send_document", "curator"),
        ("register_document", "director"),
        ("confirm_pair", "director"),
    ]


def test_what_is_stored_is_what_was_drafted(order, director):
    mentor = Pair.objects.get().members.get(side="mentor").person
    signed_name = mentor.surname
    mentor.surname = "Переименованный"
    mentor.save()

    paper = register(order, director)

    held = words_of(bytes(DocumentFile.objects.get().pdf))
    assert signed_name in held and "Переименованн" not in held
    assert "163-ОД" in held and "20.11.2026" in held
    assert actions.pdf_of(paper) == bytes(paper.file.pdf)


def test_a_missing_consent_stops_the_registration_whole(ours, curator, director):
    pair = make.make_pair(ours)
    paper = actions.draft("order-pairs", [pair], by=curator, on=TODAY)

    with pytest.raises(ConsentMissing):
        register(paper, director)

    paper.refresh_from_db()
    assert (paper.number, paper.sha256, DocumentFile.objects.count()) == ("", "", 0)
    assert Pair.objects.get().confirmed_on is None


def test_a_registered_roadmap_counts_as_approved(ours, curator, director):
    roadmap = make.make_roadmap(ours)
    paper = actions.draft("order-roadmap", [roadmap], by=curator, on=TODAY)

    register(paper, director, number="140")

    roadmap.refresh_from_db()
    assert (roadmap.approved_on, roadmap.approved_basis) == (DATED, "приказ от 20.11.2026 № 140")


@pytest.mark.parametrize("number", ["163-ОД", "163-од", " 163 - ОД", "163–ОД"])
def test_a_number_is_given_once_a_year(order, ours, curator, director, number):
    register(order, director)
    second = actions.draft("order-roadmap", [make.make_roadmap(ours)], by=curator, on=TODAY)

    with pytest.raises(actions.NumberTaken) as refusal:
        register(second, director, number=number)

    assert "уже занят" in refusal.value.messages[0]
    assert Document.objects.registered().count() == 1


def test_another_organization_and_another_year_may_have_the_number(order, theirs, director):
    register(order, director)
    stranger = make.make_user("stranger", theirs, "director")
    paper = actions.draft("order-roadmap", [make.make_roadmap(theirs)], by=stranger, on=TODAY)

    register(paper, stranger)

    assert Document.objects.registered().count() == 2


@pytest.mark.parametrize(
    ("number", "dated", "sentence"),
    [
        ("", DATED, "Введите номер из журнала регистрации."),
        ("   ", DATED, "Введите номер из журнала регистрации."),
        ("9" * 51, DATED, "Номер длиннее 50 знаков. Введите его как в журнале."),
        (
            "1",
            datetime.date(2026, 11, 24),
            "Дата приказа ещё не наступила. Введите дату из журнала.",
        ),
        ("1", datetime.date(2025, 11, 20), "Дата приказа старше года. Проверьте год в дате."),
    ],
)
def test_a_wrong_number_or_date_is_refused_with_a_sentence(
    order, director, number, dated, sentence
):
    with pytest.raises(actions.RegistrationRefused) as refusal:
        register(order, director, number=number, dated=dated)

    assert refusal.value.messages == [sentence]


def test_a_registered_paper_takes_no_step_back(order, curator, director):
    paper = register(order, director)

    for act, values in [
        (actions.send_to_sign, {"on": TODAY}),
        (actions.refresh, {"on": TODAY}),
        (actions.discard, {"on": TODAY}),
        (actions.return_to_curator, {"remark": "нет"}),
    ]:
        with pytest.raises(actions.NotADraft):
            act(paper, by=curator, **values)

    with pytest.raises(actions.NotADraft):
        register(paper, director, number="200")


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE reports_document SET title = 'x'",
        "UPDATE reports_document SET sha256 = '', number = ''",
        "DELETE FROM reports_document",
        "UPDATE reports_documentfile SET pdf = NULL",
        "DELETE FROM reports_documentfile",
        "UPDATE people_journalentry SET text = 'x'",
        "DELETE FROM people_journalentry",
    ],
)
def test_the_database_itself_keeps_registered_papers(order, director, attempt):
    register(order, director)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)

    assert actions.pdf_of(Document.objects.get()).startswith(b"%PDF")


def test_a_pair_is_fixed_by_one_order_only(order, curator, director):
    again = actions.draft("order-pairs", list(Pair.objects.all()), by=curator, on=TODAY)
    register(order, director)

    with pytest.raises(StepRefused):
        register(again, director, number="164-ОД")

    assert Pair.objects.get().basis == "приказ от 20.11.2026 № 163-ОД"
    assert Document.objects.registered().count() == 1


def test_a_returned_paper_leaves_the_desk_with_the_remark(order, director):
    actions.return_to_curator(order, remark="Нет протокола совета", by=director)

    paper = Document.objects.get()
    assert (paper.state, paper.remark) == ("draft", "Нет протокола совета")
    assert list(Document.objects.waiting()) == []


def test_a_draft_can_be_thrown_away(order, curator):
    actions.discard(order, by=curator, on=TODAY)

    assert Document.objects.count() == 0
    assert JournalEntry.objects.latest("pk").action == "discard_document"
