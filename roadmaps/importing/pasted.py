"""Text that was copied from a page, from Word or from Excel: tabs between cells, and debris."""

import re

from roadmaps.importing.cells import Cell, Line, Table
from roadmaps.importing.columns import field_of
from roadmaps.importing.gluing import end_of_table, ink_of, is_bold, plain, whole_rows
from roadmaps.importing.guard import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, ImportRefused

_RULER = re.compile(r"^\s*\|?\s*:?-{3,}[\s|:-]*$")
_MOST_LINES = 60  # of one cell; a quote that is not closed so soon is only a quote


def read_pasted(text: str) -> list[Table]:
    """Return the one table of the text, or nothing when no line has two cells.

    A line is a row, its tabs end cells; a line without tabs between rows stays a row of one cell,
    because a section looks like that. What stands above the first row with tabs is the head.
    """
    rows = _rows(text.replace("\r\n", "\n").replace("\r", "\n"))
    first = next((at for at, row in enumerate(rows) if len(row) > 1), None)
    if first is None:
        return []
    last = max(at for at, row in enumerate(rows) if len(row) > 1 and any(map(str.strip, row)))
    if last - first > 2 * MAX_ROWS:
        raise ImportRefused(TOO_MANY_ROWS)
    start = _start(rows, first)
    end = end_of_table(rows, start, last)
    lines = [_line(row, place) for place, row in enumerate(whole_rows(rows[start:end]))]
    before = [text for row in rows[:start] for text in _texts(row)]
    after = [text for row in rows[end:] for text in _texts(row)]
    table = Table(index=0, lines=lines, between=before, after=after, pasted=True)
    return [table]


def _texts(row: list[str]) -> list[str]:
    """Return what a line above or below the table says, cell by cell; a blank line is ""."""
    return [part.strip() for cell in row for part in plain(cell).split("\n")]


def _start(rows: list[list[str]], first: int) -> int:
    """Return where the table begins: a signature line with tabs above it belongs to the head."""
    for at in range(first, len(rows)):
        if len({field_of(plain(cell)) for cell in rows[at]} - {None}) >= 2:
            return at
    widest = max(len(row) for row in rows)
    return next(at for at in range(first, len(rows)) if len(rows[at]) >= min(3, widest))


def _rows(text: str) -> list[list[str]]:
    """Split into rows of cells; Excel puts a cell with line breaks into quotes."""
    rows: list[list[str]] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if _RULER.match(line) and "|" in line:
            continue
        if line.lstrip().startswith("|") and line.count("|") > 2:
            line = line.strip().strip("|").replace("|", "\t")
        most = at + _MOST_LINES
        while _is_open(line) and at < min(most, len(lines)) and _closes(lines, at):
            line += "\n" + lines[at]
            at += 1
        rows.append([_unquoted(cell) for cell in line.split("\t")])
    return rows


def _is_open(line: str) -> bool:
    cell = line.rpartition("\t")[2]
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _closes(lines: list[str], at: int) -> bool:
    """Return whether a quote that was opened is closed soon: else it is only a quote."""
    return any(re.search(r'"(?:\t|$)', line) for line in lines[at : at + _MOST_LINES])


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and "\n" in cell:
        return cell[1:-1].replace('""', '"')
    return cell


def _line(row: list[str], place: int) -> Line:
    if len(row) > MAX_COLUMNS:
        row = [*row[: MAX_COLUMNS - 1], " ".join(row[MAX_COLUMNS - 1 :])]
    while len(row) > 1 and not row[-1].strip() and not any(map(str.strip, row[1:])):
        row = row[:-1]
    return Line(
        [
            Cell(plain(text), left, bold=is_bold(text), ink=ink_of(text))
            for left, text in enumerate(row)
        ],
        place=place,
    )
