"""Surveys live below and tell the roadmap nothing: each day it looks which of them have ended."""

import datetime
from collections import Counter

from django.db import transaction
from django.db.models.functions import Coalesce

from people.years import year_of
from roadmaps.actions.marks import mark_done
from roadmaps.actions.proofs import add_evidence
from roadmaps.models import EvidenceKind, Roadmap
from roadmaps.offers import offers
from roadmaps.overview import course
from surveys.models import Wave

DAY = datetime.timedelta(days=1)


def prove_by_surveys(*, on):
    """Let the surveys that ended yesterday prove their rows; return the dates they now prove.

    A survey that was answered proves the one row it is offered to, when nothing else is offered to
    that row; the mark comes with it where the row expects nothing but the survey. Otherwise it
    stays an offer. Of yesterday alone: what a person takes back does not come again by itself.
    """
    ended = set(
        Wave.objects.annotate(ended_on=Coalesce("closed_on", "closes_on"))
        .filter(ended_on=on - DAY, responses__isnull=False)
        .values_list("pk", "organization")
    )
    plans = Roadmap.objects.current().filter(
        year=year_of(on - DAY), organization__in=[school for _, school in ended]
    )
    waves = {wave for wave, _ in ended}
    return [date for plan in plans for date in _prove_rows(plan, waves, on)]


@transaction.atomic
def _prove_rows(roadmap, waves, on):
    found = offers(course(roadmap, on=on))
    rows = Counter(offer.row.item.pk for offer in found)
    places = Counter((offer.kind, offer.key) for offer in found)
    return [
        _proven(offer, on)
        for offer in found
        if offer.kind == EvidenceKind.WAVE and offer.key in waves
        and rows[offer.row.item.pk] == places[offer.kind, offer.key] == 1
    ]  # fmt: skip


def _proven(offer, on):
    date, ended_on = offer.occurrence, min(offer.dated_on, on - DAY)
    marks = offer.row.item.results.count() == 1 and not offer.lasts and not date.parts.exists()
    add_evidence(date, kind=offer.kind, key=offer.key, title=offer.title, dated_on=ended_on,
                 by=None, on=on, with_mark=marks)  # fmt: skip
    if marks:
        mark_done(date, by=None, on=on, done_on=max(filter(None, (ended_on, date.start_on))))
    return date
