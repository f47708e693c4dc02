"""The queue of those in the banks of a year who have no pair: since when, why, what comes next."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from mentoring.models import PairMember, Side, UnmatchedNote, WaitingReason
from people.consent_gaps import missing, withdrawn
from people.models import Mentee, Mentor, Person
from people.years import first_day

BANKS = {Side.MENTEE: Mentee, Side.MENTOR: Mentor}
WITHDRAWN = "согласие отозвано"


@dataclass(frozen=True)
class Waiting:
    """One person of the queue; `note` is what the curator wrote, or None.

    `reason` is the curator's word, else what the program sees itself: consents are missing or
    withdrawn.
    """

    person: Person
    side: Side
    title: str
    about: str
    since: datetime.date
    days: int
    reason: str
    note: UnmatchedNote | None

    @property
    def is_late(self):
        return self.note is not None and self.note.until is not None and self.overdue > 0

    @property
    def overdue(self):
        """Days after the term of the next step."""
        return (self.since + datetime.timedelta(days=self.days) - self.note.until).days


def unmatched(organization, *, year, on, side=None):
    """Return the Waiting rows, the longest first; eight queries however many wait."""
    rows = []
    for own in [side] if side else list(BANKS):
        rows += [(own, row) for row in _without_pair(organization, year, own, on)]
    persons = [row.person for _, row in rows]
    notes = {
        (note.person_id, note.side): note
        for note in UnmatchedNote.objects.filter(person__in=persons, year=year).select_related(
            "responsible"
        )
    }
    last = _last_days(persons, year, on)
    reasons = {gap.person.pk: WaitingReason.CONSENT.label for gap in missing(persons, on)}
    out = withdrawn(on).filter(pk__in=reasons).values_list("pk", flat=True)
    reasons |= dict.fromkeys(out, WITHDRAWN)
    found = [
        _waiting(own, row, notes.get((row.person_id, own)), last.get((row.person_id, own)),
                 reasons.get(row.person_id, ""), on)
        for own, row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.days, row.person.search))


def _without_pair(organization, year, side, on):
    paired = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), person=OuterRef("person"), side=side,
        pair__year=year, pair__closed_on=None,
    )  # fmt: skip
    return (
        BANKS[side]
        .objects.known()
        .filter(~Exists(paired), person__organization=organization, year=year)
        .select_related("person__organization", "person__school_class")
        .prefetch_related("person__posts")
        .order_by("pk")
    )


def _last_days(persons, year, on):
    """Return {(person, side): the day on which the last pair at work of the year ended}.

    Who was in a pair that no order fixed has waited all the while.
    """
    worked = PairMember.objects.filter(person__in=persons, pair__year=year)
    rows = worked.exclude(pair__confirmed_on=None).values_list(
        "person", "side", "left_on", "pair__closed_on"
    )
    last = {}
    for person, side, left_on, closed_on in rows:
        ended = min((day for day in (left_on, closed_on) if day), default=None)
        if ended and ended <= on:
            last[person, side] = max(ended, last.get((person, side), ended))
    return last


def _waiting(side, row, note, ended, reason, on):
    since = ended or max(row.entered_on, first_day(row.year))
    reason = note.get_reason_display() if note and note.reason else reason
    return Waiting(
        person=row.person, side=side, title=row.person.title_on(on),
        about=row.request if side == Side.MENTEE else row.strengths, since=since,
        days=max((on - since).days, 0), reason=reason, note=note,
    )  # fmt: skip
