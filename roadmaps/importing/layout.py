"""How the school drew its table: page, widths, sections and numbers."""

import re

from roadmaps.importing.cells import Table
from roadmaps.importing.columns import NUMBER, STAGE, Header
from roadmaps.importing.laying import Laid
from roadmaps.importing.result import Layout
from roadmaps.importing.rows import Reading

_ROMAN = re.compile(r"^[IVXLCХІ]+[.)]?$")
_NUMBER_STYLES = (
    ("1", re.compile(r"\d+")),
    ("1.", re.compile(r"\d+\.")),
    ("1.1", re.compile(r"\d+(?:\.\d+)+")),
    ("1.1.", re.compile(r"\d+(?:\.\d+)+\.")),
)


def read_layout(table: Table, header: Header, reading: Reading) -> Layout:
    """Return the layout of the table that was read."""
    count = len(header.columns)
    drawn = reading.drawn
    widest = [_width(laid, count) for laid in drawn]
    return Layout(
        orientation="landscape" if table.landscape else "portrait",
        widths=column_widths(table, header),
        section_style=_section_style(reading, header, widest),
        section_merged=bool(widest) and min(widest) >= max(2, count - 1),
        section_column=drawn[0].filled[-1] if drawn else 0,
        number_style=_number_style(reading, header),
    )


def _width(laid: Laid, count: int) -> int:
    """Return over how many columns a section is drawn; the only cell of a line has all of it."""
    if len(laid.line.cells) == 1:
        return count
    return max((len(group) for group in laid.groups), default=1)


def column_widths(table: Table, header: Header) -> list[float]:
    """Return the width of each column in per cent of the table."""
    grid = table.grid_widths()
    widths = [sum(grid[column.left : column.right]) or 1.0 for column in header.columns]
    return [round(100 * width / sum(widths), 1) for width in widths]


def _section_style(reading: Reading, header: Header, widest: list[int]) -> str:
    if not reading.sections:
        return "column" if STAGE in header.fields else "none"
    numbers = [section.number for section in reading.sections if section.number]
    if numbers and all(_ROMAN.match(number) for number in numbers):
        return "roman"
    if any(len(laid.filled) == 2 for laid in reading.drawn):
        return "numbered"
    if all(width > 1 for width in widest):
        return "merged"
    return "bold" if any(laid.bold for laid in reading.drawn) else "plain"


def _number_style(reading: Reading, header: Header) -> str:
    at = header.of(NUMBER)
    texts = [row["texts"][at] for row in reading.rows if row["texts"][at]] if at is not None else []
    styles = {
        next((name for name, form in _NUMBER_STYLES if form.fullmatch(text)), "mixed")
        for text in texts
    }
    return styles.pop() if len(styles) == 1 else "mixed" if styles else "none"
