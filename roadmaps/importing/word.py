"""A .docx file → its tables. Reads the XML itself: python-docx walks merged cells quadratically."""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from roadmaps.emphasis import BOLD, BOTH, PLAIN
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
from roadmaps.importing.numbering import BULLET, Numbering
from roadmaps.importing.word_styles import WordStyles

# deleted and moved-away words, text boxes and the second copy Word keeps for old programs
_UNSEEN = {"del", "moveFrom", "drawing", "pict", "object", "txbxContent", "Fallback", "rPr"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}


def read_word(archive: zipfile.ZipFile) -> list[Table]:
    """Return all tables of the document, nested ones last."""
    name = main_part(archive, "document")
    content = read_part(archive, name)
    if content.count(b":tr ") + content.count(b":tr>") > 2 * MAX_ROWS:  # opening and closing tags
        raise ImportRefused(TOO_MANY_ROWS)
    root = parse_xml(content)
    body = next((node for node in root.iter() if local(node) == "body"), None)
    if body is None:
        raise ImportRefused(BROKEN)
    numbering, styles = _beside(archive, name, "numbering"), _beside(archive, name, "styles")
    return _Document(Numbering(numbering), WordStyles(styles)).read(body)


def _beside(archive: zipfile.ZipFile, document: str, kind: str) -> Element | None:
    """Return the root of the part that stands beside the document; a file may lack it."""
    name = posixpath.join(posixpath.dirname(document), f"{kind}.xml")
    return parse_xml(read_part(archive, name)) if name in archive.namelist() else None


def main_part(archive: zipfile.ZipFile, kind: str) -> str:
    """Return the name of the part that the package declares as its document or workbook."""
    usual = {"document": "word/document.xml", "workbook": "xl/workbook.xml"}[kind]
    if usual in archive.namelist():
        return usual
    for relation in parse_xml(read_part(archive, "_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return usual


class _Document:
    """Walks the body once, in the order of reading."""

    def __init__(self, numbering: Numbering, styles: WordStyles):
        self.numbering = numbering
        self.styles = styles
        self.tables: list[Table] = []
        self.nested: list[Table] = []
        self.texts: list[str] = []
        self.unsized: list[Table] = []  # their page setup stands after them

    def read(self, body: Element) -> list[Table]:
        for node in unwrapped(body):
            if local(node) == "p":
                self._paragraph(node)
            elif local(node) == "tbl":
                self._table(node)
            elif local(node) == "sectPr":
                self._section(node)
        if self.tables:
            self.tables[-1].after = self.texts
        for position, table in enumerate(self.nested):
            table.index = len(self.tables) + position
        return self.tables + self.nested

    def _paragraph(self, node: Element) -> None:
        text = clean(self.text(node))
        self.texts += [part.strip() for part in text.split("\n")]
        section = next((part for part in node.iter() if local(part) == "sectPr"), None)
        if section is not None:
            self._section(section)

    def _section(self, node: Element) -> None:
        size = next((part for part in node if local(part) == "pgSz"), None)
        landscape = size is not None and (
            attribute(size, "orient") == "landscape"
            or whole(attribute(size, "w")) > whole(attribute(size, "h"), 1_000_000)
        )
        for table in self.unsized:
            table.landscape = landscape
        self.unsized = []

    def _table(self, node: Element) -> None:
        table = self.table(node)
        table.index = len(self.tables)
        table.between, self.texts = self.texts, []
        if self.tables:
            self.tables[-1].after = table.between
        self.tables.append(table)
        self.unsized.append(table)

    def table(self, node: Element) -> Table:
        grid = [part for part in node if local(part) == "tblGrid"]
        widths = [float(whole(attribute(column, "w"))) for part in grid for column in part]
        rows = [part for part in unwrapped(node) if local(part) == "tr"]
        lines = [line for row in rows if (line := self._line(row)) is not None]
        for place, line in enumerate(lines):
            line.place = place
        return Table(index=0, lines=lines, widths=widths[:MAX_COLUMNS])

    def _line(self, row: Element) -> Line | None:
        marks = {local(mark): mark for part in row if local(part) == "trPr" for mark in part}
        if "del" in marks:  # a row that a tracked change has removed
            return None
        left = _amount(marks.get("gridBefore"))
        cells = []
        for node in unwrapped(row):
            if local(node) == "tc" and left < MAX_COLUMNS:
                cell = self._cell(node, left)
                left += cell.span
                if cells and _continues_left(node):
                    cells[-1].span += cell.span
                else:
                    cells.append(cell)
        return Line(cells, hidden="hidden" in marks, heading="tblHeader" in marks)

    def _cell(self, node: Element, left: int) -> Cell:
        marks = {local(mark): mark for part in node if local(part) == "tcPr" for mark in part}
        span = min(max(_amount(marks.get("gridSpan")), 1), MAX_COLUMNS - left)
        merge = marks.get("vMerge")
        above = merge is not None and attribute(merge, "val") != "restart"
        drawn, labels, nested = [], [], False
        for part in unwrapped(node):
            if local(part) == "p":
                labels.append(self.numbering.label(part))
                drawn += [*_listed(labels[-1], list(self._drawn(part))), ("\n", PLAIN)]
            elif local(part) == "tbl":
                nested = True
                drawn += [(f"{text}\n", PLAIN) for text in self._inner(part)]
        alone = next((label for label in labels if label not in ("", BULLET)), "")
        text = clean("".join(piece for piece, _ in drawn)) or alone
        return Cell(text, left, span, self._is_bold(node), above, nested, ink=ink_of(drawn))

    def _inner(self, node: Element) -> list[str]:
        """Return the rows of a table inside a cell as text; it is offered as a table as well."""
        table = self.table(node)
        table.nested = True
        self.nested.append(table)
        return [" ".join(cell.text for cell in line.filled) for line in table.lines]

    def text(self, node: Element) -> str:
        """Return the text of a paragraph as it is seen, its line breaks as "\\n"."""
        return "".join(piece for piece, _ in self._drawn(node))

    def _drawn(self, paragraph: Element) -> Iterator[tuple[str, str]]:
        return _pieces(paragraph, self.styles.signs(paragraph))

    def _is_bold(self, cell: Element) -> bool:
        """Return whether every run of the cell that has text is bold."""
        signs = [
            drawn(run)
            for paragraph in cell.iter()
            if local(paragraph) == "p"
            for drawn in [self.styles.signs(paragraph)]
            for run in paragraph.iter()
            if local(run) == "r" and any(local(t) == "t" and (t.text or "").strip() for t in run)
        ]
        return bool(signs) and all(how in (BOLD, BOTH) for how in signs)


def unwrapped(node: Element) -> Iterator[Element]:
    """Yield children, those inside content controls and tracked insertions too."""
    for child in node:
        if local(child) in _WRAPPERS:
            yield from unwrapped(child)
        else:
            yield child


def _listed(label: str, drawn: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return a paragraph with what its list draws before it; an empty one draws nothing."""
    is_seen = label and "".join(piece for piece, _ in drawn).strip()
    return [(f"{label} ", PLAIN), *drawn] if is_seen else drawn


def _pieces(
    node: Element, sign_of: Callable[[Element], str], how: str = PLAIN
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with the sign of how it is drawn."""
    for child in node:
        name = local(child)
        if name == "t":
            yield child.text or "", how
        elif name in _CHARACTERS:
            yield _CHARACTERS[name], how
        elif name == "br":
            yield "\n" if attribute(child, "type") in (None, "textWrapping") else "", how
        elif name == "r":
            yield from _pieces(child, sign_of, sign_of(child))
        elif name not in _UNSEEN and name != "pPr":
            yield from _pieces(child, sign_of, how)


def _continues_left(cell: Element) -> bool:
    """Return whether old Word's own horizontal merge joins this cell to the one before."""
    marks = [mark for part in cell if local(part) == "tcPr" for mark in part]
    return any(local(m) == "hMerge" and attribute(m, "val") != "restart" for m in marks)


def _amount(mark: Element | None) -> int:
    return 0 if mark is None else min(max(whole(attribute(mark, "val")), 0), MAX_COLUMNS)
