"""Sections, items, continuations and notes: what each row of the table is."""

import re
from dataclasses import dataclass, field

from roadmaps.emphasis import emphasis_of, joined
from roadmaps.importing.columns import (
    ACTIVITY,
    DEADLINE,
    MARK,
    NUMBER,
    OTHER,
    RESPONSIBLE,
    RESULT,
    Header,
    squeezed,
)
from roadmaps.importing.joining import continues, is_tail, join
from roadmaps.importing.laying import NUMBER_TEXT, Laid
from roadmaps.importing.result import ReadRow, ReadSection
from roadmaps.importing.sections import is_section, section_of

_NOTE = re.compile(
    r"^\W*(?:\*|примечани|\(.*(?:редакци|в ред\.)|сноска|\d?\s*исп\.)", re.IGNORECASE
)
_SIGNED = re.compile(r"_{3,}|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|^исполнитель", re.IGNORECASE)


@dataclass
class Reading:
    """The rows read so far; `open` are the texts of the last row, None right after a section."""

    header: Header
    rows: list[dict] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    drawn: list[Laid] = field(default_factory=list)  # the section rows, for the layout
    notes: list[str] = field(default_factory=list)
    section: str = ""
    digit_row: bool = False
    open: dict | None = None
    gap: bool = False


def read_rows(lines: list[Laid], header: Header) -> Reading:
    """Return sections, rows and notes of a laid table; the header rows are not among `lines`."""
    reading = Reading(header)
    last = _last_row(lines, header)
    for position, laid in enumerate(lines):
        if laid.is_blank and not laid.above:
            reading.gap = True
            continue
        if position > last and not (laid.bold and _is_section(lines, position, reading)):
            reading.notes.append(laid.words)
            continue
        _take(lines, position, reading)
        reading.gap = False
    _close(reading)
    return reading


def _take(lines: list[Laid], position: int, reading: Reading) -> None:
    laid, header = lines[position], reading.header
    if _is_repeated(laid, header):
        return
    if _is_digits(laid):
        reading.digit_row = True
        return
    if _is_note(laid):
        _note(laid, reading)
    elif _is_section(lines, position, reading):
        _open_section(laid, reading)
    elif continues(laid, header, reading.open["texts"] if reading.open else None):
        _continue(laid, reading)
    elif laid.filled or laid.outside:
        _add(laid, reading)


def _last_row(lines: list[Laid], header: Header) -> int:
    """Return the last row that is surely one; signatures below it are notes.

    Sure is what has a number, or an activity with a deadline or a responsible.
    """
    number, activity = header.of(NUMBER), header.of(ACTIVITY)
    needed = {header.of(DEADLINE), header.of(RESPONSIBLE)} - {None}
    sure = -1
    for position, laid in enumerate(lines):
        numbered = number is not None and NUMBER_TEXT.match(laid.texts[number])
        placed = needed & (set(laid.filled) | laid.above)
        goes_on = sure == position - 1 and _may_continue(laid, activity)
        if numbered or (laid.texts[activity] and placed) or laid.above or goes_on:
            sure = position
    return sure if sure >= 0 else len(lines)


def _may_continue(laid: Laid, activity: int) -> bool:
    beside = [at for at in laid.filled if at not in (0, activity)]
    tail = bool(laid.filled) and is_tail(laid.texts[laid.filled[0]])
    return (bool(beside) or tail) and not _is_signature(laid)


def _is_signature(laid: Laid) -> bool:
    return any(_SIGNED.search(text) for text in laid.texts) and len(laid.filled) < 3


def _is_repeated(laid: Laid, header: Header) -> bool:
    texts = {squeezed(laid.texts[at]) for at in laid.filled}
    return len(texts) > 1 and not laid.outside and any(texts <= row for row in header.texts)


def _is_digits(laid: Laid) -> bool:
    texts = [laid.texts[at].rstrip(".") for at in laid.filled]
    wanted = [str(number + 1) for number in range(len(texts))]
    if laid.outside or len(texts) < max(3, len(laid.texts) - 1):
        return False
    return texts == wanted


def _is_note(laid: Laid) -> bool:
    alone = len(laid.filled) == 1 and not laid.outside
    return alone and bool(_NOTE.match(laid.texts[laid.filled[0]]))


def _note(laid: Laid, reading: Reading) -> None:
    text = laid.texts[laid.filled[0]]
    reading.notes.append(text)
    if reading.open:
        reading.open["doubts"].append(("row", f"Под строкой стоит примечание: «{text[:200]}»."))


def _is_section(lines: list[Laid], position: int, reading: Reading) -> bool:
    above = reading.open["texts"] if reading.open else None
    return is_section(lines, position, reading.header, above)


def _open_section(laid: Laid, reading: Reading) -> None:
    section, reading.section = section_of(laid)
    reading.sections.append(section)
    reading.drawn.append(laid)
    reading.open = None


def _continue(laid: Laid, reading: Reading) -> None:
    row = reading.open
    for at in laid.filled:
        before = row["texts"][at]
        row["inks"][at] = joined([(before, row["inks"][at]), (laid.texts[at], laid.inks[at])])
        row["texts"][at], doubt = join(before, laid.texts[at])
        row["doubts"].append((_name(reading.header, at), doubt))
    for heading, text in laid.outside.items():
        row["other"][heading] = "\n".join(filter(None, [row["other"].get(heading), text]))


def _add(laid: Laid, reading: Reading) -> None:
    header = reading.header
    row = {"section": reading.section, "texts": list(laid.texts), "inks": list(laid.inks),
           "other": dict(laid.outside)}  # fmt: skip
    row["inherits"] = [_name(header, at) for at in sorted(laid.above) if _own(header, at)]
    merged = [_name(header, at) for at in sorted(laid.merged) if _own(header, at)]
    row["merged"] = merged if len(merged) > 1 else []
    row["doubts"] = [(_name(header, at), sentence) for at, sentence in laid.doubts]
    if laid.pasted and reading.open:
        row["inherits"] += _blank_as_above(laid, header)
    _doubt(laid, row, reading)
    reading.rows.append(row)
    reading.open = row


def _blank_as_above(laid: Laid, header: Header) -> list[str]:
    """Text knows no merged cells: a blank deadline or responsible means the one above.

    A blank result is just blank, unless the row says nothing of its own but the activity.
    """
    blank = {
        at: column.field
        for at, column in enumerate(header.columns)
        if column.field in (DEADLINE, RESPONSIBLE, RESULT)
        and not laid.texts[at]
        and at not in laid.merged
    }
    if not {DEADLINE, RESPONSIBLE} <= set(blank.values()):
        blank = {at: name for at, name in blank.items() if name != RESULT}
    return list(blank.values())


def _doubt(laid: Laid, row: dict, reading: Reading) -> None:
    header = reading.header
    number = header.of(NUMBER)
    if laid.line.hidden:
        row["doubts"].append(("row", "Строка была скрыта в файле. Нужна ли она?"))
    if laid.line.remark:
        row["doubts"].append(("row", laid.line.remark))
    for heading in laid.outside:
        row["doubts"].append(("row", f"{heading}: текст стоит за краем шапки. Проверьте."))
    if number is not None and number in laid.days:
        day = laid.days[number]
        row["texts"][number] = f"{day.day}.{day.month}"
        row["doubts"].append((NUMBER, "Excel превратил номер в дату. Проверьте номер."))
    if not laid.texts[header.of(ACTIVITY)] and header.of(ACTIVITY) not in laid.above:
        row["doubts"].append(
            (ACTIVITY, "В строке нет мероприятия. Впишите его или удалите строку.")
        )


def _close(reading: Reading) -> None:
    """Turn the texts by position into texts by field; mark numbers that stand twice."""
    header, seen = reading.header, set()
    for position, row in enumerate(reading.rows):
        for at, text in enumerate(row["texts"]):
            if text and not _own(header, at):
                row["other"][_heading(header, at)] = text
        _pair_deadlines(row, header)
        number = header.of(NUMBER)
        mark = (
            (row["section"], row["texts"][number].rstrip(".")) if number is not None else ("", "")
        )
        if mark[1] and mark in seen:
            row["doubts"].append(
                (NUMBER, f"Номер «{mark[1]}» уже стоит выше. Исправьте один из них.")
            )
        seen.add(mark)
        if position == 0:
            row["doubts"] += _guesses(header)


def _heading(header: Header, at: int) -> str:
    """Return the heading under which a text of no field is kept; two alike stay apart."""
    heading = header.columns[at].heading
    alike = any(column.heading == heading for column in header.columns[:at])
    place = f"Столбец {at + 1}"
    return f"{heading} ({place})" if heading and alike else heading or place


def _pair_deadlines(row: dict, header: Header) -> None:
    """Begin and end of a deadline may stand in two columns; together they are a range."""
    for at, column in enumerate(header.columns):
        if column.pair_of is None or not row["texts"][at]:
            continue
        pair = sorted((column.pair_of, at))
        texts = [row["texts"][place] for place in pair if row["texts"][place]]
        row["texts"][column.pair_of] = " – ".join(texts)
        row["doubts"].append((DEADLINE, "Срок собран из двух столбцов. Проверьте его."))


def _guesses(header: Header) -> list[tuple[str, str]]:
    return [
        (column.field, f"Столбец «{column.heading}» принят за мероприятия. Проверьте.")
        for column in header.columns
        if column.guessed
    ]


def _name(header: Header, at: int) -> str:
    return header.columns[at].field


def _own(header: Header, at: int) -> bool:
    return header.columns[at].field not in (OTHER, MARK)


def _emphasis(row: dict, header: Header) -> dict[str, dict]:
    """Return the emphasis of the cells by the name under which their texts are kept."""
    found = {}
    for at, (text, ink) in enumerate(zip(row["texts"], row["inks"], strict=True)):
        name = _name(header, at) if _own(header, at) else _heading(header, at)
        if ink and (kept := emphasis_of(text, ink)):
            found[name] = kept
    return found


def as_rows(reading: Reading) -> list[ReadRow]:
    """Return the rows as values."""
    header = reading.header
    return [
        ReadRow(
            section=row["section"],
            inherits=row["inherits"],
            merged=row["merged"],
            doubts=row["doubts"],
            other=row["other"],
            emphasis=_emphasis(row, header),
            **{_name(header, at): text for at, text in enumerate(row["texts"]) if _own(header, at)},
        )
        for row in reading.rows
    ]
