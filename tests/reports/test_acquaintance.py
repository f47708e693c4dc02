"""Who has read an order: noted by the clerk with its day, asked again when the order changes."""

import datetime

import pytest

from people.models import Curator, JournalEntry
from reports import actions
from reports.documents import KINDS
from reports.models import Acquaintance
from reports.readers import readers_of
from tests import factories as make
from tests.reports.papers import words

DAY = datetime.timedelta(days=1)


@pytest.fixture
def order(ours, curator, director, today):
    """An order of yesterday that two people must read."""
    pair = make.make_pair(
        ours, make.make_person(ours, post="учитель", surname="Орлова", gender="f"),
        [make.make_person(ours, post="учитель", surname="Чижов")],
    )  # fmt: skip
    make.make_all_consents(*[member.person for member in pair.members.all()])
    paper = actions.draft("order-pairs", [pair], by=curator, on=today - DAY)
    return actions.register(paper, number="163-ОД", dated=today - DAY, by=director, on=today)


def read(document):
    return {reader.name.split()[0]: (reader.read_on, reader.again)
            for reader in readers_of(document)}  # fmt: skip


def test_the_ticked_names_are_noted_with_their_day(as_curator, order, today):
    page = f"/admin/reports/document/{order.pk}/change/"
    (orlova,) = (r.name for r in readers_of(order) if r.name.startswith("Орлова"))

    said = {"name": [orlova, "Чужой"], "read_on": f"{today:%d.%m.%Y}"}
    answer = as_curator.post(f"/documents/{order.pk}/acquaint/", said)

    assert answer["Location"] == page
    assert read(order) == {"Орлова": (today, False), "Чижов": (None, False)}
    assert JournalEntry.objects.latest("pk").text == f"Ознакомлены с приказом {today:%d.%m.%Y}: 1"
    sheet = words(paper_of(order, today))
    assert f"{orlova} | | {today:%d.%m.%Y}" in sheet
    assert as_curator.get(page).context["unread"][0].name.startswith("Чижов")


def paper_of(order, on):
    kind = KINDS["acquaintance"]
    return kind.render(kind.collect(order, on=on))


@pytest.mark.parametrize(
    ("days", "names", "sentence"),
    [(2, True, "не раньше дня приказа"), (-1, True, "не будущим числом"),
     (0, False, "Отметьте, кто подписал")],
)  # fmt: skip
def test_a_day_that_cannot_be_and_nobody_are_refused(order, curator, today, days, names, sentence):
    chosen = [reader.name for reader in readers_of(order)] if names else []

    with pytest.raises(actions.AcquaintanceRefused, match=sentence):
        actions.acquaint(order, names=chosen, read_on=today - days * DAY, by=curator, on=today)

    assert not Acquaintance.objects.exists()


def test_a_mark_is_noted_once_and_can_be_taken_back(as_curator, order, curator, today):
    names = [reader.name for reader in readers_of(order)]
    actions.acquaint(order, names=names, read_on=today - DAY, by=curator, on=today)

    with pytest.raises(actions.AcquaintanceRefused):
        actions.acquaint(order, names=names, read_on=today, by=curator, on=today)
    as_curator.post(f"/acquaintances/{Acquaintance.objects.first().pk}/remove/")

    assert list(Acquaintance.objects.values_list("read_on", flat=True)) == [today - DAY]


def test_who_read_the_changed_order_is_asked_again(order, ours, curator, director, today):
    other = make.make_person(ours, surname="Грачёв", post="учитель")
    Curator.objects.create(person=other, year=make.YEAR)
    later = actions.draft("order-council", [ours], by=curator, on=today)
    later.facts["acquainted"] = [other.full_name]
    later.save()
    later = actions.register(later, number="164-ОД", dated=today, by=director, on=today)
    actions.amend(order, change="changed", since=today, by_document=later, by=curator)

    assert read(later) == {
        "Грачёв": (None, False), "Орлова": (None, True), "Чижов": (None, True),
    }  # fmt: skip


def test_another_school_notes_nothing_here(client, order, theirs):
    client.force_login(make.make_user("stranger", theirs, "curator"))

    assert client.post(f"/documents/{order.pk}/acquaint/", {"name": "x"}).status_code == 404
