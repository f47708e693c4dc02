"""A table before anybody knows what its columns mean: cells on a grid, texts above and below."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from roadmaps.emphasis import inked, joined

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"))
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class Cell:
    """One drawn cell; `left` and `span` count grid columns, `above` continues the cell above."""

    text: str = ""
    left: int = 0
    span: int = 1
    bold: bool = False
    above: bool = False
    nested: bool = False  # another table stood inside
    day: date | None = None  # a real date of a spreadsheet
    ink: str = ""  # how its letters are drawn, "" for plain ones (roadmaps.emphasis)

    @property
    def right(self) -> int:
        return self.left + self.span


@dataclass(slots=True)
class Line:
    """One row; `place` is its 1-based row in a sheet, its position elsewhere."""

    cells: list[Cell]
    place: int = 0
    hidden: bool = False
    heading: bool = False  # Word's mark "repeat as header row"
    remark: str = ""  # a doubt about the whole row

    @property
    def right(self) -> int:
        return max((cell.right for cell in self.cells), default=0)

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.text and not cell.above]


@dataclass
class Table:
    """A table of the file; `before` and `after` are lines of text, "" is an empty one."""

    index: int
    lines: list[Line]
    widths: list[float] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)  # since the table before this one
    landscape: bool = False
    sheet: str = ""
    pasted: bool = False  # text knows no merges: blanks of some columns mean "as above"
    nested: bool = False

    @property
    def width(self) -> int:
        return max((line.right for line in self.lines), default=0)

    def grid_widths(self) -> list[float]:
        """Return one positive width for each grid column, in any unit."""
        known = [width if width > 0 else 0.0 for width in self.widths[: self.width]]
        usual = sum(known) / len(known) if any(known) else 1.0
        padded = known + [usual] * (self.width - len(known))
        return [width or usual for width in padded]

    def raw(self, limit: int = 40) -> list[list[str]]:
        """Return the texts on the grid, "" where a merged cell continues."""
        rows = []
        for line in self.lines[:limit]:
            row = [""] * self.width
            for cell in line.cells:
                row[cell.left] = "" if cell.above else cell.text
            rows.append(row)
        return rows


def clean(text: str) -> str:
    """Return the author's text without what nobody sees: soft hyphens, odd spaces, edges."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = _CONTROL.sub("", _SPACES.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    return text.replace("\u2029", "\n").strip()


def ink_of(drawn: Iterable[tuple[str, str]]) -> str:
    """Return the ink of a text that was read in pieces, each with the sign of how it is drawn."""
    return joined((clean(piece), inked(clean(piece), how)) for piece, how in drawn)


def flat(text: str) -> str:
    """Return the text on one line with single spaces."""
    return " ".join(text.split())


def lines_of(table: Table) -> list[str]:
    """Return the texts of a table as lines, for a stamp that was drawn as a table."""
    found = []
    for line in table.lines:
        for cell in line.filled:
            parts = [part.strip() for part in cell.text.split("\n")]
            found += [*parts, ""] if len(parts) > 1 else parts
    return [*found, ""]
