"""Filters and tags of the papers' templates; later: which papers an admin page offers."""

import datetime
import re

from django import template
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from mentoring.links import qr_svg
from people.addresses import site_address
from reports import charts, typography
from reports.control_code import spoken
from reports.documents import naming
from reports.standards import standard_of
from reports.word.look import text_width
from surveys import charts as answers

register = template.Library()

# The engine applies the page's stylesheet to no drawing: the drawing brings its own.
BLACK_AND_WHITE = (
    "<style>text{font:25px 'Liberation Serif';text-anchor:middle}"
    "rect{fill:#444}.axis{stroke:#000;stroke-width:1.5}.short{display:none}</style>"
)
LETTERHEAD_LINE = 54  # characters
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"


@register.filter
def ru_date(iso):
    """Return «15.09.2026» for an ISO date; an empty value stays empty."""
    return f"{_day(iso):%d.%m.%Y}" if iso else ""


@register.filter
def of(found, key):
    """Return what a dict holds under a key that stands in a variable, "" for nothing."""
    return found.get(key, "")


@register.filter
def long_date(iso):
    """Return «15 сентября 2026 г.» for an ISO date, with spaces that hold."""
    if not iso:
        return ""
    day = _day(iso)
    return typography.hold_spaces(f"{day.day} {MONTHS.split()[day.month - 1]} {day.year} г.")


@register.filter
def in_case(person, case):
    """Return «Иванову Анну Петровну, учителя математики» of a person's facts."""
    name = format_html('<span class="name">{}</span>', person["name"][case])
    return format_html("{}, {}", name, person["post"][case]) if person["post"] else name


@register.filter
def people_in_case(people, case):
    """Return several persons with their posts in one case, separated by commas."""
    return format_html_join(", ", "{}", ((in_case(person, case),) for person in people))


@register.filter
def apposition_end(people):
    """Return the comma that closes the last person's post, or nothing without a post."""
    return "," if people[-1]["post"] else ""


@register.filter
def lower_first(text):
    """Return «директор» of «Директор», for the middle of a sentence."""
    return text[:1].lower() + text[1:]


@register.filter
def gendered(gender, endings):
    """Return the ending for the gender: `{{ gender|gendered:"ый,ая" }}`; unknown: «ый(-ая)»."""
    male, female = endings.split(",")
    return {"m": male, "f": female}.get(gender, f"{male}(-{female})")


@register.filter
def heading_of(position, organization):
    """Return «Директору МБОУ СШ № 7» of a post and the genitive of the organization's name."""
    return naming.headed(position, organization)


@register.filter
def year_apart(heading):
    """Return the heading with «на 2026/2027 учебный год» on a line of its own."""
    parts = re.split(r" (?=(?:на|за|в) \d{4}/\d{4} учебн(?:ый год|ом году)$)", heading)
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts))


@register.filter
def two_lines(full_name):
    """Return the name of an organization with its quoted part on a line of its own."""
    before, quote, after = full_name.partition(" «")
    return format_html("{}<br>«{}", before, after) if quote else balanced(full_name)


@register.filter
def balanced(text):
    """Return a text longer than one line of a letterhead as two lines of like length."""
    spaces = [n for n, char in enumerate(text) if char == " "]
    if len(text) <= LETTERHEAD_LINE or not spaces:
        return text
    middle = min(spaces, key=lambda n: abs(n - len(text) / 2))
    return format_html("{}<br>{}", text[:middle], text[middle + 1 :])


@register.simple_tag
def plan_cells(row):
    """Return the cells of a plan's row: asked for each thing of each cell, a template is slow."""
    if row.get("section"):
        return mark_safe("".join(map(_plan_heading, row["cells"])))
    cells = [_plan_cell(cell) for cell in row["cells"]]
    if row.get("changed"):
        cells[0] = cells[0].replace(">", ">* ", 1)
    return mark_safe("".join(cells))


@register.simple_tag
def columns_chart(rows, label):
    """Return the columns of pairs (text, number) as SVG in black and white."""
    drawing = charts.columns(rows, label=label)
    return mark_safe(drawing.replace(">", f">{BLACK_AND_WHITE}", 1))


@register.simple_tag
def answers_chart(rows, label):
    """Return the columns of answers, as the screen shows them, in black and white."""
    drawing = answers.columns(rows, label=label)
    return mark_safe(drawing.replace(">", ">" + BLACK_AND_WHITE.replace("25px", "17px"), 1))


@register.simple_tag
def qr_code(address):
    """Return the address as a QR code drawn in SVG."""
    return mark_safe(qr_svg(address))


@register.filter
def check_address(code):
    """Return the whole address of the page that confirms a paper; without a code that asks it."""
    return site_address(reverse("check", args=[code]) if code else reverse("check-enter"))


@register.filter
def spoken_code(code):
    """Return a control code in groups of four."""
    return spoken(code)


@register.filter
def has_bar_code(standard):
    """Say whether the standard of the paper knows a bar code."""
    return standard_of(standard).bar_code


@register.filter
def corner_share(standard, sheet):
    """Return how much of the line a requisite in a corner takes and what is left, in per cent."""
    side = 100 * standard_of(standard).corner / text_width(sheet)
    return f"{side:.1f}", f"{100 - 2 * side:.1f}"


def _day(iso):
    return iso if isinstance(iso, datetime.date) else datetime.date.fromisoformat(iso[:10])


def _plan_heading(cell):
    if not cell["text"]:
        return "<td></td>"
    look = (" plain" if cell.get("plain") else "") if cell.get("left") else None
    look = "" if look is None else f' class="left{look}"'
    text = linebreaksbr(cell["text"])
    return f'<th{look} colspan="{cell["colspan"]}" scope="rowgroup">{text}</th>'


def _plan_cell(cell):
    look = ' class="num"' if cell.get("number") else ' class="when"' if cell.get("when") else ""
    for name in ("colspan", "rowspan"):
        if cell.get(name, 1) > 1:
            look += f' {name}="{cell[name]}"'
    pieces = cell.get("pieces") or [("", cell["text"])]
    words = [
        "".join([f"<{tag}>" for tag in "bi" if tag in style])
        + linebreaksbr(text)
        + "".join([f"</{tag}>" for tag in "ib" if tag in style])
        for style, text in pieces
    ]
    return f"<td{look}>{''.join(words)}</td>"
