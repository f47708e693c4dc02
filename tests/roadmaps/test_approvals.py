"""The blocks above a roadmap: read from the file, set on their page, carried to the next year."""

import datetime

import pytest
from django.urls import reverse

from people.models import JournalEntry
from roadmaps import actions
from roadmaps.approvals import Approval, approvals_of, of_next_year, signer_of, with_approvals
from tests import factories as make

FROM_FILE = {
    "approval": {"kind": "УТВЕРЖДАЮ", "position": "Директор", "name": "П.О. Липкин"},
    "order": {"number": "12"},
    "blocks": [{"kind": "agreed", "body": "с советом", "protocol": "протокол № 2"}],
}


@pytest.mark.parametrize(
    ("header", "approved", "kinds"),
    [
        ({}, False, ["person"]),
        ({}, True, ["order"]),
        ({"approval": None}, False, []),
        (FROM_FILE, False, ["person-order", "agreed"]),
        ({"approval": {"kind": "ПРИЛОЖЕНИЕ"}, "annex": {"number": "2"}}, True, ["annex"]),
        ({**FROM_FILE, "approvals": []}, True, []),
    ],
)
def test_the_file_proposes_the_curator_decides(header, approved, kinds):
    assert [one.kind for one in approvals_of(header, approved=approved)] == kinds


def test_the_next_year_forgets_papers_and_the_signer_is_the_one_who_was_set():
    header = with_approvals(FROM_FILE, [
        Approval("accepted", "педсоветом", paper="протокол № 1"),
        Approval("person", "Директор", "О.В. Кудряшова", "28.08.2026"),
    ])  # fmt: skip

    papers = [one["paper"] for one in of_next_year(header["approvals"])]

    assert papers == ["протокол от ____________ № ____", ""]
    assert (signer_of(header), signer_of(FROM_FILE)) == ("О.В. Кудряшова", "П.О. Липкин")


@pytest.fixture
def roadmap(ours):
    return make.make_roadmap(ours, header=FROM_FILE)


def page_of(roadmap):
    return reverse("admin:roadmaps_approvals", args=[roadmap.pk])


def sent(*blocks):
    return {f"{n}-{name}": text for n, block in enumerate(blocks) for name, text in block.items()}


def test_the_page_shows_what_the_file_had_and_takes_changes(as_curator, roadmap):
    shown = as_curator.get(page_of(roadmap)).content.decode()
    blocks = {"kind": "order"}, {"kind": ""}, {"kind": "accepted", "body": "педсоветом"}
    answer = as_curator.post(page_of(roadmap), sent(*blocks))
    roadmap.refresh_from_db()

    assert "с советом" in shown
    assert "протокол № 2" in shown
    assert answer.url == page_of(roadmap)
    assert approvals_of(roadmap.header, approved=False) == [
        Approval("order"), Approval("accepted", "педсоветом"),
    ]  # fmt: skip
    assert JournalEntry.objects.last().text == "Изменены грифы дорожной карты"


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"kind": "agreed"}, "Напишите, кто согласовал"),
        ({"kind": "person", "number": "2"}, "Номер бывает только у приложения"),
        ({"kind": "x"}, "Выберите корректный вариант"),
    ],
)
def test_a_block_that_cannot_be_is_told(as_curator, roadmap, block, words):
    answer = as_curator.post(page_of(roadmap), sent({"kind": "person"}, block))
    roadmap.refresh_from_db()

    assert (answer.status_code, words in answer.content.decode()) == (400, True)
    assert "approvals" not in roadmap.header


def test_words_without_a_kind_are_not_lost(as_curator, roadmap):
    last = {"body": "педсоветом"}

    answer = as_curator.post(page_of(roadmap), sent({"kind": "person"}, {}, last))

    assert "Выберите, какой это гриф" in answer.content.decode()
    assert 'value="педсоветом"' in answer.content.decode()


def test_an_approved_roadmap_is_told_of_an_edition_and_another_school_of_nothing(
    as_curator, curator, roadmap, theirs
):
    day = datetime.date(2026, 8, 28)
    actions.approve(roadmap, basis="приказ от 28.08.2026 № 1", on=day, by=curator)

    refused = as_curator.post(page_of(roadmap), sent({"kind": "order"}))
    draft = actions.open_edition(roadmap, by=curator)
    as_curator.post(page_of(draft), sent({"kind": "annex", "number": "3"}))
    draft.refresh_from_db()

    assert "Внести изменения" in refused.content.decode()
    assert approvals_of(draft.header, approved=False) == [Approval("annex", number="3")]
    assert as_curator.get(page_of(make.make_roadmap(theirs))).status_code == 404
