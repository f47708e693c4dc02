"""An .xlsx file → one table a sheet. Reads merges, hidden rows and dates in one bounded pass."""

import posixpath
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from roadmaps.emphasis import BOLD, BOTH, PLAIN, sign
from roadmaps.importing.cells import Cell, Line, Table, clean, ink_of
from roadmaps.importing.guard import (
    BROKEN,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_MANY_ROWS,
    ImportRefused,
    parse_xml,
    read_part,
)
from roadmaps.importing.nodes import attribute, local, whole
from roadmaps.importing.word import main_part

MAX_SHEETS = 50
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_FORMATS = {9, 10}
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class _Style:
    is_date: bool = False
    is_month: bool = False
    is_percent: bool = False
    how: str = PLAIN


@dataclass
class _Book:
    texts: list[list[tuple[str, str]]] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    from_1904: bool = False


def read_sheets(archive: zipfile.ZipFile) -> list[Table]:
    """Return one table for each sheet that holds anything."""
    name = main_part(archive, "workbook")
    root = parse_xml(read_part(archive, name))
    folder = posixpath.dirname(name)
    targets = _targets(archive, folder, posixpath.basename(name))
    book = _Book(_shared_texts(archive, targets), _styles(archive, targets))
    book.from_1904 = any(
        local(node) == "workbookPr" and attribute(node, "date1904") in ("1", "true")
        for node in root
    )
    tables = []
    sheets = [node for node in root.iter() if local(node) == "sheet"][:MAX_SHEETS]
    for position, sheet in enumerate(sheets):
        target = targets.get(attribute(sheet, "id") or "", "")
        if target not in archive.namelist() or "worksheets" not in target:
            continue  # a chart sheet
        table = _Sheet(book).read(parse_xml(read_part(archive, target)))
        table.index, table.sheet = position, sheet.get("name", "")
        if table.lines:
            tables.append(table)
    return tables


def _targets(archive: zipfile.ZipFile, folder: str, name: str) -> dict[str, str]:
    """Return the parts by relation id, and the two single ones by the end of their type."""
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        raise ImportRefused(BROKEN)
    found = {}
    for relation in parse_xml(read_part(archive, relations)):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[relation.get("Id", "")] = posixpath.normpath(path)
        found[relation.get("Type", "").rpartition("/")[2]] = posixpath.normpath(path)
    return found


def _shared_texts(archive: zipfile.ZipFile, targets: dict[str, str]) -> list[list[tuple[str, str]]]:
    name = targets.get("sharedStrings", "")
    if name not in archive.namelist():
        return []
    return [_rich(node) for node in parse_xml(read_part(archive, name))]


def _rich(node: Element) -> list[tuple[str, str]]:
    """Return the pieces of a cell without its phonetic hints, "" as sign: as the cell is drawn."""
    found = []
    for part in node:
        if local(part) == "t":
            found.append((part.text or "", ""))
        elif local(part) == "r":
            how = next((_drawn(marks) for marks in part if local(marks) == "rPr"), "")
            found += [(t.text or "", how) for t in part if local(t) == "t"]
    return found


def _drawn(font: Element) -> str:
    """Return the sign of a font; a mark that is switched off ("0") counts for nothing."""
    marks = {local(mark) for mark in font if mark.get("val", "1") not in ("0", "false")}
    return sign(bold="b" in marks, italic="i" in marks)


def _styles(archive: zipfile.ZipFile, targets: dict[str, str]) -> list[_Style]:
    name = targets.get("styles", "")
    if name not in archive.namelist():
        return []
    groups = {local(node): list(node) for node in parse_xml(read_part(archive, name))}
    codes = {whole(n.get("numFmtId")): n.get("formatCode", "") for n in groups.get("numFmts", [])}
    fonts = [_drawn(font) for font in groups.get("fonts", [])]
    styles = []
    for node in groups.get("cellXfs", []):
        font, number = whole(node.get("fontId")), whole(node.get("numFmtId"))
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", codes.get(number, "")).lower()
        styles.append(
            _Style(
                is_date=number in _DATE_FORMATS or bool(re.search("[dy]|mmm", code)),
                is_month=number == 17 or ("m" in code and "y" in code and "d" not in code),
                is_percent=number in _PERCENT_FORMATS or "%" in code,
                how=fonts[font] if 0 <= font < len(fonts) else PLAIN,
            )
        )
    return styles


class _Sheet:
    """One worksheet; only rows with text become lines, blank ones between them stay as gaps."""

    def __init__(self, book: _Book):
        self.book = book

    def read(self, root: Element) -> Table:
        groups = {local(node): node for node in root}
        lines: dict[int, Line] = {}
        for position, row in enumerate(groups.get("sheetData", [])):
            place = whole(row.get("r"), 0) or position + 1
            cells = self._cells(row)
            if any(cell.text for cell in cells):
                hidden = row.get("hidden") in ("1", "true")
                lines[place] = Line(cells, place=place, hidden=hidden)
            if len(lines) > MAX_ROWS:
                raise ImportRefused(TOO_MANY_ROWS)
        self._merge(lines, groups.get("mergeCells"))
        _fill_up(lines.values())
        setup = groups.get("pageSetup")
        return Table(
            index=0,
            lines=_with_gaps(lines),
            widths=_widths(groups),
            landscape=setup is not None and setup.get("orientation") == "landscape",
        )

    def _cells(self, row: Element) -> list[Cell]:
        cells: dict[int, Cell] = {}
        column = -1
        for node in row:
            found = _PLACE.fullmatch(node.get("r", ""))
            column = _number(found[1]) if found else column + 1
            if 0 <= column < MAX_COLUMNS:
                cells[column] = self._cell(node, column)
        return [cells[left] for left in sorted(cells)]

    def _cell(self, node: Element, left: int) -> Cell:
        kind = node.get("t", "n")
        position = whole(node.get("s"))
        style = self.book.styles[position] if 0 <= position < len(self.book.styles) else _Style()
        parts = {local(part): part for part in node}
        raw = (parts["v"].text or "") if "v" in parts else ""
        day, drawn = None, []
        if kind == "s":
            index = whole(raw, -1)
            drawn = self.book.texts[index] if 0 <= index < len(self.book.texts) else []
        elif kind == "inlineStr":
            drawn = _rich(parts["is"]) if "is" in parts else []
        elif kind == "b":
            raw = {"1": "да", "0": "нет"}.get(raw, raw)
        elif kind == "d":
            day = _from_iso(raw)
        elif kind == "n" and raw:
            day = self._day(raw) if style.is_date else None
            raw = _plain_number(raw, style)
        if kind in ("s", "inlineStr"):
            raw = "".join(piece for piece, _ in drawn)
        text = (_month(day) if style.is_month else f"{day:%d.%m.%Y}") if day else clean(raw)
        ink = ink_of((piece, how or style.how) for piece, how in drawn or [(text, "")])
        return Cell(text, left, bold=style.how in (BOLD, BOTH), ink=ink, day=day)

    def _day(self, raw: str) -> date | None:
        try:
            serial = int(float(raw))
            start = date(1904, 1, 1) if self.book.from_1904 else date(1899, 12, 30)
            day = start + timedelta(days=serial)
        except (ValueError, OverflowError):
            return None
        return day if day.year >= 1950 else None  # time only, or a number in a date's clothes

    def _merge(self, lines: dict[int, Line], merges: Element | None) -> None:
        for merge in [] if merges is None else list(merges)[: 10 * MAX_ROWS]:
            corners = _PLACE.findall(merge.get("ref", ""))
            if len(corners) != 2:
                continue
            (first, top), (last, bottom) = corners
            left, right = _number(first), min(_number(last), MAX_COLUMNS - 1)
            for place in range(int(top), min(int(bottom), int(top) + MAX_ROWS) + 1):
                if place in lines and left <= right:
                    _span(lines[place], left, right, above=place > int(top))


def _span(line: Line, left: int, right: int, *, above: bool) -> None:
    """Make one cell of what a merge covers in this row."""
    inside = [cell for cell in line.cells if left <= cell.left <= right]
    cell = inside[0] if inside and inside[0].left == left else Cell(left=left)
    cell.left, cell.span, cell.above = left, right - left + 1, above
    kept = [other for other in line.cells if other not in inside]
    line.cells = sorted([*kept, cell], key=lambda other: other.left)


def _fill_up(lines: Iterable[Line]) -> None:
    """Give each row its last cell: a sheet leaves empty ones out, every other knows its place."""
    width = max((line.right for line in lines), default=0)
    for line in lines:
        if line.cells and line.right < width:
            line.cells.append(Cell(left=width - 1))


def _with_gaps(lines: dict[int, Line]) -> list[Line]:
    """Return the lines in order, with one blank line where the sheet had blank rows."""
    found, previous = [], None
    for place in sorted(lines):
        if previous is not None and place > previous + 1:
            found.append(Line([], place=place - 1))
        found.append(lines[place])
        previous = place
    return found


def _widths(groups: dict[str, Element]) -> list[float]:
    shape = groups.get("sheetFormatPr")
    usual = float(whole(shape.get("defaultColWidth") if shape is not None else None, 9) or 9)
    widths = [usual] * MAX_COLUMNS
    for node in groups.get("cols", []):
        first, last = whole(node.get("min"), 1), min(whole(node.get("max"), 1), MAX_COLUMNS)
        for column in range(max(first, 1), last + 1):
            widths[column - 1] = float(whole(node.get("width"), int(usual)))
    return widths


def _number(letters: str) -> int:
    """Return the 0-based column of "A", "AB"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _plain_number(raw: str, style: _Style) -> str:
    """Return a number as a person would have typed it: 1 and not 1.0, 90% and not 0.9."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    if style.is_percent:
        return f"{round(number * 100, 2):g}%"
    return f"{number:.10g}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _from_iso(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw[:10])
    except ValueError:
        return None
