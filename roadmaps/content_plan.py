"""The publications of a year by month, and whether each month has its one (domain 4.6, I8)."""

import calendar
import datetime
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.dates import MONTHS

from people.models import Consent, ConsentKind
from people.years import first_day
from roadmaps.models import Publication, Roadmap

LAST_MONTH = 5  # without a period in the roadmap the months are asked of until May


@dataclass
class Month:
    """A month of the year; `asked` when the plan wants a publication in it."""

    begin: datetime.date
    asked: bool
    on: datetime.date
    published: list = field(default_factory=list)
    planned: list = field(default_factory=list)

    @property
    def title(self):
        return f"{MONTHS[self.begin.month]} {self.begin.year}"

    @property
    def end(self):
        last = calendar.monthrange(self.begin.year, self.begin.month)[1]
        return self.begin.replace(day=last)

    @property
    def is_present(self):
        return self.begin <= self.on <= self.end

    @property
    def is_elapsed(self):
        """Ended; the present month counts as soon as it has its publication."""
        return self.end < self.on or (self.is_present and bool(self.published))

    @property
    def is_empty(self):
        """The month is over, one was asked for, and none came out."""
        return self.asked and self.end < self.on and not self.published


@dataclass(frozen=True)
class ContentPlan:
    """Twelve months from September with what came out and what is planned."""

    months: list[Month]

    @property
    def elapsed(self):
        return [month for month in self.months if month.asked and month.is_elapsed]

    @property
    def fulfilled(self):
        return [month for month in self.elapsed if month.published]

    @property
    def empty(self):
        return [month for month in self.months if month.is_empty]

    @property
    def number(self):
        return sum(len(month.published) for month in self.months)


def content_plan(organization, *, year, on):
    """Return the ContentPlan of the academic year in four queries.

    What was published later than `on` is not counted; a publication taken down still fulfils
    the month in which it came out. Each publication knows `bare`: whom it names without consent
    in force on `on`, when it still stands.
    """
    start, last = _period(organization, year)
    months = [_month(year, n, start, last, on) for n in range(12)]
    place = {(month.begin.year, month.begin.month): month for month in months}
    for row in _publications(organization, year, on):
        day = row.published_on or row.planned_on
        row.bare = _bare(row, on)
        month = place[day.year, day.month]
        (month.published if row.published_on else month.planned).append(row)
    return ContentPlan(months)


def _publications(organization, year, on):
    rows = Publication.objects.of_year(year).filter(organization=organization)
    valid = Consent.objects.valid(on).filter(kind=ConsentKind.DISSEMINATION)
    named = Prefetch("persons__consents", valid, to_attr="spreading")
    rows = rows.select_related("author").prefetch_related("persons", named)
    found = [row for row in rows if row.published_on is None or row.published_on <= on]
    return sorted(found, key=lambda row: (row.published_on or row.planned_on, row.pk))


def _bare(row, on):
    stands = row.published_on is not None and row.removed_on is None
    return [person for person in row.persons.all() if stands and not person.spreading]


def _month(year, number, start, last, on):
    begin = first_day(year)
    month = (begin.month - 1 + number) % 12 + 1
    begin = datetime.date(year + (number > 3), month, 1)
    found = Month(begin, True, on)
    found.asked = found.end >= start and begin <= last
    return found


def _period(organization, year):
    """Return from when to when the roadmap in force runs, within the year."""
    begin, end = first_day(year), datetime.date(year + 1, LAST_MONTH, 31)
    roadmap = (
        Roadmap.objects.current()
        .filter(organization=organization, year=year).exclude(period_end_on=None)
        .order_by("pk").first()
    )  # fmt: skip
    if roadmap is None:
        return begin, end
    return max(roadmap.period_start_on or begin, begin), roadmap.period_end_on
