"""Text that was copied from a page, from Word or from Excel: tabs between cells, and debris."""

import html
import re

from roadmaps.importing.cells import Cell, Line, Table, clean
from roadmaps.importing.guard import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, ImportRefused

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]{0,300})?/?>")
_BREAK = re.compile(r"<br\s*/?>|</p>|</li>", re.IGNORECASE)
_BOLD = re.compile(r"^\s*(?:<(?:b|strong)>.*</(?:b|strong)>|\*\*.*\*\*)\s*$", re.IGNORECASE | re.S)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])")
_RULER = re.compile(r"^\s*\|?\s*:?-{3,}[\s|:-]*$")
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[IVXLC]+)[.)]?\s*$")


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
    lines = [_line(row, place) for place, row in enumerate(_whole(rows[start : last + 1]))]
    before = [text for row in rows[:start] for text in _texts(row)]
    after = [text for row in rows[last + 1 :] for text in _texts(row)]
    table = Table(index=0, lines=lines, between=before, after=after, pasted=True)
    return [table]


def _texts(row: list[str]) -> list[str]:
    """Return what a line above or below the table says, cell by cell; a blank line is ""."""
    return [part.strip() for cell in row for part in plain(cell).split("\n")]


def _start(rows: list[list[str]], first: int) -> int:
    """Return where the table begins: a signature line with tabs above it belongs to the head."""
    counts = [len(row) for row in rows]
    widest = max(counts)
    for at in range(first, len(rows)):
        if counts[at] >= 3 or counts[at] == widest:
            return at
    return first


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
        while _is_open(line) and at < len(lines) and _closes(lines, at):
            line += "\n" + lines[at]
            at += 1
        rows.append([_unquoted(cell) for cell in line.split("\t")])
    return rows


def _is_open(line: str) -> bool:
    cell = line.rpartition("\t")[2]
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _closes(lines: list[str], at: int) -> bool:
    """Return whether a quote that was opened is closed soon: else it is only a quote."""
    return any(re.search(r'"(?:\t|$)', line) for line in lines[at : at + 60])


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and "\n" in cell:
        return cell[1:-1].replace('""', '"')
    return cell


def _whole(rows: list[list[str]]) -> list[list[str]]:
    """Join a row that paragraphs inside a cell have cut: its pieces add up to the header's cells.

    Only where rows are numbered; otherwise a short row may be a section or a lost column.
    """
    width = len(rows[0])
    found: list[list[str]] = []
    at = 0
    while at < len(rows):
        row, after = rows[at], at + 1
        if 1 < len(row) < width and _NUMBER.match(row[0]) and row[1].strip():
            joined, end = _joined(rows, at, width)
            if joined:
                row, after = joined, end
        found.append(row)
        at = after
    return found


def _joined(rows: list[list[str]], at: int, width: int) -> tuple[list[str] | None, int]:
    row = list(rows[at])
    for end in range(at + 1, min(at + 40, len(rows))):
        piece = rows[end]
        if _NUMBER.match(piece[0]) or len(row) + len(piece) - 1 > width or not any(piece):
            return None, end
        row[-1] += "\n" + piece[0]
        row += piece[1:]
        if len(row) == width:
            return row, end + 1
    return None, at


def _line(row: list[str], place: int) -> Line:
    if len(row) > MAX_COLUMNS:
        row = [*row[: MAX_COLUMNS - 1], " ".join(row[MAX_COLUMNS - 1 :])]
    while len(row) > 1 and not row[-1].strip() and not any(map(str.strip, row[1:])):
        row = row[:-1]
    return Line(
        [Cell(plain(text), left, bold=bool(_BOLD.match(text))) for left, text in enumerate(row)],
        place=place,
    )


def plain(text: str) -> str:
    """Return the text without tags, escapes and marks of Markdown."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(_ESCAPED.sub(r"\1", text.replace("**", "")))
    return "\n".join(" ".join(line.split()) for line in clean(text).split("\n")).strip()
