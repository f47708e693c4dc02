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
_NEXT_PAGE = "Строка взята из следующей таблицы файла: она продолжает эту. Проверьте."
_HEADING_LENGTH = 200


def candidates(tables: list[Table]) -> list[Candidate]:
    """Return every table with a short description, the most likely roadmap first."""
    found = [_candidate(table) for table in tables]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.index))


def _candidate(table: Table) -> Candidate:
    header = find_header(table)
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
        len(table.lines) - (header.first + header.rows if header else 0),
        [flat(heading)[:60] for heading in headings],
        score,
    )


def laid_lines(tables: list[Table], table: Table, header: Header) -> list[Laid]:
    """Return the rows below the header, those of the tables that continue it included."""
    lines = _laid(table, table.lines[header.first + header.rows :], header)
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


def _continuation(table: Table, header: Header) -> list[Laid] | None:
    """Return the rows of a table that goes on with ours, None when it is another one.

    It has our header again, or none and (nearly) as many columns with nothing but blank lines
    before it. A short line between two tables with the same header is the heading of a section.
    """
    between = [line for line in table.between if line]
    own = find_header(table)
    if own and own.fields != header.fields:
        return None
    if own:
        if len(between) > 2 or any(_is_title(line) for line in between):
            return None
        lines = _laid(table, table.lines[own.first + own.rows :], own)
        return [_section(line, header) for line in between] + lines
    count = len(header.columns)
    if between or table.width not in (count, count - 1) or count < 3:
        return None
    lines = [replace(line, remark=line.remark or _NEXT_PAGE) for line in table.lines]
    same = [replace(column) for column in header.columns]
    for position, column in enumerate(same):
        column.left, column.right = position, position + 1
    plain = Header(-1, 0, same, header.score, header.texts)
    return _laid(table, lines, plain, ragged=table.width < count)


def _is_title(line: str) -> bool:
    return bool(_NEXT_TITLE.search(line)) or len(line) > _HEADING_LENGTH


def _section(text: str, header: Header) -> Laid:
    cell = Cell(text, header.columns[0].left, header.columns[-1].right, bold=True)
    return lay(Line([cell]), header, [1.0] * header.columns[-1].right)
