"""Charts as SVG strings, the same for the screen and for paper; every chart has a table beside it.

Colours come from classes (`app.css` on the screen, `document.css` on paper), never from here.
"""

import datetime

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from people.years import first_day

MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь",
          "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]  # fmt: skip
WIDTH, MARGIN = 960, 8


def bar(percent, target):
    """Return the track, the filled share and the mark of the target, all in per cent of 100."""
    return format_html(
        '<svg class="chart-bar" viewBox="0 0 400 20" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" x="0" y="5" width="400" height="10" rx="3"/>'
        '<rect class="fill" x="0" y="5" width="{}" height="10" rx="3"/>'
        '<rect class="target" x="{}" y="1" width="4" height="18"/></svg>',
        round(4 * min(percent or 0, 100)),
        min(round(4 * target), 396),
    )


def columns(rows, *, label):
    """Return upright columns with their values; `rows` are pairs (text, number)."""
    highest = max([number for _, number in rows], default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(rows), 1)
    wide = min(step * 0.6, 64)
    parts = []
    for n, (text, number) in enumerate(rows):
        middle, high = round(MARGIN + step * (n + 0.5)), round(150 * number / highest)
        parts.append(
            f'<rect class="column" x="{round(middle - wide / 2)}" y="{180 - high}" '
            f'width="{round(wide)}" height="{high}"><title>{escape(text)}: {number}</title></rect>'
            f'<text class="value" x="{middle}" y="{174 - high}">{number}</text>'
            f'<text class="tick" x="{middle}" y="202">{escape(text)}</text>'
        )
    return _svg("chart-columns", 210, label, parts + [_line(MARGIN, WIDTH - MARGIN, 180)])


def year_axis(points, *, year, today, label):
    """Return the year as an axis from August to June with one mark a date.

    `points` are pairs (date, state) with state done, overdue, soon or ahead; marks of the same
    week stand one on the other. Dates outside the axis are left out.
    """
    begin, end = first_day(year).replace(month=8), datetime.date(year + 1, 6, 30)
    span = (end - begin).days

    def place(day):
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (day - begin).days / span)

    base, heights, parts = 92, {}, [_line(MARGIN, WIDTH - MARGIN, 92)]
    if today > begin:
        parts.append(
            f'<rect class="past" x="{MARGIN}" y="90" width="{place(min(today, end)) - MARGIN}" '
            'height="3"/>'
        )
    month = begin
    while month <= end:
        following = (month + datetime.timedelta(days=31)).replace(day=1)
        middle = (place(month) + place(min(following, end))) // 2
        name = MONTHS[month.month - 1]
        parts.append(f'<text class="tick" x="{middle}" y="116">{name}</text>')
        parts.append(f'<path class="grid" d="M{place(month)} 88v8"/>')
        month = following
    for day, state in sorted(points):
        if begin <= day <= end:
            column = place(day) // 14
            heights[column] = heights.get(column, 0) + 1
            if heights[column] <= 5:
                parts.append(_mark(column * 14 + 7, base - 2 - 15 * heights[column], state, day))
    if begin <= today <= end:
        parts.append(
            f'<path class="today" d="M{place(today)} 8v84"/>'
            f'<text class="today-text" x="{place(today)}" y="6">сегодня</text>'
        )
    return _svg("chart-year", 122, label, parts, top=-8)


def strip(states):
    """Return one little column a pair, the worst first; states are bad, warn or ok."""
    order = {"bad": 0, "warn": 1, "ok": 2}
    high = {"bad": 16, "warn": 11, "ok": 6}
    states = sorted(states, key=order.__getitem__)
    step = min(16, 400 // max(len(states), 1))
    return mark_safe(
        f'<svg class="chart-strip" viewBox="0 0 {max(step * len(states), 1)} 16" '
        'aria-hidden="true">'
        + "".join(
            f'<rect class="{state}" x="{n * step}" y="{16 - high[state]}" width="{step - 2}" '
            f'height="{high[state]}" rx="1"/>'
            for n, state in enumerate(states)
        )
        + "</svg>"
    )


def _mark(x, y, state, day):
    title = f"<title>{day:%d.%m.%Y}</title>"
    if state == "overdue":
        return (
            f'<rect class="overdue" x="{x - 5}" y="{y - 5}" width="10" height="10">{title}</rect>'
        )
    return f'<circle class="{state}" cx="{x}" cy="{y}" r="5">{title}</circle>'


def _line(start, end, y):
    return f'<path class="axis" d="M{start} {y}H{end}"/>'


def _svg(name, height, label, parts, top=0):
    return format_html(
        '<svg class="{}" viewBox="0 {} {} {}" role="img" aria-label="{}">{}</svg>',
        name, top, WIDTH, height - top, label, mark_safe("".join(parts)),
    )  # fmt: skip
