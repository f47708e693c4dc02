"""What the curator has to do today, and what of the first steps is still open."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Max, Prefetch

from mentoring.health import open_to, worst
from mentoring.models import Pair, PairMember, Side
from mentoring.watch import silent_pairs, watch, with_facts
from people.models import (
    Guardian,
    Headship,
    JournalEntry,
)
from reports.errands import Errand, errands
from reports.indicators import Part, headcounts, participants, shares
from reports.lacking import (
    Lacking,
    asked_of,
    consented,
    gaps_of,
    lacking_of,
    together,
    unlawful_of,
)
from roadmaps.models import Occurrence, OccurrenceState, in_force

SHOWN = 5
OPEN = (OccurrenceState.OVERDUE, OccurrenceState.SOON)


@dataclass(frozen=True)
class Due:
    """A date of the roadmap that is past or near; `days` from today, negative when past."""

    occurrence: Occurrence
    state: OccurrenceState
    days: int


@dataclass
class Agenda:
    """Everything the curator's home shows; each list is whole, the page shows the first ones."""

    today: datetime.date
    year: int
    occurrences: list[tuple[Occurrence, OccurrenceState]]
    due: list[Due]
    lacking: list[Lacking]
    silent: list
    waiting: list[Errand]
    sent_back: list[Errand]
    health: list[str]
    shares: list
    journal: list[JournalEntry]
    returning: list
    unmatched: int
    to_count: list[Errand]
    to_remove: list[Errand]
    unlawful: list[Pair]
    to_erase: list[Errand]
    unsent: list[Errand]
    concerns: list  # (Pair, its Signal), for those who read answers
    counters: dict[str, int] = field(default_factory=dict)
    steps: dict[str, bool] = field(default_factory=dict)

    @property
    def count(self):
        own = (self.due, self.lacking, self.silent, self.returning, self.to_count, self.to_remove,
               self.unlawful, self.to_erase, self.concerns, self.sent_back)  # fmt: skip
        return sum(map(len, own))

    @property
    def overdue(self):
        return sum(due.state == OccurrenceState.OVERDUE for due in self.due)

    @property
    def soon(self):
        return len(self.due) - self.overdue

    @property
    def done(self):
        return [row for row, _ in self.occurrences if row.done_on]

    @property
    def ahead(self):
        return len(self.occurrences) - len(self.done) - len(self.due)

    @property
    def is_started(self):
        return all(self.steps.values())

    @property
    def next_step(self):
        return next((code for code, is_done in self.steps.items() if not is_done), None)

    @property
    def done_steps(self):
        return [code for code, is_done in self.steps.items() if is_done]


def agenda(organization, *, year, on, reads_answers=True):
    """Collect the Agenda of one organization; nine queries, however many rows there are.

    Without `reads_answers` nothing in it rests on what mentees told the curator alone.
    """
    occurrences = _occurrences(organization, year, on)
    persons = list(participants(organization, year, paired=True).prefetch_related(_guardians()))
    pairs = list(_pairs(organization, year, on))
    at_work = [pair for pair in pairs if pair.state(on) == "active"]
    lacking = lacking_of(persons, on)
    unlawful = unlawful_of(at_work, lacking, on)
    asked = asked_of(at_work, persons, lacking, on)
    errands_of_day, read = errands(organization, year, on)
    watched = [
        (pair, open_to(signals, reads_answers=reads_answers))
        for pair, signals in watch(at_work, on, read, gaps=gaps_of(at_work, unlawful, asked))
    ]
    going = {row.pk for row in errands_of_day["to_erase"]}  # to be asked for nothing any more
    found = Agenda(
        today=on,
        year=year,
        occurrences=occurrences,
        due=_due(occurrences, on),
        lacking=[row for row in together(lacking, asked) if row.person.pk not in going],
        silent=silent_pairs(watched, on),
        returning=[pair for pair in pairs if _is_to_return(pair, on)],
        unmatched=_unmatched(persons, pairs, on),
        health=[worst(signals) for _, signals in watched],
        shares=_shares(organization, persons, pairs, lacking, on),
        journal=_journal(organization),
        unlawful=unlawful,
        concerns=_concerns(watched),
        **errands_of_day,
    )
    found.steps = _steps(organization, found, persons, pairs)
    found.counters = _counters(found, persons, pairs)
    return found


def _is_to_return(pair, on):
    return pair.state(on) == "paused" and pair.returns_on and pair.returns_on <= on


def _shares(organization, persons, pairs, lacking, on):
    listed = {person.pk for person in persons if person.in_bank or person.in_base}
    return shares(
        [part for pair in pairs if pair.confirmed_on for part in _parts(pair)],
        headcounts(organization, on),
        on=on,
        consented=consented(listed, lacking),
        answered=(
            sum(pair.answered or 0 for pair in pairs),
            sum(pair.asked or 0 for pair in pairs),
        ),
    )


def _concerns(watched):
    return [
        (pair, signal)
        for pair, signals in watched
        for signal in signals
        if signal.rule.code == "concern" and signal.is_open
    ]


def _counters(found, persons, pairs):
    """Return what stands beside the entries of the menu, by the names the menu asks for."""
    return {
        "home": found.count,
        "overdue": found.overdue,
        "mentors": sum(person.in_bank for person in persons),
        "mentees": sum(person.in_base for person in persons),
        "pairs": sum(pair.closed_on is None for pair in pairs),
        "unmatched": found.unmatched,
        "waiting": len(found.waiting),
        "to_count": len(found.to_count),
        "to_remove": len(found.to_remove),
        "unsent": len(found.unsent),
    }


def _unmatched(persons, pairs, on):
    """Return how many of the banks stand in no open pair on their side."""
    taken = {
        (member.person_id, member.side)
        for pair in pairs if pair.closed_on is None
        for member in pair.members.all() if member.left_on is None or member.left_on >= on
    }  # fmt: skip
    waiting = [person.in_bank and (person.pk, Side.MENTOR) not in taken for person in persons]
    waiting += [person.in_base and (person.pk, Side.MENTEE) not in taken for person in persons]
    return sum(waiting)


def _guardians():
    return Prefetch("guardians", Guardian.objects.select_related("adult").order_by("pk"))


def _occurrences(organization, year, on):
    rows = Occurrence.objects.filter(
        in_force("item__roadmap__"), item__roadmap__organization=organization,
        item__roadmap__year=year, cancelled_on=None,
    ).select_related("item__roadmap")  # fmt: skip
    return [(row, row.state(on)) for row in rows.order_by("due_on", "item__position", "pk")]


def _due(occurrences, on):
    return [
        Due(occurrence, state, (occurrence.due_on - on).days)
        for occurrence, state in occurrences
        if state in OPEN
    ]


def _pairs(organization, year, on):
    members = PairMember.objects.select_related("person").annotate(
        hired_on=Max("person__posts__hired_on")
    )
    pairs = (
        Pair.objects.filter(organization=organization, year=year)
        .select_related("form", "partner")
        .prefetch_related(Prefetch("members", members.order_by("-side", "pk")))
        .order_by("pk")
    )
    return with_facts(pairs, on)


def _parts(pair):
    for member in pair.members.all():
        yield Part(member.person_id, member.person.kind, member.side, pair.pk, pair.form.name,
                   member.hired_on)  # fmt: skip


def _journal(organization):
    lines = JournalEntry.objects.filter(organization=organization)
    return list(lines.select_related("by", "person").order_by("-at", "-pk")[:SHOWN])


def _steps(organization, found, persons, pairs):
    """Return which of the first five steps are done, in the order they are taught."""
    steps = {
        "organization": bool(organization.place and organization.address),
        "people": bool(persons),
        "roadmap": bool(found.occurrences),
        "consents": bool(persons) and len(found.lacking) < len(persons),
        "pairs": bool(pairs),
    }
    if not all(steps.values()):  # a school at work does not pay for these questions
        steps["organization"] &= Headship.objects.filter(organization=organization).exists()
    return steps
