"""HTML, of a page or of the clipboard → its tables. Nothing of it is ever fetched or run."""

import re
from html.parser import HTMLParser

from roadmaps.emphasis import BOLD, BOTH, PLAIN, sign
from roadmaps.importing.cells import Cell, Line, Table, clean, flat, ink_of
from roadmaps.importing.guard import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, ImportRefused
from roadmaps.importing.numbering import BULLET

_UNSEEN = {"script", "style", "head", "template", "noscript", "title"}
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "section", "dt", "dd"}
_PARAGRAPHS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
_DRAWN = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_MARKED = {*_DRAWN, "span", "font"}
_MAX_DEPTH = 20


def read_html(text: str) -> list[Table]:
    """Return the tables in the order of their beginning, nested ones as well."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return reader.tables


class _OpenTable:
    """A table that is being read, with the rows that rowspan still covers."""

    def __init__(self, table: Table):
        self.table = table
        self.covered: dict[int, tuple[int, int]] = {}  # left → (span, rows still to cover)
        self.line: Line | None = None
        self.cell: Cell | None = None
        self.rows_below = 1
        self.pieces: list[tuple[str, str]] = []

    def next_free(self) -> int:
        left = max((cell.right for cell in self.line.cells), default=0) if self.line else 0
        while left in self.covered:
            left = self._cover(left)
        return left

    def _cover(self, left: int) -> int:
        span, rows = self.covered.pop(left)
        if rows > 1:
            self.covered_later[left] = (span, rows - 1)
        self.line.cells.append(Cell("", left, span, above=True))
        return left + span

    def open_line(self, hidden: bool) -> None:
        self.close_line()
        self.line = Line([], place=len(self.table.lines), hidden=hidden)
        self.covered_later: dict[int, tuple[int, int]] = {}

    def open_cell(self, span: int, rows: int) -> None:
        if self.line is None:
            self.open_line(hidden=False)
        self.close_cell()
        left = self.next_free()
        self.cell = Cell("", left, max(1, min(span, MAX_COLUMNS - left)))
        self.rows_below, self.pieces = rows, []

    def close_cell(self) -> None:
        if self.cell is None or self.line is None:
            return
        self.cell.text = tidy("".join(piece for piece, _ in self.pieces))
        self.cell.ink = ink_of(self.pieces)
        self.cell.bold = bool(self.cell.ink) and not self.cell.ink.strip(BOLD + BOTH)
        if self.cell.left < MAX_COLUMNS:
            self.line.cells.append(self.cell)
            if self.rows_below > 1:
                self.covered_later[self.cell.left] = (self.cell.span, self.rows_below - 1)
        self.cell = None

    def close_line(self) -> None:
        self.close_cell()
        if self.line is None:
            return
        for left in sorted(self.covered):
            if left in self.covered:
                self._cover(left)
        self.line.cells.sort(key=lambda cell: cell.left)
        self.covered = self.covered_later
        if self.line.cells:
            self.table.lines.append(self.line)
        self.line = None


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.open: list[_OpenTable] = []
        self.outside: list[str] = []
        self.unseen = self.rows = 0
        self.lists: list[int | None] = []  # the last number of each open list, None of bullets
        self.marks: list[tuple[str, str]] = []  # open tags that may draw letters in their own way

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        here = self.open[-1] if self.open else None
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _MARKED:
            self.marks.append((tag, _DRAWN.get(tag) or _in_style(values.get("style"))))
        elif tag == "br" or tag in _BLOCKS:
            self._break(always=tag == "br")
            self._list(tag, values)
        elif tag == "table" and len(self.open) < _MAX_DEPTH:
            self._open_table()
        elif tag == "tr" and here:
            self.rows += 1
            if self.rows > MAX_ROWS:
                raise ImportRefused(TOO_MANY_ROWS)
            style = flat(values.get("style") or "").replace(" ", "").lower()
            here.open_line(hidden="display:none" in style or "hidden" in values)
        elif tag in ("td", "th") and here:
            self.marks.clear()
            self.lists.clear()
            here.open_cell(_count(values.get("colspan")), _count(values.get("rowspan")))

    def handle_endtag(self, tag):
        here = self.open[-1] if self.open else None
        if tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag in _MARKED:
            last = [at for at, (name, _) in enumerate(self.marks) if name == tag][-1:]
            del self.marks[last[0] if last else len(self.marks) :]
        elif tag in _BLOCKS:
            self._break(always=tag in _PARAGRAPHS)
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
        elif tag in ("td", "th") and here:
            here.close_cell()
        elif tag == "tr" and here:
            here.close_line()
        elif tag == "table" and here:
            self._close_table()

    def handle_data(self, data):
        if not self.unseen:
            drawn = "".join(how for _, how in self.marks)
            self._write(" ".join(data.split("\n")), sign(bold="b" in drawn, italic="i" in drawn))

    def finish(self):
        while self.open:
            self._close_table()
        if self.tables:
            self.tables[-1].after = self._outside()

    def _list(self, tag, values):
        """Draw what a browser draws before the items of a list inside a cell."""
        if tag in ("ul", "ol") and len(self.lists) < _MAX_DEPTH:
            self.lists.append(_count(values.get("start")) - 1 if tag == "ol" else None)
        elif tag == "li" and self.lists and self.open:
            if self.lists[-1] is not None:
                self.lists[-1] += 1
            self._write(f"{BULLET} " if self.lists[-1] is None else f"{self.lists[-1]}. ")

    def _break(self, *, always):
        """Begin a new line; an empty paragraph is an empty line, an empty frame is nothing."""
        inside = self.open[-1].pieces if self.open else ()
        pieces = [piece for piece, _ in inside] if self.open else self.outside
        text = next((piece for piece in reversed(pieces) if piece.strip(" ")), "\n")
        if always or not text.endswith("\n"):
            self._write("\n")

    def _write(self, text, how=PLAIN):
        if not self.open:
            self.outside.append(text)
        elif self.open[-1].cell is not None:
            self.open[-1].pieces.append((text, how))

    def _outside(self):
        text = tidy("".join(self.outside), keep_blank=True)
        self.outside = []
        return text.split("\n")

    def _open_table(self):
        table = Table(index=len(self.tables), lines=[], nested=bool(self.open))
        if self.open and self.open[-1].cell:
            self.open[-1].cell.nested = True
        elif not self.open:
            table.between = self._outside()
        self.tables.append(table)
        self.open.append(_OpenTable(table))

    def _close_table(self):
        closed = self.open.pop()
        closed.close_line()
        for line in closed.table.lines if self.open else ():
            self._write("\n" + " ".join(cell.text for cell in line.filled))


def tidy(text: str, *, keep_blank: bool = False) -> str:
    """Return the text with spaces as a browser shows them, one line a paragraph."""
    lines = [flat(line) for line in clean(text).split("\n")]
    return "\n".join(line for line in lines if line or keep_blank)


def _in_style(style: str | None) -> str:
    """Return "b", "i", "bi" or "" of a style attribute, as Word writes it into the clipboard."""
    words = flat(style or "").replace(" ", "").lower()
    bold = re.search(r"font-weight:(?:bold|[6-9]00)", words)
    return ("b" if bold else "") + ("i" if "font-style:italic" in words else "")


def _count(value: str | None) -> int:
    """Return a span of an attribute; nonsense counts as one, a bomb as the most that is kept."""
    return max(1, min(int(value), MAX_ROWS)) if value and value.strip().isdecimal() else 1
