"""What was read from a file between the reading and the curator's yes: looked at and corrected.

The content of an upload: `year`; `answers`, how deadlines with two readings are meant; `updates`,
the roadmap of which it is a newer version (None: a roadmap of its own); `read`, the table in the
importer's shape, or None while no header is found – then `cells` shows the first rows; `table`
and `tables`, which table of the file it is and which others there are; `source`, the file itself
while it may be read again.
"""

import base64
from dataclasses import asdict, dataclass, field
from datetime import date

from people.years import year_of
from roadmaps import deadlines
from roadmaps.emphasis import carried
from roadmaps.headings import HEADINGS, columns_of, named
from roadmaps.importing import HeaderNotFound, read_roadmap
from roadmaps.readings import Asked, Reading, questions

SHOWN_CELLS = 12
NO_DATE = "Срок не понят, даты рядом не будет. Поправьте слова или оставьте: текст сохранится."

ANSWER_ABOVE = "Ответьте один раз над таблицей."


@dataclass(frozen=True)
class CellView:
    """A cell of the check page: its text, doubts about it, and the dates computed beside it.

    `weekend` says that the date is a day off.
    """

    field: str
    heading: str
    text: str
    doubts: list[str]
    when: str = ""
    is_inherited: bool = False
    weekend: str = ""
    parts: list = field(default_factory=list)

    @property
    def lines(self):
        """How high the field is in which the text is corrected."""
        return min(max(len(self.text) // 26 + self.text.count("\n") + 1, 2), 10)


@dataclass(frozen=True)
class RowView:
    """A row of the check page; `index` is its place in the table, `opens` the section above it.

    `change` is "added" or "changed" where the table is a newer version of a stored roadmap; then
    the `parts` of its changed cells say what went and what came.
    """

    index: int
    opens: str
    cells: list[CellView]
    change: str = ""

    @property
    def doubtful(self):
        return [cell for cell in self.cells if cell.doubts]

    @property
    def title(self):
        return next((cell.text for cell in self.cells if len(cell.text) > 5), "")


def take(source: bytes | str, name: str, year: int, *, table=None, columns=None) -> dict:
    """Read a file (bytes) or pasted text (str) and return the content of an upload.

    Raises ImportRefused; a file whose header is not found comes back with `cells` instead.
    """
    content = {"year": year, "read": None, "table": table, "tables": [], "source": _packed(source)}
    try:
        found = read_roadmap(source, name, table=table, columns=columns)
    except HeaderNotFound as lacking:
        tables = _offered(map(asdict, lacking.candidates))
        return content | {"table": lacking.table, "cells": lacking.cells[:SHOWN_CELLS],
                          "tables": tables}  # fmt: skip
    return content | _of(found)


def take_again(content: dict, name: str, *, table, columns=None) -> dict:
    """Read the kept file once more: another table of it, or with columns named by hand."""
    return take(_unpacked(content["source"]), name, content["year"], table=table, columns=columns)


def headings(read: dict) -> list[tuple[str, str]]:
    """Return (field, heading) of the columns in their order; a foreign column has no field."""
    return [named(column) for column in columns_of(read)]


def rows(read: dict, reading: Reading) -> list[RowView]:
    """Return every row as the check page shows it, with its dates as the school reads them."""
    columns, found, wording, section = headings(read), [], "", ""
    main = next((column for column in columns if column[0] == "activity"), (columns or [None])[0])
    numbered = {part["title"]: f"{part['number']} {part['title']}" for part in read["sections"]
                if part.get("number")}  # fmt: skip
    for index, row in enumerate(read["rows"]):
        wording = (row.get("deadline") or "").strip() or wording
        opens = row.get("section") if row.get("section") != section else ""
        section = row.get("section")
        when = _When(wording, section or row.get("stage") or "", reading)
        cells = [_cell(row, *column, when, column == main) for column in columns]
        found.append(RowView(index, numbered.get(opens, opens or ""), cells))
    return found


def correct(read: dict, index: int, cells: dict[str, str]) -> dict:
    """Return the table with new texts in a row; what the curator wrote or left is in doubt no more.

    `cells` are keyed as the columns: by field, a foreign column by its heading.
    """
    row = dict(read["rows"][index])
    own = {name: text.strip() for name, text in cells.items()}
    other = dict(row.get("other") or {})
    row["emphasis"] = carried(row.get("emphasis") or {}, other | row, own)
    for name, text in own.items():
        if name in HEADINGS:
            row[name] = text
        else:
            other[name] = text
    row["doubts"] = [d for d in row.get("doubts") or [] if d[0] not in own and d[0] != "row"]
    row["inherits"] = [name for name in row.get("inherits") or [] if not own.get(name)]
    row["settled"] = sorted({*(row.get("settled") or []), *own})
    if other:
        row["other"] = other
    return read | {"rows": [*read["rows"][:index], row, *read["rows"][index + 1 :]]}


def without(read: dict, index: int) -> dict:
    """Return the table without a row."""
    return read | {"rows": read["rows"][:index] + read["rows"][index + 1 :]}


def years_behind(content: dict) -> int:
    """Return how many years the period named in the file lies before the year of the import."""
    period = (content["read"].get("header") or {}).get("period") or {}
    try:
        return content["year"] - year_of(date.fromisoformat(period["start"]))
    except (KeyError, TypeError, ValueError):
        return 0


def asked(read: dict, reading: Reading) -> list[Asked]:
    """Return the wordings of the table with two readings, each once."""
    found = [(row.get("deadline") or "", row.get("section") or row.get("stage") or "")
             for row in read["rows"]]  # fmt: skip
    return questions(found, reading)


@dataclass(frozen=True)
class _When:
    """The deadline that holds for a row: its own wording or that of the row above."""

    wording: str
    section: str
    reading: Reading

    @property
    def said(self):
        """The dates in words, nothing where they would only repeat the wording."""
        words = self.reading.describe(self.wording, self.section)
        kind = deadlines.parse(self.wording).kind
        return "" if kind == "text" or words.removeprefix("до ") in self.wording else words

    @property
    def weekend(self):
        """The note about a day off, where there is one date to keep."""
        days = [due for _, due in self.reading.dates(self.wording, self.section)[1] if due]
        return deadlines.weekend_note(days[0]) if len(days) == 1 else ""

    @property
    def doubts(self):
        rule = deadlines.parse(self.wording)
        if rule.kind == "text":
            return [NO_DATE]
        settled = self.reading.is_settled(self.wording, self.section)
        return [] if settled else [f"{rule.ambiguous} {ANSWER_ABOVE}"]


def _cell(row, field, heading, when, is_main):
    name = field or heading
    text = row.get(field) or "" if field else (row.get("other") or {}).get(heading, "")
    doubts = [sentence for column, sentence in row.get("doubts") or [] if column == name]
    doubts += _of_the_row(row) if is_main else []
    inherited = name in (row.get("inherits") or [])
    if field != "deadline":
        return CellView(field, heading, text, doubts, is_inherited=inherited)
    if not doubts and text and name not in (row.get("settled") or []):
        doubts = when.doubts
    return CellView(field, heading, text, doubts, when.said, inherited, when.weekend)


def _of_the_row(row):
    """Doubts about the row as a whole stand at its activity."""
    return [sentence for column, sentence in row.get("doubts") or [] if column == "row"]


def _of(found):
    read = found.stored()
    tables = _offered(read.pop("candidates"))
    if not tables:
        return {"read": read, "tables": [], "source": None}
    return {"read": read, "tables": tables, "table": read["table"].get("index")}


def _offered(tables):
    """Return the tables to choose from, none where there is no choice."""
    tables = list(tables)
    return tables if len(tables) > 1 else []


def _packed(source):
    if isinstance(source, str):
        return {"text": source}
    return {"file": base64.b64encode(source).decode("ascii")}


def _unpacked(source):
    return source["text"] if "text" in source else base64.b64decode(source["file"])
