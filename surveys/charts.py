"""Pictures of results as SVG strings; colours come from classes, and a table stands beside each."""

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

WIDTH, MARGIN = 440, 4
STRIP, RADIUS = 200, 7


def columns(bars, *, label):
    """Return upright columns with their numbers; `bars` are pairs (text, number)."""
    highest = max((number for _, number in bars), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(bars), 1)
    wide = round(min(step * 0.7, 64))
    parts = [f'<path class="axis" d="M{MARGIN} 130H{WIDTH - MARGIN}"/>']
    for n, (text, number) in enumerate(bars):
        middle, high = round(MARGIN + step * (n + 0.5)), round(100 * number / highest)
        parts += [
            f'<rect class="s1" x="{middle - wide // 2}" y="{130 - high}" width="{wide}" '
            f'height="{high}"><title>{escape(text)}: {number}</title></rect>',
            f'<text class="strong" text-anchor="middle" x="{middle}" y="{124 - high}">'
            f"{number or ''}</text>",
            f'<text text-anchor="middle" x="{middle}" y="152">{escape(text)}</text>',
        ]
    return _svg(160, label, parts)


def dumbbell(first, last, top):
    """Return a line of a table from the first average (hollow) to the last one (full).

    Both lie on a scale that ends at `top`; the numbers stand in the cells beside it.
    """
    begin, end = (round(RADIUS + (STRIP - 2 * RADIUS) * min(max(mean / top, 0), 1))
                  for mean in (first, last))  # fmt: skip
    return format_html(
        '<svg class="chart strip" viewBox="0 0 {} 24" aria-hidden="true">'
        '<path class="grid" d="M{} 12H{}"/><path class="l2" d="M{} 12H{}"/>'
        '<circle class="hollow" cx="{}" cy="12" r="6"/><circle class="s1" cx="{}" cy="12" r="6"/>'
        "</svg>",
        STRIP, RADIUS, STRIP - RADIUS, begin, end, begin, end,
    )  # fmt: skip


def _svg(height, label, parts):
    return format_html(
        '<svg class="chart small" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH, height, label, mark_safe("".join(parts)),
    )  # fmt: skip
