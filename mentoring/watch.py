"""Which pairs at work give cause for concern, from their meetings and the answers about them."""

import datetime
from dataclasses import dataclass

from django.db.models import Max

from mentoring.health import FEEDBACK_DAYS, RECENT_DAYS, PairFacts, examine
from mentoring.models import Attendance, Meeting, Pair


@dataclass(frozen=True)
class SilentPair:
    pair: Pair
    last_on: datetime.date | None
    days: int


def silent_pairs(pairs, on, days=30):
    """Return SilentPairs, the longest silence first; `pairs` carry `last_on` (latest meeting)."""
    found = []
    for pair in pairs:
        since = pair.last_on or pair.confirmed_on
        if (on - since).days > days:
            found.append(SilentPair(pair, pair.last_on, (on - since).days))
    return sorted(found, key=lambda silent: -silent.days)


def facts_of(pairs, on):
    """Return {pair id: PairFacts} of confirmed pairs; two queries whatever their number."""
    met = Meeting.objects.filter(pair__in=pairs).order_by().values_list("pair")
    last = dict(met.annotate(last_on=Max("held_on")))
    answers = {pair.pk: [] for pair in pairs}
    rows = Attendance.objects.filter(meeting__pair__in=pairs, was_present=True)
    fields = ("meeting__pair", "meeting__held_on", "answered_at", "usefulness", "comfort")
    for pair_id, *answer in rows.values_list(*fields):
        answers[pair_id].append(answer)
    return {
        pair.pk: _facts(pair.confirmed_on, last.get(pair.pk), answers[pair.pk], on)
        for pair in pairs
    }


def watch(pairs, on):
    """Return [(pair, signals)] of the pairs at work, in their order."""
    facts = facts_of(pairs, on)
    return [(pair, examine(facts[pair.pk], on)) for pair in pairs]


def _facts(started_on, last_on, answers, on):
    late = on - datetime.timedelta(days=FEEDBACK_DAYS)
    recent = on - datetime.timedelta(days=RECENT_DAYS)
    ratings = [
        min(usefulness, comfort)
        for held_on, answered_at, usefulness, comfort in answers
        if answered_at and held_on >= recent
    ]
    return PairFacts(
        started_on=started_on,
        last_on=last_on,
        answered=sum(answer[1] is not None for answer in answers),
        overdue=sum(answer[1] is None and answer[0] < late for answer in answers),
        lowest=min(ratings, default=None),
    )
