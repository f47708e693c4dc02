"""Sections made by hand, in a draft, in an edition and in a roadmap begun with an empty table."""

import datetime

import pytest
from django.urls import reverse

from reports.documents import KINDS, WrongSubject
from roadmaps import actions
from roadmaps.editions import changes, renamed_sections
from roadmaps.models import Item, Roadmap, Stage
from tests import factories as make

ON = datetime.date(2026, 12, 1)


@pytest.fixture
def draft(ours):
    roadmap = make.make_roadmap(ours)
    second = Stage.objects.create(roadmap=roadmap, position=1, number="2.", title="Работа")
    for position in (1, 2):
        Item.objects.create(roadmap=roadmap, section=second, position=position,
                            activity=f"Дело {position}", deadline="май 2027")  # fmt: skip
    return roadmap


def address(name, *args):
    return reverse(f"admin:roadmaps_{name}", args=args)


def rows(roadmap):
    items = roadmap.items.select_related("section").order_by("position")
    return [(str(item.section or ""), item.activity) for item in items]


def test_a_section_moves_with_its_rows_and_rows_go_to_its_end(draft, curator):
    first, second = draft.stages.all()
    between = actions.add_section(draft, title=" Обучение ", after=first, by=curator)
    actions.add_item(draft, section=between, by=curator)
    actions.add_item(draft, section=first, by=curator)
    actions.move_section(second, up=True, by=curator)
    actions.move_section(first, up=True, by=curator)

    assert [str(stage) for stage in draft.stages.all()] == [
        "1. Подготовка",
        "2. Работа",
        "Обучение",
    ]
    assert rows(draft) == [
        ("1. Подготовка", "Собрать согласия"), ("1. Подготовка", "Новое мероприятие"),
        ("2. Работа", "Дело 1"), ("2. Работа", "Дело 2"), ("Обучение", "Новое мероприятие"),
    ]  # fmt: skip


def test_only_an_empty_section_is_taken_out_and_it_comes_back(draft, curator):
    _, full = draft.stages.all()
    empty = actions.add_section(draft, title="Итоги", by=curator)

    with pytest.raises(actions.SectionNotEmpty, match="потом раздел можно убрать"):
        actions.remove_section(full, by=curator)
    actions.remove_section(empty, by=curator)
    assert draft.stages.count() == 2
    actions.take_back(draft, by=curator)

    assert [str(stage) for stage in draft.stages.all()][2:] == ["Итоги"]


def test_months_without_a_year_follow_the_words_of_the_section(draft, curator):
    row = draft.items.first()
    actions.edit_item(row, cells={"deadline": "август"}, by=curator)
    before = row.occurrences.get().due_on

    actions.rename_section(row.section, title="Мониторинг и подведение итогов", number="1.",
                           by=curator)  # fmt: skip

    assert (before, row.occurrences.get().due_on) == (
        datetime.date(2026, 8, 31), datetime.date(2027, 8, 31),
    )  # fmt: skip


def test_an_approved_roadmap_keeps_its_sections(draft, curator):
    actions.approve(draft, basis="приказ от 01.12.2026 № 1", on=ON, by=curator)

    for act in (
        lambda: actions.add_section(draft, title="Ещё", by=curator),
        lambda: actions.rename_section(draft.stages.first(), title="Ещё", number="", by=curator),
        lambda: actions.move_section(draft.stages.first(), up=False, by=curator),
        lambda: actions.remove_section(draft.stages.first(), by=curator),
    ):
        with pytest.raises(actions.AlreadyApproved):
            act()


def test_a_renamed_section_of_an_edition_moves_no_row(draft, curator):
    actions.approve(draft, basis="приказ от 01.12.2026 № 1", on=ON, by=curator)
    edition = actions.open_edition(draft, by=curator)
    first, second = edition.stages.all()
    actions.rename_section(second, title="Сопровождение", number="2.", by=curator)
    plans = [plan.items.select_related("section").order_by("position") for plan in (draft, edition)]

    assert changes(*plans, edition.columns) == []
    assert [found[2:] for found in renamed_sections(*plans)] == [("2. Работа", "2. Сопровождение")]
    actions.place_item(edition.items.last(), section=first, by=curator)
    plans = [plan.items.select_related("section").order_by("position") for plan in (draft, edition)]
    assert [change.kind for change in changes(*plans, edition.columns)] == ["moved", "moved"]


def test_sections_are_made_on_the_page(as_curator, draft):
    table = reverse("admin:roadmaps_roadmap_change", args=[draft.pk])
    form = as_curator.get(f"{table}?section=new").content.decode()
    empty = as_curator.post(address("section_add", draft.pk), {"title": " ", "number": "3."})
    made = as_curator.post(address("section_add", draft.pk), {"title": "Итоги", "number": "3."})
    section = draft.stages.last()
    html = as_curator.get(f"{table}?section={section.pk}").content.decode()
    as_curator.post(address("section", section.pk), {"title": "Конец", "number": ""})
    moved = as_curator.post(address("section_step", section.pk, "up"))
    added = as_curator.post(address("section_step", section.pk, "row"))
    refused = as_curator.post(address("section_step", section.pk, "remove"), follow=True)

    assert address("section_add", draft.pk) in form
    assert (empty.status_code, 'value="3."' in empty.content.decode()) == (400, True)
    assert made.url == f"{table}#section-{section.pk}"
    assert ("строк пока нет" in html, "Убрать раздел" in html) == (True, True)
    assert moved.url == f"{table}?section={section.pk}&did=up#section-{section.pk}"
    new = Item.objects.get(activity="Новое мероприятие")
    assert (str(new.section), added.url) == ("Конец", f"{table}?edit={new.pk}#item-{new.pk}")
    assert "потом раздел можно убрать" in refused.content.decode()
    assert as_curator.post(address("section_step", section.pk, "x")).status_code == 404


def test_sections_of_another_school_are_not_there(as_curator, theirs):
    other = make.make_roadmap(theirs)
    section = other.stages.first().pk

    answers = [as_curator.post(path, {"title": "Наш"}).status_code for path in (
        address("section_add", other.pk), address("section", section),
        address("section_step", section, "up"), address("row_add", other.pk),
    )]  # fmt: skip

    assert answers == [404] * 4


def test_a_roadmap_is_begun_with_an_empty_table(as_curator, ours, curator):
    refused = as_curator.post(address("blank"), {"title": "", "year": 2026})
    begun = as_curator.post(
        address("blank"),
        {"title": "Наша карта", "year": 2026, "columns": ["result", "deadline", "number"]},
    )
    roadmap = Roadmap.objects.get()
    html = as_curator.get(begun.url).content.decode()
    with pytest.raises(WrongSubject, match="ни одной строки"):
        KINDS["order-roadmap"].collect(roadmap, on=ON)
    as_curator.post(address("row_add", roadmap.pk))

    assert refused.status_code == 400
    assert [column["field"] for column in roadmap.columns] == [
        "number", "activity", "deadline", "result",
    ]  # fmt: skip
    assert ("В карте ещё нет строк" in html, "Добавить раздел" in html) == (True, True)
    assert rows(roadmap) == [("", "Новое мероприятие")]
