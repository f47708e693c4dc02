"""Which rows something that was made may prove: by kind of result, by window, by subject."""

import datetime
import re
from dataclasses import dataclass
from itertools import groupby

from people.years import year_of
from roadmaps.expected import PAPERS
from roadmaps.models import Item, Occurrence, in_force

_NEAR = datetime.timedelta(days=31)
_SUMMER = (6, 7, 8)  # papers of the summer prepare the next year as well


@dataclass(frozen=True)
class Candidate:
    """The date of a row whose window holds the day, and the words of what the row expects."""

    occurrence: Occurrence
    words: str
    papers: int

    @property
    def is_done_by_it(self):
        """Tell whether nothing else is to be brought; work that lasts goes on."""
        return self.papers == 1 and not self.occurrence.is_continuous

    def is_near(self, day: datetime.date) -> bool:
        """Tell whether the date runs on that day, or falls due within a month of it."""
        due = self.occurrence.due_on
        return self.occurrence.start_on is not None if due is None else abs(due - day) <= _NEAR

    def waits(self, day: datetime.date) -> bool:
        """Tell whether the date is near, or its window holds the day."""
        start, due = self.occurrence.start_on, self.occurrence.due_on
        return self.is_near(day) or (start is not None and start <= day <= due)


def candidates(organization, kinds, *, on: datetime.date) -> list[Candidate]:
    """Return the open dates a thing of these kinds made on that day may prove, one of each row.

    Two queries. Of several dates of a row the one that falls due next is meant, else the latest
    that is overdue.
    """
    years = {year_of(on), year_of(on) + (on.month in _SUMMER)}
    rows = Occurrence.objects.filter(
        in_force("item__roadmap__"), item__roadmap__organization=organization,
        item__roadmap__year__in=years,
        item__results__kind__in=kinds,
    ).open()  # fmt: skip
    ripe = [row for row in rows.select_related("item__roadmap").prefetch_related("item__results")
            .distinct().order_by("item__roadmap", "item__position", "item", "due_on", "pk")
            if row.start_on is None or row.start_on <= on]  # fmt: skip
    return [
        _candidate(item, list(own), kinds, on)
        for item, own in groupby(ripe, key=lambda row: row.item)
    ]


def fitting(found: list[Candidate], about: str) -> list[Candidate]:
    """Return those whose words name the subject."""
    return [one for one in found if about and re.search(about, one.words, re.I)]


def _candidate(item: Item, rows, kinds, on):
    ahead = [row for row in rows if row.due_on is None or row.due_on >= on]
    results = item.results.all()
    words = " ".join(result.text for result in results if result.kind in kinds)
    papers = sum(result.kind in PAPERS for result in results)
    return Candidate((ahead or rows[::-1])[0], f"{words} {item.activity or item.stage}", papers)
