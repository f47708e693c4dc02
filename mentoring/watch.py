"""Which pairs at work give cause for concern, from their meetings and the answers about them."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Least
from django.utils import timezone

from mentoring.health import Mark, PairFacts, examine
from mentoring.health_rules import APART, FEEDBACK_DAYS, LOW_RATING, RECENT_DAYS, SILENCE_DAYS
from mentoring.legal import partner_trouble
from mentoring.models import (
    Attendance,
    Concern,
    Meeting,
    MeetingStage,
    Pair,
    PairMember,
    ProgrammeItem,
    Side,
    SignalMark,
    Verdict,
)
from people.models import Absence, CalendarException, JournalEntry, Mentor
from people.workdays import long_breaks


@dataclass(frozen=True)
class SilentPair:
    pair: Pair
    last_on: datetime.date | None
    days: int


def with_facts(pairs, on):
    """Annotate pairs with what the rules ask of meetings, answers and tasks; no further query."""
    met = Meeting.objects.filter(pair=OuterRef("pk"))
    asked = Attendance.objects.filter(meeting__pair=OuterRef("pk"), was_present=True)
    lately = asked.filter(meeting__held_on__gte=on - datetime.timedelta(days=RECENT_DAYS))
    late_day = on - datetime.timedelta(days=FEEDBACK_DAYS)
    overdue = lately.filter(answered_at=None, meeting__held_on__lt=late_day)
    recent = lately.filter(answered_at__isnull=False)
    apart = recent.filter(
        Q(comfort__gte=F("meeting__rapport") + APART)
        | Q(meeting__rapport__gte=F("comfort") + APART)
    )
    low = recent.filter(Q(usefulness__lte=LOW_RATING) | Q(comfort__lte=LOW_RATING))
    late = ProgrammeItem.objects.filter(
        programme__pair=OuterRef("pk"), programme__superseded_on=None, done_on=None, due_on__lt=on
    )
    concerns = Concern.objects.filter(pair=OuterRef("pk"), settled_on=None)
    away = _away(on)
    resumed = JournalEntry.objects.filter(
        subject_type="mentoring.pair", subject_id=OuterRef("pk"), action="resume_pair"
    )
    return pairs.annotate(
        last_on=_of(met, "pair", Max("held_on")),
        closing_held=Exists(met.filter(stage=MeetingStage.FINAL)),
        asked=_of(asked, "meeting__pair", Count("pk")),
        answered=_of(asked, "meeting__pair", Count("answered_at")),
        overdue=_of(overdue, "meeting__pair", Count("pk")),
        overdue_on=_of(overdue, "meeting__pair", Max("meeting__held_on")),
        lowest=_of(recent, "meeting__pair", Min(Least("usefulness", "comfort"))),
        lowest_at=_of(low, "meeting__pair", Max("answered_at")),
        apart_at=_of(apart, "meeting__pair", Max("answered_at")),
        concern_on=_of(concerns.filter(note=""), "pair", Max("raised_on")),
        noted_on=_of(concerns.exclude(note=""), "pair", Max("raised_on")),
        absent_on=Subquery(away.values("starts_on")[:1]),
        absent_until=Subquery(away.values("ends_on")[:1]),
        late_tasks=_of(late, "programme__pair", Count("pk")),
        late_on=_of(late, "programme__pair", Max("due_on")),
        resumed_at=_of(resumed, "subject_id", Max("at")),
        over_capacity=Exists(_overloaded()),
    )


def _away(on):
    """Return the absences, on that day, of the members of the pair a query is about."""
    members = PairMember.objects.filter(pair=OuterRef(OuterRef("pk")), left_on=None)
    absences = Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, person__in=members.values("person")
    )
    return absences.order_by("starts_on", "pk")


def sources(organization, pairs):
    """Return {name: (rows, fields)} of the pairs' marks and the days of rest, for any union."""
    marks = SignalMark.objects.filter(pair__in=pairs)
    rest = CalendarException.objects.filter(
        organization__in={organization.parent_id, organization.pk} - {None}, is_working=False
    )
    return {
        "snoozed": (marks.filter(verdict=Verdict.SNOOZED), ("until", "pair_id", "rule")),
        "closed": (marks.exclude(verdict=Verdict.SNOOZED), ("marked_on", "pair_id", "rule")),
        "rest": (rest, ("day", "pk", "reason")),
    }


def read_sources(organization, pairs):
    """Return the rows of the sources, as `watch` takes them."""
    return rows_of(sources(organization, pairs))


def rows_of(named):
    """Return {name: [(day, key, text)]}, each by day, of {name: (rows, fields)}; one query."""
    first, *others = [
        rows.order_by().values_list(*fields, Value(name)) for name, (rows, fields) in named.items()
    ]
    found = {name: [] for name in named}
    for day, key, text, name in sorted(first.union(*others, all=True)):
        found[name].append((day, key, text))
    return found


def watch(pairs, on, read, *, gaps=None):
    """Return [(pair, signals)] of pairs at work fetched `with_facts`, in their order.

    `read` is what `read_sources` gives, `gaps` {pair id: number of consents it lacks}.
    """
    rest = {day for day, _, _ in read["rest"]}
    facts = [facts_of(pair, on, rest, (gaps or {}).get(pair.pk, 0)) for pair in pairs]
    return [(pair, examine(own, on, _marks(pair, read)))
            for pair, own in zip(pairs, facts, strict=True)]  # fmt: skip


def facts_of(pair, on, rest=(), gaps=0):
    """Return the PairFacts of one pair fetched `with_facts`."""
    return PairFacts(
        started_on=pair.confirmed_on, ends_on=pair.ends_on, last_on=pair.last_on,
        idle=_idle(pair, on, rest), answered=pair.answered or 0, overdue=pair.overdue or 0,
        overdue_on=pair.overdue_on, lowest=pair.lowest, lowest_on=_day(pair.lowest_at),
        apart_on=_day(pair.apart_at), concern_on=pair.concern_on, noted_on=pair.noted_on,
        absent_on=pair.absent_on, absent_until=pair.absent_until,
        late_tasks=pair.late_tasks or 0, late_on=pair.late_on, over_capacity=pair.over_capacity,
        joined_on=max((member.joined_on for member in pair.members.all()), default=None),
        closing_held=pair.closing_held, gaps=gaps, partner=partner_trouble(pair, on),
    )  # fmt: skip


def silent_pairs(watched, on):
    """Return SilentPairs of what `watch` found, the longest silence first; snoozed ones wait."""
    found = [
        SilentPair(pair, pair.last_on, (on - (pair.last_on or pair.confirmed_on)).days)
        for pair, signals in watched
        if any(signal.rule.code in ("first_meeting", "silence") and signal.level == "bad"
               and signal.is_open for signal in signals)
    ]  # fmt: skip
    return sorted(
        (row for row in found if row.days > SILENCE_DAYS), key=lambda silent: -silent.days
    )


def _idle(pair, on, rest):
    """Return how many days count since they met, began or went on; long breaks do not."""
    since = max(filter(None, (pair.last_on, pair.confirmed_on, _day(pair.resumed_at))))
    return max((on - since).days - long_breaks(since, on, rest), 0)


def _marks(pair, read):
    snoozed = [Mark(rule, until=day) for day, key, rule in read["snoozed"] if key == pair.pk]
    return snoozed + [
        Mark(rule, closed_on=day) for day, key, rule in read["closed"] if key == pair.pk
    ]


def _overloaded():
    """Return the mentors' bank of those in the outer pair who lead more mentees than it says."""
    led = PairMember.objects.filter(
        side=Side.MENTEE, left_on=None, pair__closed_on=None, pair__year=OuterRef("year"),
        pair__members__person=OuterRef("person"), pair__members__side=Side.MENTOR,
        pair__members__left_on=None,
    ).order_by().values("pair__year").annotate(n=Count("person", distinct=True))  # fmt: skip
    mentors = PairMember.objects.filter(
        pair=OuterRef(OuterRef("pk")), side=Side.MENTOR, left_on=None
    )
    return Mentor.objects.filter(
        person__in=mentors.values("person"), year=OuterRef("year"),
        capacity__lt=Subquery(led.values("n")),
    )  # fmt: skip


def _of(rows, key, aggregate):
    """Return one number or day about the rows of the outer pair."""
    return Subquery(rows.order_by().values(key).annotate(found=aggregate).values("found"))


def _day(moment):
    return moment and timezone.localdate(moment)
