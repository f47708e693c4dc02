"""The year of a roadmap as an SVG string: a line a stage, marks on their days, bands that last.

Colours come from the classes of `.chart` (app.css), never from here.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from people.years import last_day

NAMES = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
         "октябрь", "ноябрь", "декабрь")  # fmt: skip
WIDTH, LEFT, RIGHT, TOP, STEP = 1000, 200, 990, 52, 34
RADIUS, LETTERS = 5, 27


@dataclass
class Line:
    """A stage: `marks` are pairs (day, state), `bands` pairs (first day, last day or None).

    The states are done, late, soon and ahead.
    """

    title: str
    marks: list = field(default_factory=list)
    bands: list = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """One month of the narrow screen: its dates as states, and how many of them are done."""

    title: str
    states: list
    done: int
    is_present: bool


@dataclass(frozen=True)
class DatesOfMonth:
    """The dates of one month, those before today apart from those still to come."""

    name: str
    year: int
    past: list
    coming: list
    is_present: bool

    @property
    def count(self):
        return len(self.past) + len(self.coming)


def months_of(days, *, year):
    """Return the first days of the months to show, of whole days: August before the year to June.

    July and August after it follow where a day of theirs is among `days`.
    """
    last = max((day for day in days if day <= last_day(year)), default=date.min)
    number = 11 if last <= date(year + 1, 6, 30) else 13
    return [date(year + (n > 4), (n + 7) % 12 + 1, 1) for n in range(number)]


def outside(days, *, year):
    """Return how many of the days are of other years than this and its preparation in August."""
    return sum(not date(year, 8, 1) <= day <= last_day(year) for day in days)


def year_chart(lines, *, year, today, label):
    """Return the SVG of months_of(all marks); days outside are left out, close ones step aside."""
    months = months_of([day for line in lines for day, _ in line.marks], year=year)
    begin, end = months[0], _following(months[-1]) - timedelta(days=1)
    bottom = TOP + STEP * len(lines) - 8
    parts = [*_months(months, begin, end, bottom)]
    for n, line in enumerate(lines):
        y = TOP + STEP * n + 12
        parts.append(
            f'<text x="0" y="{y + 4}">{escape(_short(line.title))}'
            f"<title>{escape(line.title)}</title></text>"
            f'<path class="grid" d="M{LEFT} {y}H{RIGHT}"/>'
        )
        parts += _bands(line, y, begin, end, today)
        parts += _marks(line, y, begin, end)
    if begin <= today <= end:
        x = _place(today, begin, end)
        parts.append(f'<path class="today" d="M{x} 34V{bottom}"/>')
        parts.append(f'<text class="strong" text-anchor="middle" x="{x}" y="10">сегодня</text>')
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH, bottom + 8, label, mark_safe("".join(parts)),
    )  # fmt: skip


def months(marks, *, year, today):
    """Return a Month for each of months_of(the days), for the screen too narrow for the chart.

    `marks` are pairs (day, state) as in a Line.
    """
    found = []
    for month in months_of([day for day, _ in marks], year=year):
        own = sorted((day, state) for day, state in marks if _same_month(day, month))
        states = [state for _, state in own]
        found.append(Month(NAMES[month.month - 1], states, states.count("done"),
                           _same_month(today, month)))  # fmt: skip
    return found


def by_month(dates, *, today):
    """Return a DatesOfMonth for each month that has dates, and for the present one.

    `dates` are tuples that begin with their day, in order.
    """
    months = {(today.year, today.month): []}
    for one in dates:
        months.setdefault((one[0].year, one[0].month), []).append(one)
    return [
        DatesOfMonth(
            NAMES[month - 1], year, [one for one in rows if one[0] < today],
            [one for one in rows if one[0] >= today], (year, month) == (today.year, today.month),
        )
        for (year, month), rows in sorted(months.items())
    ]  # fmt: skip


def dots(states):
    """Return one small mark a date, as a row."""
    marks = [_mark(6 + 13 * n, 6, state) for n, state in enumerate(states)]
    return format_html(
        '<svg class="chart dots" viewBox="0 0 {} 12" width="{}" height="12" aria-hidden="true">'
        "{}</svg>",
        max(13 * len(states), 1), max(13 * len(states), 1), mark_safe("".join(marks)),
    )  # fmt: skip


def _months(months, begin, end, bottom):
    for month in months:
        left, right = _place(month, begin, end), _place(min(_following(month), end), begin, end)
        yield f'<path class="grid" d="M{left} 38V{bottom}"/>'
        yield (
            f'<text text-anchor="middle" x="{(left + right) // 2}" y="30">'
            f"{NAMES[month.month - 1]}</text>"
        )


def _bands(line, y, begin, end, today):
    for start, last in line.bands:
        start, last = max(start or begin, begin), min(last or _teaching_end(begin), end)
        if start >= last:
            continue
        left, right = _place(start, begin, end), _place(last, begin, end)
        yield f'<path class="span" d="M{left} {y}H{right}"/>'
        if today > start:
            past = _place(min(today, last), begin, end)
            yield f'<path class="span-past" d="M{left} {y}H{past}"/>'


def _marks(line, y, begin, end):
    shown = sorted(mark for mark in line.marks if begin <= mark[0] <= end)
    places = _apart([_place(day, begin, end) for day, _ in shown])
    for (day, state), x in zip(shown, places, strict=True):
        yield _mark(x, y, state, f"<title>{day:%d.%m.%Y}</title>")


def _apart(places):
    """Return the places so that no two marks overlap: to the right, at the edge to the left."""
    gap, free, found = 2 * RADIUS + 2, LEFT, []
    for x in places:
        found.append(max(x, free))
        free = found[-1] + gap
    edge = RIGHT
    for n in reversed(range(len(found))):
        found[n] = min(found[n], edge)
        edge = found[n] - gap
    return found


def _mark(x, y, state, title=""):
    if state == "late":
        side = 2 * RADIUS
        return (
            f'<rect class="late" x="{x - RADIUS}" y="{y - RADIUS}" width="{side}" '
            f'height="{side}">{title}</rect>'
        )
    return f'<circle class="{state}" cx="{x}" cy="{y}" r="{RADIUS}">{title}</circle>'


def _place(day, begin, end):
    return round(LEFT + (RIGHT - LEFT) * (day - begin).days / (end - begin).days)


def _short(title):
    return title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…"


def _following(month):
    return (month + timedelta(days=31)).replace(day=1)


def _same_month(one, other):
    return (one.year, one.month) == (other.year, other.month)


def _teaching_end(begin):
    return date(begin.year + 1, 5, 31)
