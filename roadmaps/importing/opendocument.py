"""An .odt file → its tables."""

import zipfile
from collections.abc import Iterator
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
from roadmaps.importing.numbering import BULLET
from roadmaps.importing.odt_lists import Lists

_UNSEEN = {"tracked-changes", "annotation", "note", "frame", "custom-shape", "soft-page-break"}
_GROUPS = {"table-header-rows", "table-rows", "table-row-group", "section", "list", "list-item"}
_MAX_SPACES = 100
_DEEPEST = 20  # styles that stand on one another


def read_odt(archive: zipfile.ZipFile) -> list[Table]:
    """Return the tables of the text in order of reading, nested ones as text of their cell."""
    root = parse_xml(read_part(archive, "content.xml"))
    body = next((node for node in root.iter() if local(node) == "text"), None)
    if body is None:
        raise ImportRefused(BROKEN)
    landscape, lists, signs = False, Lists(root), _signs(root)
    if "styles.xml" in archive.namelist():
        styles = parse_xml(read_part(archive, "styles.xml"))
        landscape, lists = _is_landscape(styles), Lists(styles, root)
        signs = _signs(styles, root)
    reader = _Reader(signs, _column_widths(root), lists)
    tables: list[Table] = []
    texts: list[str] = []
    for node in _unwrapped(body):
        if local(node) in ("p", "h"):
            texts += [part.strip() for part in clean(text_of(node)).split("\n")]
        elif local(node) == "table":
            table = reader.table(node)
            table.index, table.between, table.landscape = len(tables), texts, landscape
            tables.append(table)
            texts = []
    if tables:
        tables[-1].after = texts
    return tables


class _Reader:
    def __init__(self, signs: dict[str, str], widths: dict[str, float], lists: Lists):
        self.signs = signs
        self.lists = lists
        self.widths = widths
        self.rows = 0

    def table(self, node: Element) -> Table:
        widths: list[float] = []
        for column in (part for part in node.iter() if local(part) == "table-column"):
            repeated = min(whole(attribute(column, "number-columns-repeated"), 1), MAX_COLUMNS)
            widths += [self.widths.get(attribute(column, "style-name") or "", 0.0)] * repeated
        heads = {id(row) for part in node if local(part) == "table-header-rows" for row in part}
        lines, open_merges = [], {}
        for row in (part for part in _unwrapped(node) if local(part) == "table-row"):
            self.rows += 1
            if self.rows > MAX_ROWS:
                raise ImportRefused(TOO_MANY_ROWS)
            line = Line(self._cells(row, open_merges), place=len(lines), heading=id(row) in heads)
            line.hidden = attribute(row, "visibility") in ("collapse", "filter")
            lines.append(line)
        return Table(index=0, lines=lines, widths=widths[:MAX_COLUMNS])

    def _cells(self, row: Element, open_merges: dict[int, list[int]]) -> list[Cell]:
        cells: list[Cell] = []
        left = 0
        for node in row:
            if local(node) not in ("table-cell", "covered-table-cell"):
                continue
            repeated = whole(attribute(node, "number-columns-repeated"), 1)
            for _ in range(max(1, min(repeated, MAX_COLUMNS - left))):
                if left >= MAX_COLUMNS:
                    break
                self._place(node, left, cells, open_merges)
                left += 1
        return cells

    def _place(self, node, left, cells, open_merges) -> None:
        if local(node) == "covered-table-cell":
            if cells and cells[-1].right > left:
                return  # under the cell to the left
            span, rows = open_merges.get(left, [1, 0])
            if rows > 0:
                open_merges[left][1] -= 1
                cells.append(Cell("", left, span, above=True))
            return
        span = max(1, min(whole(attribute(node, "number-columns-spanned"), 1), MAX_COLUMNS - left))
        rows = whole(attribute(node, "number-rows-spanned"), 1)
        open_merges[left] = [span, min(rows, MAX_ROWS) - 1]
        nested = any(local(part) == "table" for part in node.iter())
        drawn, labels = [], []
        for label, part in self._paragraphs(node):
            labels += [label] if label not in ("", BULLET) else []
            is_seen = label and text_of(part).strip()
            drawn += [(f"{label} ", PLAIN)] * bool(is_seen)
            drawn += [*self._drawn(part, PLAIN), ("\n", PLAIN)]
        text = clean("".join(piece for piece, _ in drawn)) or next(iter(labels), "")
        cells.append(Cell(text, left, span, self._is_bold(node), nested=nested, ink=ink_of(drawn)))

    def _paragraphs(self, node: Element) -> Iterator[tuple[str, Element]]:
        """Yield (what its list draws before it, paragraph) of a cell."""
        for child in node:
            if local(child) in ("p", "h"):
                yield "", child
            elif local(child) == "list":
                yield from self.lists.items(child)
            elif local(child) not in _UNSEEN:
                yield from self._paragraphs(child)

    def _drawn(self, node: Element, how: str) -> Iterator[tuple[str, str]]:
        """Yield the pieces of a paragraph, each with the sign of how it is drawn."""
        own = self.signs.get(attribute(node, "style-name") or "", how)
        for piece, child in _pieces(node):
            if child is None:
                yield piece, own
            else:
                yield from self._drawn(child, own)

    def _is_bold(self, node: Element) -> bool:
        styles = [
            attribute(part, "style-name") or ""
            for part in node.iter()
            if local(part) in ("p", "span", "h") and "".join(part.itertext()).strip()
        ]
        return any(self.signs.get(style, PLAIN) in (BOLD, BOTH) for style in styles)


def text_of(node: Element) -> str:
    """Return the text of a paragraph as it is seen."""
    return "".join(piece if child is None else text_of(child) for piece, child in _pieces(node))


def _pieces(node: Element) -> Iterator[tuple[str, Element | None]]:
    """Yield (text, None) and ("", element inside) in the order of reading."""
    yield node.text or "", None
    for child in node:
        name = local(child)
        if name == "s":
            yield " " * max(1, min(whole(attribute(child, "c"), 1), _MAX_SPACES)), None
        elif name == "tab":
            yield "\t", None
        elif name == "line-break":
            yield "\n", None
        elif name not in _UNSEEN:
            yield "", child
        yield child.tail or "", None


def _unwrapped(node: Element) -> Iterator[Element]:
    for child in node:
        if local(child) in _GROUPS:
            yield from _unwrapped(child)
        elif local(child) not in _UNSEEN:
            yield child


def _signs(*roots: Element) -> dict[str, str]:
    """Return how each style draws its letters that says so, or one of those it stands on."""
    said: dict[str, dict[str, bool]] = {}
    below: dict[str, str] = {}
    for style in (node for root in roots for node in root.iter() if local(node) == "style"):
        name = attribute(style, "name") or ""
        below[name] = attribute(style, "parent-style-name") or ""
        said[name] = {
            kind: value == kind
            for part in style
            for kind, value in (("bold", attribute(part, "font-weight")),
                                ("italic", attribute(part, "font-style")))
            if value
        }  # fmt: skip
    found = {name: _inherited(name, said, below) for name in said}
    return {
        name: sign(bold=marks.get("bold", False), italic=marks.get("italic", False))
        for name, marks in found.items()
        if marks
    }


def _inherited(name: str, said: dict, below: dict[str, str]) -> dict[str, bool]:
    """Return what a style says, completed by those below it; a broken file may go in a circle."""
    marks: dict[str, bool] = {}
    for _ in range(_DEEPEST):
        marks = said.get(name, {}) | marks
        name = below.get(name, "")
    return marks


def _column_widths(root: Element) -> dict[str, float]:
    found = {}
    for style in (node for node in root.iter() if local(node) == "style"):
        for part in style:
            width = attribute(part, "column-width") or ""
            number = width.rstrip("abcdefghijklmnopqrstuvwxyz")
            if number.replace(".", "", 1).isdecimal():
                found[attribute(style, "name") or ""] = float(number)
    return found


def _is_landscape(root: Element) -> bool:
    """Return whether any page layout lies on its side: roadmaps do, the orders before them not."""
    return any(attribute(node, "print-orientation") == "landscape" for node in root.iter())
