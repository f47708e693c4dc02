"""A new edition of an approved roadmap: the old one stays, its progress goes on in the new."""

import datetime

import pytest

from roadmaps import actions
from roadmaps.editions import changes, is_reordered
from roadmaps.models import Item, Occurrence, Roadmap
from tests import factories as make

ON = datetime.date(2026, 12, 1)
BASIS = "приказ от 28.08.2026 № 142-ОД"


@pytest.fixture
def approved(ours, curator):
    roadmap = make.make_roadmap(ours)
    stage = roadmap.stages.get()
    for position, activity in enumerate(["Провести опрос", "Подвести итоги"], 1):
        Item.objects.create(roadmap=roadmap, section=stage, position=position,
                            number=f"1.{position + 1}", activity=activity,
                            deadline="до 20.05.2027")  # fmt: skip
    actions.plan_occurrences(roadmap, list(roadmap.items.all()))
    return actions.approve(roadmap, basis=BASIS, on=datetime.date(2026, 8, 28), by=curator)


def rows(roadmap):
    return [(item.number, item.activity, item.deadline) for item in roadmap.items.all()]


def test_an_edition_is_a_draft_beside_the_roadmap_in_force(approved, curator):
    before = rows(approved)

    edition = actions.open_edition(approved, by=curator)
    first, *_ = edition.items.all()
    actions.edit_item(first, cells={"deadline": "До 15.12.2026"}, by=curator)

    approved.refresh_from_db()
    assert rows(approved) == before
    assert rows(edition)[0] == ("1.1", "Собрать согласия", "До 15.12.2026")
    assert rows(edition)[1:] == before[1:]
    assert [stage.title for stage in edition.stages.all()] == ["Подготовка"]
    assert list(Roadmap.objects.current()) == [approved]
    assert actions.open_edition(approved, by=curator) == edition


def test_an_approved_edition_takes_over_with_the_marks(approved, curator):
    edition = actions.open_edition(approved, by=curator)
    first, second, third = edition.items.all()
    actions.edit_item(second, cells={"responsible": "Методист"}, by=curator)
    actions.remove_item(third, by=curator)
    done = Occurrence.objects.get(item__roadmap=approved, item__position=0)
    actions.mark_done(done, note="протокол № 3", by=curator, on=ON)

    actions.approve(edition, basis="приказ от 01.12.2026 № 200-ОД", on=ON, by=curator)

    approved.refresh_from_db()
    assert approved.replaced_on == ON
    assert list(Roadmap.objects.current()) == [edition]
    done.refresh_from_db()
    assert (done.item, done.done_on) == (first, ON)
    assert Occurrence.objects.filter(item=first).count() == 1
    assert Occurrence.objects.filter(item=second).count() == 1
    gone = approved.items.get(position=2)
    assert gone.occurrences.count() == 1


def test_marks_belong_to_the_edition_in_force(approved, curator):
    edition = actions.open_edition(approved, by=curator)
    waiting = Occurrence.objects.filter(item__roadmap=edition).first()

    with pytest.raises(actions.MarkRefused, match="в действующей карте"):
        actions.mark_done(waiting, note="протокол", by=curator, on=ON)

    last = edition.items.last()
    actions.remove_item(last, by=curator)
    actions.approve(edition, basis="приказ от 01.12.2026 № 200-ОД", on=ON, by=curator)
    frozen = Occurrence.objects.get(item__roadmap=approved)
    with pytest.raises(actions.MarkRefused, match="заменена"):
        actions.mark_done(frozen, note="протокол", by=curator, on=ON)


def test_only_what_is_in_force_is_changed(approved, ours, curator):
    draft = make.make_roadmap(ours, title="Другая карта")
    with pytest.raises(actions.NotInForce, match="ещё не утверждена"):
        actions.open_edition(draft, by=curator)
    with pytest.raises(actions.NotInForce, match="только проект"):
        actions.drop_edition(approved, by=curator)

    edition = actions.open_edition(approved, by=curator)
    actions.edit_item(edition.items.first(), cells={"result": "Приказ"}, by=curator)
    actions.approve(edition, basis="приказ от 01.12.2026 № 200-ОД", on=ON, by=curator)
    with pytest.raises(actions.NotInForce, match="действовала до 01"):
        actions.open_edition(approved, by=curator)


def test_an_edition_can_be_thrown_away(approved, curator):
    edition = actions.open_edition(approved, by=curator)

    assert actions.drop_edition(edition, by=curator) == approved

    assert list(Roadmap.objects.all()) == [approved]
    assert actions.open_edition(approved, by=curator).pk != edition.pk


def test_changes_name_rows_and_words(approved, curator):
    edition = actions.open_edition(approved, by=curator)
    first, second, third = edition.items.all()
    actions.edit_item(first, cells={"deadline": "До 15.12.2026"}, by=curator)
    actions.remove_item(second, by=curator)
    actions.edit_item(actions.add_item(edition, after=third, by=curator),
                      cells={"number": "1.4", "activity": "Наградить"}, by=curator)  # fmt: skip
    old, new = list(approved.items.all()), list(edition.items.all())

    found = [
        (change.kind, change.row.number, [(w.heading, w.old, w.new) for w in change.words])
        for change in changes(old, new, edition.columns)
    ]

    assert found == [
        ("changed", "1.1", [("Сроки", "До 30.11.2026", "До 15.12.2026")]),
        ("added", "1.4", [("№ п/п", "", "1.4"), ("Наименование мероприятия", "", "Наградить")]),
        ("removed", "1.2", []),
    ]
    assert not is_reordered(old, new)
    actions.move_item(third, up=True, by=curator)
    assert is_reordered(old, list(edition.items.all()))
