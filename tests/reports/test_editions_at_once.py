"""Editions of a roadmap while several act at once: one draft, one order, no mark is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from reports.actions import draft, register
from reports.models import Document
from roadmaps import actions
from roadmaps.models import Item, Occurrence, Roadmap
from tests import factories as make
from tests.factories import TODAY

WORKERS, ROUNDS, ROWS = 4, 4, 12
AT_ONCE = [pytest.mark.django_db(transaction=True),
           pytest.mark.usefixtures("database_file", "guards_off_at_the_end")]  # fmt: skip
pytestmark = AT_ONCE


def approved():
    """Make an approved roadmap of ROWS rows, a date each."""
    school = make.make_organization()
    make.make_head(school)
    roadmap = make.make_roadmap(school)
    stage = roadmap.stages.get()
    for place in range(1, ROWS):
        Item.objects.create(roadmap=roadmap, section=stage, position=place, number=f"1.{place}",
                            activity=f"Дело {place}", deadline="до 20.05.2027")  # fmt: skip
    actions.plan_occurrences(roadmap, list(roadmap.items.order_by("position")))
    return actions.approve(roadmap, basis="приказ от 28.08.2026 № 1", on=TODAY, by=None)


def edition_of(roadmap):
    """Begin an edition in which each row continues, half of them with another term."""
    edition = actions.open_edition(roadmap, by=None)
    for item in edition.items.filter(position__gte=ROWS // 2):
        actions.edit_item(item, cells={"deadline": "до 25.05.2027"}, by=None)
    return edition


def at_once(*tasks):
    """Run the functions together, each on its own connection; return what they return.

    A refusal with words is an answer like any other; everything else is raised.
    """
    together = threading.Barrier(len(tasks))

    def run(task):
        try:
            together.wait()
            return task()
        except ValidationError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as workers:
        return list(workers.map(run, tasks))


def test_two_curators_begin_one_edition():
    roadmap = approved()

    found = at_once(*[lambda: actions.open_edition(roadmap, by=None).pk] * WORKERS)

    edition = Roadmap.objects.get(replaces=roadmap)
    assert found == [edition.pk] * WORKERS
    assert edition.items.count() == ROWS


def test_an_order_of_changes_is_registered_once():
    for number in range(ROUNDS):
        roadmap = approved()
        order = draft("order-roadmap-changes", [edition_of(roadmap)], by=None, on=TODAY)

        found = at_once(*[
            lambda order=order, n=n: register(order, number=f"{n}-ОД", dated=TODAY, by=None,
                                              on=TODAY).number
            for n in range(WORKERS)
        ])  # fmt: skip

        assert sum(isinstance(one, str) for one in found) == 1, number
        roadmap.refresh_from_db()
        assert roadmap.replaced_on == TODAY
        assert Occurrence.objects.filter(item__roadmap__replaces=roadmap).count() == ROWS
        assert Document.objects.registered().filter(organization=roadmap.organization).count() == 1


def test_a_mark_set_while_the_edition_takes_over_is_kept_or_refused():
    for number in range(ROUNDS):
        roadmap = approved()
        edition = edition_of(roadmap)
        dates = list(Occurrence.objects.filter(item__roadmap=roadmap).order_by("pk"))

        def mark(date):
            actions.mark_done(date, note="протокол", by=None, on=TODAY)
            return date.pk

        _, *found = at_once(
            lambda edition=edition: actions.approve(edition, basis="приказ № 2", on=TODAY, by=None),
            *[lambda date=date: mark(date) for date in dates],
        )

        kept = {pk for pk in found if isinstance(pk, int)}
        assert all(isinstance(one, int | ValidationError) for one in found), number
        done = Occurrence.objects.exclude(done_on=None).filter(pk__in=kept)
        assert set(done.values_list("pk", flat=True)) == kept
        assert {date.item.roadmap_id for date in done} <= {edition.pk}
        rows = Occurrence.objects.filter(item__roadmap=edition)
        assert rows.count() == len(set(rows.values_list("item", flat=True))) == ROWS
