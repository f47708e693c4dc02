"""How many meetings the plan of a pair holds: one every CADENCE_DAYS in which it works."""

from django.utils import timezone

from mentoring.health_rules import CADENCE_DAYS
from people.models import CalendarException, JournalEntry
from people.workdays import long_breaks

PAUSING, RESUMING = ("pause_pair", "pause_unlawful_pair"), ("resume_pair",)


def planned_meetings(pairs):
    """Return {pair id: number of meetings of its whole term}; two queries for one organization.

    Pauses and long breaks do not count: neither the holidays of the calendar nor those the
    organization has entered. The journal remembers the pauses that are over.
    """
    pairs = list(pairs)
    steps = JournalEntry.objects.filter(
        subject_type="mentoring.pair", subject_id__in=[pair.pk for pair in pairs],
        action__in=PAUSING + RESUMING,
    ).order_by("at", "pk")  # fmt: skip
    rows = list(steps.values_list("subject_id", "action", "at"))
    owners = {owner for pair in pairs for owner in (pair.organization_id,
                                                    pair.organization.parent_id)}  # fmt: skip
    rest = CalendarException.objects.filter(organization__in=owners - {None}, is_working=False)
    rest = set(rest.values_list("day", flat=True))
    return {
        pair.pk: _number(pair, [(action, at) for key, action, at in rows if key == pair.pk], rest)
        for pair in pairs
    }


def _number(pair, steps, rest):
    days = sum((last - first).days - long_breaks(first, last, rest)
               for first, last in _spells(pair, steps))  # fmt: skip
    return max(days // CADENCE_DAYS, 1)


def _spells(pair, steps):
    """Return (first, last) of each spell of the term in which the pair works."""
    begin, end = pair.starts_on, min(pair.ends_on, pair.closed_on or pair.ends_on)
    found, first = [], begin
    for action, at in steps:
        day = min(max(timezone.localdate(at), begin), end)
        if action in PAUSING and first:
            found.append((first, day))
            first = None
        elif action in RESUMING and first is None:
            first = day
    if first:
        found.append((first, min(end, pair.paused_on or end)))
    return [(first, last) for first, last in found if first < last]
