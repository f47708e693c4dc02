"""Rows of a draft: split, moved to a section, and the last change taken back."""

import datetime

import pytest

from roadmaps import actions
from roadmaps.approvals import Approval
from roadmaps.models import Item, Occurrence, Stage
from tests import factories as make

ON = datetime.date(2026, 12, 1)


@pytest.fixture
def draft(ours):
    roadmap = make.make_roadmap(ours)
    second = Stage.objects.create(roadmap=roadmap, position=1, number="2.", title="Работа")
    for position, section in enumerate([roadmap.stages.first(), second, second], 1):
        Item.objects.create(roadmap=roadmap, section=section, position=position,
                            activity=f"Дело {position}", deadline="май 2027")  # fmt: skip
    return roadmap


def table(roadmap):
    return [
        (item.position, item.section.number, item.activity, item.deadline, item.responsible)
        for item in roadmap.items.select_related("section").order_by("position")
    ]


def sections(roadmap):
    return [str(stage) for stage in roadmap.stages.all()]


def changed(draft, curator):
    """Yield (name, what changes the draft)."""
    first, second, *_ = draft.items.order_by("position")
    section = draft.stages.last()
    head = {"title": "Другая", "year": 2027, "period_start_on": None, "period_end_on": ON}
    parts = [{"activity": "Раз", "deadline": "май"}, {"activity": "Два", "deadline": "июнь"}]
    return {
        "edit": lambda: actions.edit_item(first, cells={"activity": "Иначе"}, by=curator),
        "add": lambda: actions.add_item(draft, after=first, by=curator),
        "remove": lambda: actions.remove_item(first, by=curator),
        "move": lambda: actions.move_item(second, up=True, by=curator),
        "place": lambda: actions.place_item(first, section=section, by=curator),
        "split": lambda: actions.split_item(first, rows=parts, by=curator),
        "head": lambda: actions.change_head(draft, by=curator, **head),
        "add section": lambda: actions.add_section(draft, title="Итоги", by=curator),
        "rename section": lambda: actions.rename_section(
            section, title="Итоги", number="II", by=curator
        ),
        "move section": lambda: actions.move_section(section, up=True, by=curator),
        "approvals": lambda: actions.change_approvals(
            draft, approvals=[Approval("person")], by=curator
        ),
    }


CHANGES = ["edit", "add", "remove", "move", "place", "split", "head", "add section",
           "rename section", "move section", "approvals"]  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_can_be_taken_back_once(name, draft, curator):
    actions.plan_occurrences(draft, list(draft.items.order_by("position")))
    before, title, names = table(draft), draft.title, sections(draft)
    dates = sorted(Occurrence.objects.values_list("item", "due_on"))

    changed(draft, curator)[name]()
    draft.refresh_from_db()
    assert (table(draft), draft.title, draft.header, sections(draft)) != (before, title, {}, names)
    actions.take_back(draft, by=curator)

    draft.refresh_from_db()
    assert (table(draft), draft.title, draft.year, draft.header) == (before, title, 2026, {})
    assert sections(draft) == names
    assert sorted(Occurrence.objects.values_list("item", "due_on")) == dates
    with pytest.raises(actions.NothingToTakeBack):
        actions.take_back(draft, by=curator)


def test_a_removed_row_comes_back_with_its_mark(draft, curator):
    done = Occurrence.objects.get(item__position=0)
    actions.mark_done(done, note="протокол № 3", by=curator, on=ON)
    row = done.item

    actions.remove_item(row, by=curator)
    actions.take_back(draft, by=curator)

    done.refresh_from_db()
    assert (done.item, done.done_on) == (Item.objects.get(position=0), ON)


def test_the_last_change_goes_when_the_order_fixes_the_roadmap(draft, curator):
    actions.add_item(draft, after=None, by=curator)
    actions.approve(draft, basis="приказ от 01.12.2026 № 1", on=ON, by=curator)

    with pytest.raises(actions.AlreadyApproved):
        actions.take_back(draft, by=curator)


def test_a_row_goes_to_the_end_of_another_section(draft, curator):
    first = draft.items.get(position=0)

    actions.place_item(first, section=draft.stages.last(), by=curator)

    assert [(row[1], row[2]) for row in table(draft)] == [
        ("1.", "Дело 1"), ("2.", "Дело 2"), ("2.", "Дело 3"), ("2.", "Собрать согласия"),
    ]  # fmt: skip


def test_the_parts_of_a_split_row_take_what_they_do_not_name(draft, curator):
    first = draft.items.get(position=0)

    actions.split_item(
        first, by=curator,
        rows=[{"activity": "Раз", "deadline": "май 2027"}, {"activity": "Два"}],
    )  # fmt: skip

    assert table(draft)[:3] == [
        (0, "1.", "Раз", "май 2027", "Куратор"),
        (1, "1.", "Два", "До 30.11.2026", "Куратор"),
        (2, "1.", "Дело 1", "май 2027", ""),
    ]
