"""What may prove open rows of a roadmap and waits for a yes: stored proposals, and surveys.

Surveys live below, so nothing tells the roadmap of them: it looks for them itself.
"""

import datetime
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce

from roadmaps.models import Evidence, EvidenceKind, Occurrence, Proposal
from roadmaps.states import Row
from surveys.models import Wave

MOST = 3  # rows one survey is offered to
_NEAR = datetime.timedelta(days=45)


@dataclass(frozen=True)
class Offer:
    """A thing that may prove a date of a row."""

    row: Row
    occurrence: Occurrence
    kind: str
    key: int
    title: str
    dated_on: datetime.date

    @property
    def lasts(self):
        return self.occurrence.lasts(self.row.on)


def offers(course) -> list[Offer]:
    """Return the open Offers of a Course in the order of its rows; one query."""
    stored, waves, answered = _read(course.roadmap, course.on)
    found = []
    dates = {date.pk: (row, date) for row in course.rows for date, _ in row.dates if date.is_open}
    for thing in stored:
        if thing[4] in dates:
            found.append(Offer(*dates[thing[4]], *thing[:4]))
    for wave in waves:
        near = [Offer(row, row.next, *wave[:4]) for row in course.rows
                if row.item.wants_survey and row.next is not None and _fits(row.next, wave[3])
                and not any((date.pk, *wave[:2]) in answered for date, _ in row.dates)]  # fmt: skip
        found += sorted(near, key=_distance)[:MOST]
    order = {row.item.pk: n for n, row in enumerate(course.rows)}
    return sorted(found, key=lambda offer: (order[offer.row.item.pk], offer.kind, offer.key))


def find(course, occurrence_id, kind, key) -> Offer | None:
    """Return the offer that is still open."""
    wanted = (occurrence_id, kind, key)
    found = offers(course)
    return next((one for one in found if (one.occurrence.pk, one.kind, one.key) == wanted), None)


def _read(roadmap, on):
    """Return (open proposals, waves, what has been answered) as (kind, key, title, day, date).

    All three come in one query, each marked by where it stands.
    """
    proposals = Proposal.objects.filter(occurrence__item__roadmap=roadmap).order_by()
    evidence = Evidence.objects.filter(occurrence__item__roadmap=roadmap, key__isnull=False)
    waves = Wave.objects.filter(organization=roadmap.organization_id, year=roadmap.year,
                                opens_on__lte=on)  # fmt: skip
    rows = _columns(proposals, F("kind"), F("key"), F("dated_on"), F("occurrence_id"),
                    F("declined_on")).union(
        _columns(evidence.order_by(), F("kind"), F("key"), F("dated_on"), F("occurrence_id"),
                 F("dated_on")),
        _columns(waves.order_by(), Value(str(EvidenceKind.WAVE)), F("pk"),
                 Coalesce("closed_on", "opens_on"), Value(0),
                 Value(None, output_field=DateField())),
        all=True,
    )  # fmt: skip
    stored, asked, answered = [], [], set()
    for *thing, answered_on in rows:
        if answered_on:
            answered.add((thing[4], thing[0], thing[1]))
        elif thing[4]:
            stored.append(thing)
        else:
            asked.append(thing)
    return sorted(stored, key=itemgetter(1)), sorted(asked, key=itemgetter(1)), answered


def _columns(rows, kind, key, dated_on, occurrence, answered_on):
    named = {"a": kind, "b": key, "d": dated_on, "e": occurrence, "f": answered_on}
    return rows.annotate(**named).values_list("a", "b", "title", "d", "e", "f")


def _fits(occurrence, day):
    """Tell whether the window of the date holds the day, or its end is near."""
    if occurrence.start_on and day < occurrence.start_on:
        return False
    if occurrence.due_on is None:
        return occurrence.start_on is not None
    return (occurrence.start_on is not None and day <= occurrence.due_on) or (
        abs(occurrence.due_on - day) <= _NEAR
    )


def _distance(offer):
    due = offer.occurrence.due_on
    return abs(due - offer.dated_on) if due else _NEAR * 10
