"""Pictures of results as SVG strings; colours come from classes, and a table stands beside each."""

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

WIDTH, MARGIN, LEFT, ROW = 640, 8, 44, 34


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


def dumbbells(rows, *, label):
    """Return a line a row from the first average (hollow) to the last one (full), both written.

    `rows` are triples (first, last, top) of averages on a scale that begins at its least score
    and ends at `top`.
    """
    high = ROW * max(len(rows), 1)
    parts = [f'<path class="grid" d="M{_place(n / 4)} 4V{high}"/>' for n in range(5)]
    for n, (first, last, top) in enumerate(rows):
        y, (begin, end) = ROW * n + ROW // 2 + 4, (_place(mean / top) for mean in (first, last))
        before, after = ("end", -12), ("start", 12)
        sides = (before, after) if begin <= end else (after, before)
        parts += [
            f'<path class="l2" d="M{begin} {y}H{end}"/>',
            f'<circle class="hollow" cx="{begin}" cy="{y}" r="7"/>',
            f'<circle class="s1" cx="{end}" cy="{y}" r="7"/>',
            f'<text class="strong" x="{MARGIN}" y="{y + 6}">{n + 1}</text>',
        ]
        for place, mean, (anchor, away) in zip((begin, end), (first, last), sides, strict=True):
            parts.append(f'<text text-anchor="{anchor}" x="{place + away}" y="{y + 6}">'
                         f"{mean:.1f}</text>".replace(".", ","))  # fmt: skip
    return _svg(high + 8, label, parts)


def _place(part):
    return round(LEFT + (WIDTH - LEFT - 5 * MARGIN) * min(max(part, 0), 1))


def _svg(height, label, parts):
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH, height, label, mark_safe("".join(parts)),
    )  # fmt: skip
