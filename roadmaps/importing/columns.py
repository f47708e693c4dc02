"""Which row is the header and which column is what, by the words and not by the position."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from roadmaps.headings import HEADINGS
from roadmaps.importing.cells import Cell, Line, Table, flat

NUMBER, STAGE, ACTIVITY, DEADLINE = "number", "stage", "activity", "deadline"
RESPONSIBLE, RESULT, INDICATOR = "responsible", "result", "indicator"
MARK, OTHER = "mark", "other"
FIELDS = (NUMBER, STAGE, ACTIVITY, DEADLINE, RESPONSIBLE, RESULT, INDICATOR)

_LOOKED_AT = 80  # a header stands below a title, goals and a list of abbreviations at most
_TITLE = re.compile(r"дорожн\w+\s+карт|план\b|учебн\w+ год|уч\. ?г|приложени|утвержда", re.I)
_LONGEST = 120
_FARTHEST = 30  # letters before the word that tells the field; farther in it is a sentence
_LOOK_ALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_NUMBER = re.compile(r"^(№+|n{1,2}|no|номер|#)?[./]*(п/?п|пп|п\.п)?[./]*(№|n)?$")
# the earliest word decides: «Срок исполнения» is a deadline, «Показатели результативности» not
_WORDS = {
    MARK: "отметк|примечани|выполнено|комментари|статус|фактическ|подпис",
    STAGE: "этап|стади[яи]|раздел|направлени|блок|модуль",
    ACTIVITY: "мероприяти|содержани|деятельност|действи|видыработ|работы|работа|^чтодела|^чтосдела",
    DEADLINE: "срок|^(планов.{2})?дат[аы]|^период|времяпров|времяреал|^месяц|^когда",
    RESPONSIBLE: "ответствен|^отв[./]*$|исполнител|ктоисполн|ктопровод|ктоотвеча",
    RESULT: "результат|итог|виддокум|документ|продукт|эффект|формаотч|отчетност|выход|чемподтвер",
    INDICATOR: "показател|индикатор|критери|целев",
}
_PATTERNS = {name: re.compile(words) for name, words in _WORDS.items()}
_WEAK = re.compile("^(наименовани[ея]|названи[ея])")  # of what, says the next word, if there is one
_STRONG = {ACTIVITY: "мероприяти", RESULT: "результат", DEADLINE: "срок", STAGE: "этап"}


@dataclass
class Column:
    """One column of the roadmap on grid columns `left` to `right` (not included)."""

    field: str
    heading: str
    left: int
    right: int
    guessed: bool = False
    pair_of: int | None = None  # the second half of a deadline split into two columns


@dataclass
class Header:
    """Where the header stands and what it says; one named by hand may have no row (`rows` is 0)."""

    first: int
    rows: int
    columns: list[Column]
    score: int
    texts: list[set[str]] = field(default_factory=list)  # of each header row, squeezed

    @property
    def fields(self) -> list[str]:
        return [column.field for column in self.columns]

    @property
    def below(self) -> int:
        """Return where the rows begin."""
        return max(self.first + self.rows, 0)

    def of(self, name: str) -> int | None:
        """Return the position of a field's column, None when the table lacks it."""
        return self.fields.index(name) if name in self.fields else None


def squeezed(text: str) -> str:
    """Return a heading as letters only: spaces, hyphens of a narrow column and case are noise.

    Latin letters that look Cyrillic are read as such; «N» of «N п/п» has no Cyrillic twin.
    """
    text = text.lower().translate(_LOOK_ALIKES).replace("ё", "е")
    return re.sub(r"[^a-zа-я0-9№/.#]", "", text)


def field_of(heading: str) -> str | None:
    """Return the field a heading names, None when it is none of ours."""
    text = squeezed(heading)
    if not text or len(heading) > _LONGEST:
        return None
    if _NUMBER.match(text):
        return NUMBER
    matches = ((words.search(text), name) for name, words in _PATTERNS.items())
    found = [(at.start(), name) for at, name in matches if at and at.start() <= _FARTHEST]
    if not found:
        return ACTIVITY if _WEAK.match(text) else None
    return min(found)[1]


def find_header(table: Table) -> Header | None:
    """Return the header with the most fields of the first rows, None when there is no roadmap."""
    best = None
    lines, width = table.lines, table.width
    for first in range(min(len(lines), _LOOKED_AT)):
        for rows in (1, 2, 3):
            if rows > 1 and not _goes_on(lines[first : first + rows]):
                break
            header = _read(table, first, rows, width)
            if header and (best is None or header.score > best.score):
                best = header
    return best


def name_columns(table: Table, names: Mapping[int, str]) -> Header:
    """Return a header made of what the curator said; `names` maps positions to fields.

    Positions count the columns of the table's own header, or of the grid when it has none.
    """
    header = find_header(table)
    if header is None:
        first = first_row(table)
        header = _headless(table, first, int(_looks_like_heading(table.lines[first])))
    for position, column in enumerate(header.columns):
        column.field = names.get(
            position, OTHER if column.field in names.values() else column.field
        )
        column.field = column.field if column.field in (*FIELDS, MARK) else OTHER
        column.guessed, column.pair_of = False, None
    for column in header.columns:  # the curator may have named a field twice
        earlier = header.columns[: header.columns.index(column)]
        if column.field != OTHER and any(other.field == column.field for other in earlier):
            column.field = OTHER
        column.heading = column.heading or HEADINGS.get(column.field, f"Столбец {column.left + 1}")
    return header


def first_row(table: Table) -> int:
    """Return where a table without a header begins: below its title, with its first section."""
    lines = table.lines
    at = next((at for at, line in enumerate(lines) if len(line.filled) > 1), 0)
    while at and lines[at - 1].filled and not _TITLE.search(lines[at - 1].filled[0].text):
        at -= 1
    return at


def _headless(table: Table, first: int, rows: int) -> Header:
    """Return a header that knows no field; with `rows` 0 its columns have no heading either."""
    cells = {cell.left: cell for cell in table.lines[first].cells} if rows else {}
    columns = [
        Column(OTHER, flat(cells[left].text if left in cells else ""), left, left + 1)
        for left in range(table.width)
    ]
    return Header(first, rows, columns, 0, _texts(table, first, rows))


def _looks_like_heading(line: Line) -> bool:
    filled = line.filled
    return line.heading or (len(filled) > 1 and all(cell.bold for cell in filled))


def _goes_on(lines: list[Line]) -> bool:
    """Return whether the last line belongs to the header above: it fills only its blanks."""
    *above, last = lines
    if not above or not last.filled or len(last.filled) < 1:
        return False
    if any(len(cell.text) > _LONGEST or cell.text.isdecimal() for cell in last.filled):
        return False
    taken = [cell for line in above for cell in line.filled]
    for cell in last.filled:
        over = [other for other in taken if other.left < cell.right and cell.left < other.right]
        lone = [other for other in over if other.span <= cell.span and other.text]
        if lone:
            return False
    merged = any(cell.above for cell in last.cells)
    wide = any(other.span > 1 for other in taken)
    return merged or (wide and len(taken) > 1) or _fills_blanks(above, last)


def _fills_blanks(above: list[Line], last: Line) -> bool:
    """Return whether every filled cell names a field and stands where the header was blank."""
    return len(above[0].filled) > 1 and all(field_of(cell.text) for cell in last.filled)


def _read(table: Table, first: int, rows: int, width: int) -> Header | None:
    lines = table.lines[first : first + rows]
    if len(lines) < rows or len(lines[0].filled) < 2:
        return None
    columns = _columns(lines, width)
    _settle(columns)
    fields = [column.field for column in columns]
    known = [name for name in fields if name != OTHER]
    if ACTIVITY not in known or not {DEADLINE, RESPONSIBLE} & set(known) or len(known) < 2:
        return None
    if any(_is_no_heading(cell.text) for line in lines for cell in line.filled):
        return None
    joined = sum(any(cell.above for cell in line.cells) for line in lines[1:])
    strange = sum(column.field == OTHER and column.pair_of is None for column in columns)
    drawn = 5 if all(_looks_like_heading(line) for line in lines[:1]) else 0
    score = 10 * len(known) - 2 * strange - rows + 8 * joined + drawn
    return Header(first, rows, columns, score, _texts(table, first, rows))


def _is_no_heading(text: str) -> bool:
    return len(text) > 2 * _LONGEST or bool(re.fullmatch(r"[\d.]+|.*[;!?]", text))


def _texts(table: Table, first: int, rows: int) -> list[set[str]]:
    lines = table.lines[first : first + rows] if first >= 0 else []
    return [{squeezed(cell.text) for cell in line.filled} for line in lines]


def _columns(lines: list[Line], width: int) -> list[Column]:
    """Return the drawn columns: a border in any header row is a border."""
    borders = {0, width}
    for line in lines:
        for cell in line.cells:
            if not (cell.above and len(lines) == 1):
                borders |= {cell.left, cell.right}
    edges = sorted(edge for edge in borders if edge <= width)
    columns = []
    for left, right in pairwise(edges):
        parts = [_heading(line.cells, left, right) for line in lines]
        unique = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
        columns.append(Column("", " ".join(unique), left, right))
    return _without_ghosts(columns)


def _heading(cells: list[Cell], left: int, right: int) -> str:
    over = [cell for cell in cells if cell.left < right and left < cell.right and not cell.above]
    return flat(re.sub(r"(?<=[а-яё])-\n(?=[а-яё])", "", " ".join(cell.text for cell in over)))


def _without_ghosts(columns: list[Column]) -> list[Column]:
    """Drop unnamed columns at both ends: the empty edge of a sheet."""
    named = [at for at, column in enumerate(columns) if column.heading]
    return columns[named[0] : named[-1] + 1] if named else columns


def _settle(columns: list[Column]) -> None:
    """Give every column its field; of several for one field the best named keeps it."""
    for column in columns:
        column.field = field_of(column.heading) or OTHER
    _prefer_activity(columns)
    for name in (*FIELDS, MARK):
        rivals = [column for column in columns if column.field == name]
        if len(rivals) > 1:
            keeper = max(rivals, key=lambda column: _strength(column, name))
            for column in rivals:
                if column is not keeper:
                    column.field = OTHER
                    if name == DEADLINE:
                        column.pair_of = columns.index(keeper)
    fields = [column.field for column in columns]
    if ACTIVITY not in fields and {DEADLINE, RESPONSIBLE} <= set(fields):
        unnamed = [c for c in columns if c.field == OTHER and c.heading and c.pair_of is None]
        if unnamed:
            unnamed[0].field, unnamed[0].guessed = ACTIVITY, True


def _prefer_activity(columns: list[Column]) -> None:
    """A table whose only describing column is called stage describes activities."""
    fields = [column.field for column in columns]
    if ACTIVITY not in fields and fields.count(STAGE) >= 1:
        last = max(at for at, name in enumerate(fields) if name == STAGE)
        columns[last].field = ACTIVITY


def _strength(column: Column, name: str) -> tuple[int, int]:
    text = squeezed(column.heading)
    strong = _STRONG.get(name, "")
    rank = 2 if strong and strong in text else 0 if _WEAK.match(text) else 1
    return rank, -column.left
