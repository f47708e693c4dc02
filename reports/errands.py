"""Short lists of the day and the numbers of the side menu: what waits, from every app."""

import datetime
from dataclasses import dataclass

from django.db.models import (
    Case,
    CharField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat

from mentoring.models import Pair, PairMember, Side
from mentoring.watch import rows_of, sources
from people.models import Letter, Mentee, Mentor, Organization
from people.withdrawals import DESTROY, awaiting_erasure
from reports.models import Document
from roadmaps.models import Event, Occurrence, Publication, in_force

NAME = Concat("surname", Value(" "), "first_name", Value(" "), "patronymic",
              output_field=CharField())  # fmt: skip
NONE = datetime.timedelta()
TERMS = {"to_erase": DESTROY}  # from the day that is kept to the last day to act
MANY, BIG_BANK = 1000, 2000
COUNTED = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
NEWS = datetime.timedelta(days=7)  # a letter that did not go stays on the home that long


@dataclass(frozen=True)
class Errand:
    """One row to open: a paper to sign, an event to count, a publication to take off."""

    pk: int
    title: str
    day: datetime.date


def counters(organization, *, year, on):
    """Return the numbers of the side menu in one query, for every page but the home page.

    None is counted beyond MANY, and those without a pair not at all (None) in a BIG_BANK: the menu
    is on every page, its cost must not grow with the lists.
    """

    def in_bank(bank):
        return bank.objects.known().filter(person__organization=organization, year=year)

    dates = Occurrence.objects.filter(
        in_force("item__roadmap__"), item__roadmap__organization=organization,
        item__roadmap__year=year,
    )  # fmt: skip
    numbers = {
        "overdue": _count(dates.overdue(on)),
        "mentors": _count(in_bank(Mentor)),
        "mentees": _count(in_bank(Mentee)),
        "pairs": _count(Pair.objects.filter(organization=organization, year=year, closed_on=None)),
        "unmatched_mentors": _without_pair(in_bank(Mentor), Side.MENTOR, year, on),
        "unmatched_mentees": _without_pair(in_bank(Mentee), Side.MENTEE, year, on),
        "waiting": _count(_waiting(organization)),
        "to_count": _count(_to_count(organization, year, on)),
        "to_remove": _count(_to_remove(organization, on)),
        "unsent": _count(_unsent(organization, on)),
    }
    row = Organization.objects.filter(pk=organization.pk).values(**numbers).get()
    unmatched = row.pop("unmatched_mentors"), row.pop("unmatched_mentees")
    return row | {"unmatched": None if None in unmatched else sum(unmatched)}


def _count(rows):
    return Subquery(rows.order_by().values("pk")[:MANY], IntegerField(), template=COUNTED)


def _without_pair(bank, side, year, on):
    paired = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), person=OuterRef("person"), side=side,
        pair__year=year, pair__closed_on=None,
    )  # fmt: skip
    is_big = Exists(bank.order_by()[BIG_BANK : BIG_BANK + 1])
    return Case(When(is_big, then=None), default=_count(bank.filter(~Exists(paired))))


def _to_count(organization, year, on):
    return Event.objects.filter(organization=organization, year=year).to_count(on)


def _to_remove(organization, on):
    return Publication.objects.filter(organization=organization).to_remove(on)


def _unsent(organization, on):
    recent = Letter.objects.filter(person__organization=organization, for_day__gt=on - NEWS)
    return recent.troubled()


def _waiting(organization):
    return Document.objects.filter(organization=organization).waiting()


def _sent_back(organization):
    return Document.objects.filter(organization=organization).sent_back()


def errands(organization, year, on):
    """Return what waits to be signed, put right, counted, taken off or sent, and the marks.

    The oldest comes first; the marks are those `watch` reads. One query for all of it.
    """
    waiting = {
        "waiting": (_waiting(organization), ("sent_on", "pk", "title")),
        "sent_back": (_sent_back(organization), ("drafted_at__date", "pk", "title")),
        "to_count": (_to_count(organization, year, on), ("held_on", "pk", "title")),
        "to_remove": (_to_remove(organization, on), ("published_on", "pk", "title")),
        "unsent": (_unsent(organization, on), ("for_day", "pk", "error")),
        "to_erase": (awaiting_erasure(organization, on), ("withdrawn_on", "pk", NAME)),
    }
    pairs = Pair.objects.filter(organization=organization, year=year)
    rows = rows_of(waiting | sources(organization, pairs))
    return {
        name: [
            Errand(pk, title.strip(), day + TERMS.get(name, NONE)) for day, pk, title in rows[name]
        ]
        for name in waiting
    }, rows
