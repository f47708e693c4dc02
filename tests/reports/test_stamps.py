"""The shapes of the stamp above a roadmap, and whose participle agrees with what."""

import datetime

import pytest

from reports.documents import KINDS
from reports.documents.letterhead import letterhead
from reports.documents.stamps import participle, stamp_facts
from roadmaps import actions
from roadmaps.approvals import Approval
from tests.reports.papers import paper, printed_paper, words

ON = datetime.date(2026, 8, 28)
HEADS = {
    "person": "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\n«____»",
    "person-order": "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\nПриказ от ____",
    "order": "УТВЕРЖДЁН\nприказом МБОУ СШ № 7\nот ____________ № ________\n",
    "annex": "Приложение\nк приказу МБОУ СШ № 7\nот ____________ № ________\n",
    "none": "План мероприятий (дорожная карта)\n",
}


@pytest.mark.parametrize("shape", sorted(HEADS))
def test_each_shape_of_the_stamp_can_be_chosen(shape, school):
    assert words(printed_paper("roadmap", school.roadmap, stamp=shape)).startswith(HEADS[shape])


@pytest.mark.parametrize(
    ("title", "word"),
    [("План мероприятий (дорожная карта)", "УТВЕРЖДЁН"), ("Дорожная карта школы", "УТВЕРЖДЕНА"),
     ("Муниципальная дорожная карта", "УТВЕРЖДЕНА"), ("Положение о наставничестве", "УТВЕРЖДЕНО"),
     ("Примерное положение о программе", "УТВЕРЖДЕНО"), ("Планы наставников", "УТВЕРЖДЕНЫ"),
     ("Комплекс мер", "УТВЕРЖДЁН"), ("Персонализированная программа", "УТВЕРЖДЕНА"),
     ("Персонализированные программы", "УТВЕРЖДЕНЫ"), ("Списки пар", "УТВЕРЖДЕНЫ"),
     ("Состав совета наставников", "УТВЕРЖДЁН"), ("Реестр программ", "УТВЕРЖДЁН"),
     ("Обязанности куратора", "УТВЕРЖДЕНЫ"), ("Формы анкет", "УТВЕРЖДЕНЫ"),
     ("Порядок поощрения", "УТВЕРЖДЁН")],
)  # fmt: skip
def test_the_participle_agrees_with_the_title(title, word):
    assert participle(title) == word


@pytest.mark.parametrize("code", sorted(code for code, kind in KINDS.items() if kind.draftable))
def test_the_mark_of_every_annex_agrees_with_the_paper_below_it(code, school):
    lines = words(paper(code, school.subject_of(code))).split("\n")

    for number, line in enumerate(lines):
        if line.startswith("УТВЕРЖД") and line != "УТВЕРЖДАЮ":
            below = next(text for text in lines[number + 1 :]
                         if not text.startswith(("приказом", "от _")))  # fmt: skip
            assert line == participle(below), below


def test_bodies_that_agreed_stand_beside_the_approval(school):
    school.roadmap.header = {"blocks": [
        {"kind": "agreed", "body": "с управляющим советом", "protocol": "протокол № 2"},
        {"kind": "accepted", "body": "педагогическим советом", "protocol": "протокол № 1"},
    ]}  # fmt: skip
    school.roadmap.save()

    text = words(printed_paper("roadmap", school.roadmap))

    assert text.startswith("СОГЛАСОВАНО\nс управляющим советом\nпротокол № 2")
    assert "ПРИНЯТО\nпедагогическим советом\nпротокол № 1" in text


def test_the_blocks_the_curator_sets_are_printed_in_their_places(school):
    actions.change_approvals(school.roadmap, by=None, approvals=[
        Approval("annex", "управления образования", paper="приказ от 01.09.2026 № 88", number="2"),
        Approval("agreed", "Председатель профкома", "И.И. Сомова", side="right"),
        Approval("accepted", "педагогическим советом", paper="протокол № 1", side="left"),
    ])  # fmt: skip
    school.roadmap.refresh_from_db()

    stamp = stamp_facts(school.roadmap, letterhead(school.organization, on=ON))
    alone = words(printed_paper("roadmap", school.roadmap))
    annexed = words(printed_paper("order-roadmap", school.roadmap))

    assert [[block and block["word"] for block in row] for row in stamp] == [
        ["ПРИНЯТО", "Приложение № 2"], [None, "СОГЛАСОВАНО"],
    ]  # fmt: skip
    assert "Приложение № 2\nк приказу управления образования\nот 01.09.2026 № 88" in alone
    assert "Председатель профкома\n________ И.И. Сомова\n«____»" in alone
    assert "ПРИНЯТО\nпедагогическим советом\nпротокол № 1" in annexed
    assert "управления образования" not in annexed


def test_taken_away_blocks_stay_away_and_the_number_of_the_own_order_comes(school):
    empty = actions.change_approvals(school.roadmap, approvals=[], by=None)
    assert words(printed_paper("roadmap", empty)).startswith("План мероприятий")

    actions.change_approvals(empty, approvals=[Approval("person-order")], by=None)
    actions.approve(empty, basis="приказ от 28.08.2026 № 142-ОД", on=ON, by=None)
    empty.refresh_from_db()

    assert "Приказ от 28.08.2026 № 142-ОД" in words(printed_paper("roadmap", empty))
