"""One row of cells laid onto the columns of the header."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from roadmaps.emphasis import joined
from roadmaps.importing.cells import Cell, Line
from roadmaps.importing.columns import (
    DEADLINE,
    INDICATOR,
    MARK,
    NUMBER,
    RESPONSIBLE,
    RESULT,
    Header,
)

NUMBER_TEXT = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLCХІ]{1,6})[.)]?$")
DATE_TEXT = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{2,4}|\b20\d\d\b|январ|феврал|март|апрел|\bма[йяе]\b|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр|ежегодн|ежекварт|ежемес|еженед|постоянно|в течени[ие]|квартал"
    r"|по (?:отдельному )?(?:план|график|программ|мере|необходим|согласов|запрос)|\bраз\b"
    r"|весь период|систематич|регулярно|учебн\w+ год|каникул|полугоди|весь год|^до \d|^срок",
    re.IGNORECASE,
)
PERSON_TEXT = re.compile(
    r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.?\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|директор|заведующ"
    r"|заместител|\bзам\b|завуч|куратор|наставник|методист|психолог|педагог|учител|воспитател"
    r"|руководител|совет\b|администраци|специалист|комисси|рабочая группа|МКУ|МБУ|МАУ",
    re.IGNORECASE,
)
_MANY = 10  # columns; above it the cells of a short row are laid from left to right


@dataclass
class Laid:
    """A row on the columns of the header: one text a column, and how it was drawn."""

    line: Line
    texts: list[str]
    inks: list[str]
    above: set[int] = field(default_factory=set)
    merged: list[int] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)  # columns under each filled cell
    bold: bool = False
    days: dict[int, date] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    outside: dict[str, str] = field(default_factory=dict)
    pasted: bool = False

    @property
    def filled(self) -> list[int]:
        return [at for at, text in enumerate(self.texts) if text]

    @property
    def words(self) -> str:
        """All texts of the row, for a note."""
        return " ".join([*filter(None, self.texts), *self.outside.values()])

    @property
    def is_blank(self) -> bool:
        return not self.filled and not self.outside


def lay(
    line: Line, header: Header, widths: list[float], *, pasted: bool = False, ragged: bool = False
) -> Laid:
    """Return the row on the header's columns; a row with too few cells is laid by its content."""
    count = len(header.columns)
    laid = Laid(line, [""] * count, [""] * count, pasted=pasted)
    filled = line.filled
    laid.bold = bool(filled) and all(cell.bold for cell in filled)
    short = ragged or line.right < header.columns[-1].right
    if short and 2 < len(line.cells) < count and not any(cell.span > 1 for cell in line.cells):
        _align(laid, line.cells, header)
    else:
        for cell in line.cells:
            _put(laid, cell, _under(cell, header, widths))
    return laid


def _under(cell: Cell, header: Header, widths: list[float]) -> list[int]:
    """Return the columns that the cell mostly covers, else the one it covers most."""
    shares = []
    for at, column in enumerate(header.columns):
        left, right = max(cell.left, column.left), min(cell.right, column.right)
        common = sum(widths[left:right]) if left < right else 0.0
        shares.append((common / (sum(widths[column.left : column.right]) or 1.0), common, at))
    covered = [at for share, _, at in shares if share >= 0.6]
    if covered:
        return covered
    best = max(shares, key=lambda share: share[1])
    return [best[2]] if best[1] else []


def _put(laid: Laid, cell: Cell, columns: list[int]) -> None:
    if not columns:
        if cell.text:
            laid.outside[f"Вне шапки, столбец {cell.left + 1}"] = cell.text
        return
    first = columns[0]
    if cell.above:
        laid.above |= {at for at in columns if not laid.texts[at]}
        return
    if laid.texts[first] and cell.text:
        laid.doubts.append((first, "Здесь соединены две ячейки одной строки. Проверьте текст."))
    if cell.text:
        laid.above.discard(first)
    laid.inks[first] = joined([(laid.texts[first], laid.inks[first]), (cell.text, cell.ink)])
    laid.texts[first] = "\n".join(filter(None, [laid.texts[first], cell.text]))
    if cell.text:
        laid.groups.append(columns)
    if len(columns) > 1:
        laid.merged += [at for at in columns if at not in laid.merged]
    if cell.day:
        laid.days[first] = cell.day
    if cell.nested:
        laid.doubts.append(
            (first, "В ячейке была вложенная таблица, её строки записаны текстом. Проверьте.")
        )


def _align(laid: Laid, cells: list[Cell], header: Header) -> None:
    """Lay fewer cells than columns by what they hold: a date, a person, a number.

    After a page break the cell of result and indicator is often one; which column has vanished is
    never certain, so the row is marked.
    """
    fields, count = header.fields, len(cells)
    choices = [tuple(range(count))]
    if len(fields) <= _MANY:
        choices = list(combinations(range(len(fields)), count))
    best = max(choices, key=lambda starts: _fit(starts, cells, fields))
    for start, cell in zip(best, cells, strict=True):
        if cell.above:
            laid.above.add(start)
        elif cell.text:
            laid.texts[start], laid.inks[start] = cell.text, cell.ink
            laid.groups.append([start])
    lost = [at for at in range(len(fields)) if at not in best]
    for at in lost:
        if fields[at] == INDICATOR and at and fields[at - 1] == RESULT:
            laid.merged += [at - 1, at]
    names = ", ".join(f"«{header.columns[at].heading}»" for at in lost)
    laid.doubts.append(
        (
            lost[0] - 1 if lost[0] else 0,
            f"В строке ячеек меньше, чем столбцов: столбец {names} пропущен или объединён "
            "с соседним. Проверьте, что тексты стоят на своих местах.",
        )
    )


def _fit(starts: tuple[int, ...], cells: list[Cell], fields: list[str]) -> float:
    score = sum(_suits(fields[at], cell.text) for at, cell in zip(starts, cells, strict=True))
    lost = [at for at in range(len(fields)) if at not in starts]
    for at in lost:
        if fields[at] == INDICATOR:
            score += 1.5
        elif fields[at] == MARK:
            score += 1
        elif fields[at] == NUMBER and starts:
            score += 0.5
    return score


def _suits(name: str, text: str) -> float:
    """Return how well a text suits a column: above zero for, below against."""
    is_number, is_date = bool(NUMBER_TEXT.match(text)), is_deadline(text)
    if not text:
        return 0
    if name == NUMBER:
        return 4 if is_number else -4
    if name == DEADLINE:
        return 4 if is_date else -2 if len(text) > 60 else -1
    if name == RESPONSIBLE:
        known = PERSON_TEXT.search(text)
        return (-1 if is_date or len(text) > 200 else 0) + (2 if known else 0)
    return -3 if is_number else -2 if is_date else 0.25 if len(text) > 40 else 0


def is_deadline(text: str) -> bool:
    """Return whether a text looks like a deadline: short, with a date, a month or a period."""
    return len(text) <= 120 and bool(DATE_TEXT.search(text))
