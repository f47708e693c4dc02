"""One row that holds several: proposed as rows of their own, deadlines beside them. Pure."""

import re
from dataclasses import dataclass

SPLIT = ("activity", "deadline", "responsible", "result", "indicator")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s*(?!\d)")
_INLINE = re.compile(r"(?<=[.;)])\s+(?=\d{1,2}[.)]\s*[А-ЯЁ])")
_BULLET = re.compile(r"^\s*[–—•·*-]\s+")
_WHAT = {"deadline": "Сроков", "responsible": "Ответственных", "result": "Результатов",
         "indicator": "Показателей"}  # fmt: skip


@dataclass(frozen=True)
class Split:
    """The cells of each proposed row, and what the pieces do not say by themselves."""

    rows: list[dict[str, str]]
    doubts: list[str]


def split(cells):
    """Return the Split of a row given as {field: text}.

    The activity is taken apart, or the result when the activity is one. Another cell with as many
    pieces gives one to each row (domain, section 4.3.7); with another number it is repeated whole
    and asked about.
    """
    pieces = {name: pieces_of(cells.get(name) or "") for name in SPLIT}
    lead = next((name for name in ("activity", "result") if len(pieces[name]) > 1), None)
    if lead is None:
        return Split([dict(cells)], [])
    number = len(pieces[lead])
    rows, doubts = [dict(cells) for _ in range(number)], []
    for name in SPLIT:
        if len(pieces[name]) == number:
            for row, text in zip(rows, pieces[name], strict=True):
                row[name] = text
        elif len(pieces[name]) > 1:
            doubts.append(
                f"{_WHAT.get(name, 'Частей')}: {len(pieces[name])}, а строк: {number}. "
                "Оставьте в каждой строке своё."
            )
    return Split(rows, doubts)


def pieces_of(text):
    """Return the items of a cell: by numbers, else by bullets, else by lines; one when it is one.

    Lines below a numbered item belong to it. Words before the bullets are repeated with each.
    """
    lines = [line.strip() for part in text.split("\n") for line in _INLINE.split(part)]
    lines = [line for line in lines if line]
    for mark in (_NUMBERED, _BULLET):
        if sum(bool(mark.match(line)) for line in lines) > 1:
            return _marked(lines, mark)
    return lines if len(lines) > 1 and not lines[0].endswith(":") else [text.strip()]


def _marked(lines, mark):
    before, found = [], []
    for line in lines:
        if mark.match(line):
            found.append([mark.sub("", line)])
        else:
            (found[-1] if found else before).append(line)
    intro = " ".join(before)
    return [f"{intro} {words}".strip() for words in ("\n".join(item) for item in found)]
