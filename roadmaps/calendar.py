"""The year of a roadmap as an SVG string: a line a stage, marks on their days, bands that last.

Colours come from the classes of `.chart` (app.css), never from here.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from people.years import first_day

MONTHS = ("август", "сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март",
          "апрель", "май", "июнь")  # fmt: skip
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


def year_chart(lines, *, year, today, label):
    """Return the SVG from August to June; dates outside are left out, close ones step aside."""
    begin, end = _begin(year), _end(year)
    bottom = TOP + STEP * len(lines) - 8
    parts = [*_months(begin, end, bottom)]
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
    """Return a Month for August to June, for the screen too narrow for the chart."""
    found = []
    for n, title in enumerate(MONTHS):
        number = (n + 7) % 12 + 1
        own = sorted(
            (day, state) for day, state in marks
            if (day.year, day.month) == (year + (number < 8), number)
        )  # fmt: skip
        states = [state for _, state in own]
        present = (today.year, today.month) == (year + (number < 8), number)
        found.append(Month(title, states, states.count("done"), present))
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


def _months(begin, end, bottom):
    month = begin
    for title in MONTHS:
        following = (month + datetime.timedelta(days=31)).replace(day=1)
        left, right = _place(month, begin, end), _place(min(following, end), begin, end)
        yield f'<path class="grid" d="M{left} 38V{bottom}"/>'
        yield f'<text text-anchor="middle" x="{(left + right) // 2}" y="30">{title}</text>'
        month = following


def _bands(line, y, begin, end, today):
    for start, last in line.bands:
        start, last = max(start or begin, begin), min(last or _teaching_end(end), end)
        if start >= last:
            continue
        left, right = _place(start, begin, end), _place(last, begin, end)
        yield f'<path class="span" d="M{left} {y}H{right}"/>'
        if today > start:
            past = _place(min(today, last), begin, end)
            yield f'<path class="span-past" d="M{left} {y}H{past}"/>'


def _marks(line, y, begin, end):
    free = 0
    for day, state in sorted(line.marks):
        if begin <= day <= end:
            x = max(_place(day, begin, end), free)
            free = x + 2 * RADIUS + 2
            yield _mark(x, y, state, f"<title>{day:%d.%m.%Y}</title>")


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


def _begin(year):
    return first_day(year).replace(month=8)


def _end(year):
    return datetime.date(year + 1, 6, 30)


def _teaching_end(end):
    return end.replace(month=5, day=31)
