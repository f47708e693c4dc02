"""Which rows of a table are headings of sections, in any shape schools draw them."""

import re

from roadmaps.importing.columns import ACTIVITY, NUMBER, STAGE, Header
from roadmaps.importing.joining import is_open, is_tail
from roadmaps.importing.laying import NUMBER_TEXT, Laid
from roadmaps.importing.result import ReadSection

_IN_TITLE = re.compile(
    r"^((?:раздел|этап|блок|модуль|часть|глава)\s+(?:[IVXLCХІ]+|\d+)|[IVXLCХІ]{1,6}(?=[.)\s])"
    r"|\d{1,2}(?:\.\d{1,2})*(?=[.)]))[.):]?\s*(?=\S)",
    re.IGNORECASE,
)


def is_section(lines: list[Laid], position: int, header: Header, above: list[str] | None) -> bool:
    """Return whether the row is a heading: one text over the table, bold, merged or numbered.

    `above` are the texts of the row before, None right after a section.
    """
    laid = lines[position]
    if laid.above or laid.outside or not laid.filled or len(laid.filled) > 2:
        return False
    number = header.of(NUMBER)
    if len(laid.filled) == 2:
        return number == laid.filled[0] and _is_numbered_section(lines, position, number)
    at = laid.filled[0]
    text = laid.texts[at]
    if at == number and NUMBER_TEXT.match(text):
        return False  # a number and nothing else
    if _width(laid, at) >= max(2, len(header.columns) - 1):
        return True
    broken = above and (is_tail(text) or (is_open(above[at]) and not _IN_TITLE.match(text)))
    if broken and not laid.bold:
        return False
    return laid.bold or at == 0 or header.columns[at].field in (NUMBER, STAGE, ACTIVITY)


def section_of(laid: Laid) -> tuple[ReadSection, str]:
    """Return the section and its text as rows carry it: with a number that stands inside."""
    number, title = "", laid.texts[laid.filled[-1]]
    text = title
    if len(laid.filled) == 2:
        number = laid.texts[laid.filled[0]]
    elif found := _IN_TITLE.match(title):
        number, title = found[0].strip(), title[found.end() :]
    return ReadSection(number, title), text


def _is_numbered_section(lines: list[Laid], position: int, number: int) -> bool:
    laid = lines[position]
    other = laid.filled[1]
    mark = laid.texts[number].rstrip(".)")
    if not NUMBER_TEXT.match(laid.texts[number]) or laid.texts[other][:1].islower():
        return False
    if "." in mark and not laid.bold and _width(laid, other) < 2:
        return False
    alone = laid.pasted and laid.line.right == 2  # a row would have tabs for its blank cells
    if laid.bold or alone or _width(laid, other) > 1 or not mark[0].isdecimal():
        return True
    following = (below.texts[number] for below in lines[position + 1 :] if below.texts[number])
    return next(following, "").startswith(f"{mark}.") and "." not in mark


def _width(laid: Laid, at: int) -> int:
    return next((len(group) for group in laid.groups if group[0] == at), 1)
