"""Charts as SVG strings, the same for the screen and for paper; every chart has a table beside it.

Colours come from classes (app.css on the screen, document.css on paper), never from here.
"""

import datetime

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from people.years import first_day

MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь",
          "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]  # fmt: skip
WIDTH, NARROW, MARGIN = 960, 640, 8
BASE, STEP, TALLEST = 92, 14, 5  # of the year: height of the axis, room of a mark, marks a column


def columns(rows, *, label):
    """Return upright columns with their values; `rows` are pairs (text, number)."""
    highest = max([number for _, number in rows], default=0) or 1
    step = (NARROW - 2 * MARGIN) / max(len(rows), 1)
    wide = round(min(step * 0.6, 64))
    parts = [_line(180, NARROW)]
    for n, (text, number) in enumerate(rows):
        middle, high = round(MARGIN + step * (n + 0.5)), round(150 * number / highest)
        parts += [
            f'<rect class="s1" x="{middle - wide // 2}" y="{180 - high}" width="{wide}" '
            f'height="{high}"><title>{escape(text)}: {number}</title></rect>',
            _text(middle, 174 - high, number, style="strong"),
            *_label(middle, 202, text),
        ]
    return _svg(210, label, parts, wide=NARROW)


def year_axis(points, *, year, today, label):
    """Return the year from August to June with one mark a date.

    `points` are pairs (date, state) with state done, late, soon or ahead; marks that would
    touch stand one on the other. Dates outside the axis are left out.
    """
    begin, end = first_day(year).replace(month=8), datetime.date(year + 1, 6, 30)

    def place(day):
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (day - begin).days / (end - begin).days)

    parts = [_line(BASE), *_months(begin, end, place)]
    if today > begin:
        parts.append(f'<path class="past" d="M{MARGIN} {BASE}H{place(min(today, end))}"/>')
    heights = {}
    for day, state in sorted(points):
        column = place(day) // STEP
        if begin <= day <= end and heights.setdefault(column, 0) < TALLEST:
            heights[column] += 1
            parts.append(
                _mark(
                    min(column * STEP + 7, WIDTH - 7), BASE + 4 - 15 * heights[column], state, day
                )
            )
    if begin <= today <= end:
        parts.append(f'<path class="today" d="M{place(today)} 8v{BASE - 8}"/>')
        parts.append(_text(place(today), 4, "сегодня", style="strong"))
    return _svg(122, label, parts, top=-8)


def strip(states):
    """Return one little column a pair, the worst first; states are bad, warn or ok."""
    high = {"bad": 16, "warn": 11, "ok": 6}
    step = min(16, 400 // max(len(states), 1))
    parts = [
        f'<rect class="health-{state}" x="{n * step}" y="{16 - high[state]}" '
        f'width="{step - 2}" height="{high[state]}" rx="1"/>'
        for n, state in enumerate(sorted(states, key=lambda state: -high[state]))
    ]
    return format_html(
        '<svg class="health" viewBox="0 0 400 16" aria-hidden="true">{}</svg>',
        mark_safe("".join(parts)),
    )


def _months(begin, end, place):
    month = begin
    while month <= end:
        following = (month + datetime.timedelta(days=31)).replace(day=1)
        middle = (place(month) + place(min(following, end))) // 2
        yield f'<path class="grid" d="M{place(month)} 88v8"/>'
        yield from _label(middle, 116, MONTHS[month.month - 1])
        month = following


def _mark(x, y, state, day):
    title = f"<title>{day:%d.%m.%Y}</title>"
    if state == "late":
        return f'<rect class="late" x="{x - 5}" y="{y - 5}" width="10" height="10">{title}</rect>'
    return f'<circle class="{state}" cx="{x}" cy="{y}" r="5">{title}</circle>'


def _label(x, y, text):
    """Yield the name of a mark, and its first letters for a phone when it is long."""
    if len(text) <= 3:
        yield _text(x, y, escape(text))
        return
    yield _text(x, y, escape(text), style="long")
    yield _text(x, y + 2, escape(text[:3]), style="short")


def _text(x, y, text, *, style=""):
    style = f' class="{style}"' if style else ""
    return f'<text{style} text-anchor="middle" x="{x}" y="{y}">{text}</text>'


def _line(y, wide=WIDTH):
    return f'<path class="axis" d="M{MARGIN} {y}H{wide - MARGIN}"/>'


def _svg(height, label, parts, top=0, wide=WIDTH):
    return format_html(
        '<svg class="chart" viewBox="0 {} {} {}" role="img" aria-label="{}">{}</svg>',
        top, wide, height - top, label, mark_safe("".join(parts)),
    )  # fmt: skip
