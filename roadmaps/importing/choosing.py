"""Which table of the file is the roadmap, and which tables after it are its next pages."""

import re
from dataclasses import replace

from roadmaps.importing.cells import Cell, Line, Table, flat
from roadmaps.importing.columns import Header, find_header
from roadmaps.importing.heads import read_head
from roadmaps.importing.laying import Laid, lay
from roadmaps.importing.result import Candidate

_ROADMAP = re.compile(r"дорожн\w+\s+карт|наставничеств", re.IGNORECASE)
_NEXT_TITLE = re.compile(r"дорожн\w+\s+карт|приложение|приказ|план\s", re.IGNORECASE)
_NEXT_PAGE = (
    "С этой строки продолжается следующая таблица файла, шапки у неё нет. "
    "Проверьте, что столбцы те же."
)
_HEADING_LENGTH = 200


def candidates(tables: list[Table]) -> list[Candidate]:
    """Return every table with a short description, the most likely roadmap first.

    A table that only continues the one before it is no roadmap of its own. Without a header
    anywhere the one with the most words is the likeliest.
    """
    words = {table.index: sum(len(line.filled) for line in table.lines) for table in tables}
    found, head = [], None
    for table in tables:
        header = find_header(table)
        if head and not table.nested and _goes_on(table, head):
            found.append(replace(_candidate(table, header), score=0))
        else:
            head = header if not table.nested and not table.sheet else None
            found.append(_candidate(table, header))
    if not any(candidate.score for candidate in found):
        return sorted(found, key=lambda candidate: (-words[candidate.index], candidate.index))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.index))


def _candidate(table: Table, header: Header | None) -> Candidate:
    above = [line for line in table.between if line] or [line for line in table.before if line]
    title = read_head(table.between, "").title or (above[-1] if above else "")
    texts = [cell.text for line in table.lines[:1] for cell in line.filled]
    description = table.sheet or flat(title) or flat(" · ".join(texts))
    score = 0
    if header:
        named = _ROADMAP.search(" ".join(above[-12:]) + table.sheet)
        score = max(header.score, 1) * 10 + min(len(table.lines), 60) + (80 if named else 0)
    headings = [column.heading for column in header.columns] if header else texts
    return Candidate(
        table.index,
        description[:120],
        len(table.lines) - (header.below if header else 0),
        [flat(heading)[:60] for heading in headings],
        score,
    )


def laid_lines(tables: list[Table], table: Table, header: Header) -> list[Laid]:
    """Return the rows below the header, those of the tables that continue it included."""
    lines = _laid(table, table.lines[header.below :], header)
    outer = [other for other in tables if not other.nested and not other.sheet]
    if table not in outer:
        return lines
    for other in outer[outer.index(table) + 1 :]:
        more = _continuation(other, header)
        if more is None:
            break
        lines += more
    return lines


def _laid(table: Table, lines: list[Line], header: Header, *, ragged: bool = False) -> list[Laid]:
    widths = table.grid_widths() + [1.0] * header.columns[-1].right
    return [lay(line, header, widths, pasted=table.pasted, ragged=ragged) for line in lines]


def _goes_on(table: Table, header: Header) -> bool:
    """Return whether a table goes on with the one above it.

    It has our header again, or none and (nearly) as many columns with nothing but blank lines
    before it. A short line between two tables with the same header is the heading of a section.
    """
    between = [line for line in table.between if line]
    own = find_header(table)
    if own:
        quiet = len(between) <= 2 and not any(_is_title(line) for line in between)
        return quiet and own.fields == header.fields
    count = len(header.columns)
    return not between and count >= 3 and table.width in (count, count - 1)


def _continuation(table: Table, header: Header) -> list[Laid] | None:
    """Return the rows of a table that goes on with ours, None when it is another one."""
    if not _goes_on(table, header):
        return None
    own = find_header(table)
    if own:
        sections = [_section(line, header) for line in table.between if line]
        return sections + _laid(table, table.lines[own.first + own.rows :], own)
    first = next((line for line in table.lines if line.filled), None)
    lines = [replace(line, remark=_NEXT_PAGE if line is first else "") for line in table.lines]
    same = [replace(column) for column in header.columns]
    for position, column in enumerate(same):
        column.left, column.right = position, position + 1
    plain = Header(-1, 0, same, header.score, header.texts)
    return _laid(table, lines, plain, ragged=table.width < len(same))


def _is_title(line: str) -> bool:
    return bool(_NEXT_TITLE.search(line)) or len(line) > _HEADING_LENGTH


def _section(text: str, header: Header) -> Laid:
    cell = Cell(text, header.columns[0].left, header.columns[-1].right, bold=True)
    return lay(Line([cell]), header, [1.0] * header.columns[-1].right)
