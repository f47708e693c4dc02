"""The roadmap as a table on the page: rows edited in place, chosen, split; editions; months."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import Document
from roadmaps import actions
from roadmaps.models import Item, Occurrence, Roadmap, Stage
from tests import factories as make

ON = datetime.date(2026, 8, 28)


@pytest.fixture
def roadmap(ours, curator):
    roadmap = make.make_roadmap(ours)
    second = Stage.objects.create(roadmap=roadmap, position=1, number="2.", title="Работа")
    for position, (activity, who) in enumerate(
        [("1. Опрос\n2. Справка", "Директор"), ("Конференция", "Куратор")], 1
    ):
        Item.objects.create(roadmap=roadmap, section=second, position=position, activity=activity,
                            deadline="до 10.11.2026\nдо 20.05.2027", responsible=who)  # fmt: skip
    actions.plan_occurrences(roadmap, list(roadmap.items.order_by("position")))
    return roadmap


@pytest.fixture
def approved(roadmap, curator):
    return actions.approve(roadmap, basis="приказ от 28.08.2026 № 142-ОД", on=ON, by=curator)


@pytest.fixture
def page(client, curator):
    client.force_login(curator)
    return client


def address(roadmap, query=""):
    return reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]) + query


def test_a_row_opens_in_its_place_and_moves_on_staying_open(page, roadmap):
    first = roadmap.items.first()

    html = page.get(address(roadmap, f"?edit={first.pk}")).content.decode()
    moved = page.post(reverse("admin:roadmaps_move", args=[first.pk, "add"]), {"open": "yes"})

    assert reverse("admin:roadmaps_item", args=[first.pk]) in html
    assert html.count('class="cells in-place"') == 1
    new = Item.objects.get(activity="Новое мероприятие")
    assert moved.url == address(roadmap, f"?edit={new.pk}#item-{new.pk}")
    assert "Отменить правку" in page.get(moved.url).content.decode()


def test_a_row_goes_to_a_section_of_its_own_roadmap_only(page, roadmap, theirs):
    first, other = roadmap.items.first(), make.make_roadmap(theirs).stages.first()
    to_section = reverse("admin:roadmaps_move", args=[first.pk, "place"])

    assert page.post(to_section, {"section": other.pk}).status_code == 404
    assert page.post(to_section, {"section": "x"}).status_code == 404
    page.post(to_section, {"section": roadmap.stages.last().pk})

    first.refresh_from_db()
    assert first.section.title == "Работа"


def test_the_last_change_is_taken_back_from_the_page(page, roadmap):
    actions.remove_item(roadmap.items.last(), by=None)
    undo = reverse("admin:roadmaps_undo", args=[roadmap.pk])

    said = page.post(undo, follow=True).content.decode()
    again = page.post(undo, follow=True).content.decode()

    assert "Правка отменена: убрана строка Конференция." in said
    assert "последняя правка уже отменена" in again
    assert roadmap.items.count() == 3


def test_a_row_is_split_with_its_deadlines_beside(page, roadmap):
    row = roadmap.items.get(position=1)
    split = reverse("admin:roadmaps_split", args=[row.pk])

    form = page.get(split).context["form"]
    sent = {name: field.initial or "" for name, field in form.fields.items()}
    assert page.post(split, {}).status_code == 400
    page.post(split, sent)

    assert list(roadmap.items.values_list("activity", "deadline")) == [
        ("Собрать согласия", "До 30.11.2026"), ("Опрос", "до 10.11.2026"),
        ("Справка", "до 20.05.2027"), ("Конференция", "до 10.11.2026\nдо 20.05.2027"),
    ]  # fmt: skip


def test_rows_are_chosen_by_stage_person_and_state_together(page, roadmap):
    def rows(query):
        groups = page.get(address(roadmap, query)).context["groups"]
        return [row.item.position for group in groups for row in group.shown]

    assert rows("?stage=2") == [1, 2]
    assert rows("?who=Куратор") == [0, 2]
    assert rows("?stage=2&who=Куратор") == [2]
    assert rows("?stage=2&who=Куратор&show=done") == []
    assert rows("?stage=77&who=Никто&show=x") == [0, 1, 2]


def test_rows_are_chosen_by_any_state_they_are_in(page, roadmap):
    moved, given_up, *_ = Occurrence.objects.filter(item__roadmap=roadmap).order_by("pk")
    today = timezone.localdate()
    actions.postpone(
        moved, until=today + datetime.timedelta(20), reason="болезнь", by=None, on=today
    )
    actions.cancel(given_up, reason="отпала", by=None, on=today)

    def shown(state):
        context = page.get(address(roadmap, f"?show={state}")).context
        return [row.item.pk for group in context["groups"] for row in group.shown]

    assert shown("moved") == [moved.item_id]
    assert shown("cancelled") == [given_up.item_id]
    offered = dict(page.get(address(roadmap)).context["states"])
    assert {"moved", "cancelled"} < set(offered)
    assert "late" not in offered


def test_the_months_show_each_date_once_and_today(page, roadmap):
    html = page.get(reverse("admin:roadmaps_months", args=[roadmap.pk])).content.decode()

    assert html.count("Конференция") == 2
    assert html.count("сегодня, ") == 1
    assert "Май 2027" in html


def test_an_approved_roadmap_is_changed_by_a_draft_with_an_order_of_its_own(page, approved):
    opened = page.post(reverse("admin:roadmaps_edition", args=[approved.pk]))
    edition = Roadmap.objects.get(replaces=approved)
    row = edition.items.first()
    page.post(reverse("admin:roadmaps_item", args=[row.pk]), {"cell-3": "Директор"})
    draft = reverse("document-draft", args=["order-roadmap-changes"])
    first = page.post(draft, {"subject": edition.pk})
    second = page.post(draft, {"subject": edition.pk}, follow=True)

    assert opened.url == address(edition)
    html = page.get(opened.url).content.decode()
    assert "Изменена" in html
    assert "Изменена 1\xa0строка" in html
    assert second.redirect_chain[0][0] == first.url
    assert "Проект приказа уже подготовлен" in second.content.decode()
    assert Document.objects.count() == 1
    assert page.get(reverse("admin:roadmaps_roadmap_changelist")).context["cl"].result_count == 1


def test_the_edition_that_was_replaced_can_be_read(page, approved, curator):
    edition = actions.open_edition(approved, by=curator)
    actions.edit_item(edition.items.first(), cells={"activity": "Иначе"}, by=curator)
    actions.approve(edition, basis="приказ от 01.11.2026 № 9", on=datetime.date(2026, 11, 1),
                    by=curator)  # fmt: skip

    html = page.get(address(approved)).content.decode()

    assert "действовала до 01.11.2026" in html
    assert "Собрать согласия" in html
    assert address(edition) in html
    listed = page.get(reverse("admin:roadmaps_roadmap_changelist")).context["cl"].result_list
    assert list(listed) == [edition]


def test_a_draft_of_changes_is_thrown_away_from_its_page(page, approved, curator):
    edition = actions.open_edition(approved, by=curator)

    gone = page.post(reverse("admin:roadmaps_drop", args=[edition.pk]))

    assert gone.url == address(approved)
    assert not Roadmap.objects.filter(pk=edition.pk).exists()


@pytest.mark.parametrize("name", ["undo", "edition", "drop", "months", "split"])
def test_another_school_finds_nothing(name, page, theirs):
    other = make.make_roadmap(theirs)
    key = other.items.first().pk if name == "split" else other.pk
    url = reverse(f"admin:roadmaps_{name}", args=[key])

    assert (page.get if name in ("months", "split") else page.post)(url).status_code == 404


def test_the_paper_is_printed_as_chosen(page, roadmap):
    paper = reverse("paper-docx", args=["roadmap", roadmap.pk])

    assert page.get(paper, {"mark": "yes", "stamp": "none", "sheet": "x"}).status_code == 200
    form = page.get(address(roadmap)).content.decode()
    assert '<option value="annex">Приложение к приказу</option>' in form


def test_plans_are_chosen_by_their_academic_year(page, ours, theirs):
    address = reverse("admin:roadmaps_roadmap_changelist")
    present = make.make_roadmap(ours, year=2026)
    make.make_roadmap(theirs, year=2024)

    assert not page.get(address).context["cl"].filter_specs

    past = make.make_roadmap(ours, year=2025)
    (years,) = page.get(address).context["cl"].filter_specs
    assert years.lookup_choices == [("2026", "2026/27"), ("2025", "2025/26")]
    assert [*page.get(f"{address}?year=2025").context["cl"].result_list] == [past]
    assert [*page.get(f"{address}?year=soon").context["cl"].result_list] == [present, past]
