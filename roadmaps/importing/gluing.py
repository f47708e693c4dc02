"""Lines of pasted text → whole rows: Word breaks a row at every paragraph inside a cell."""

import html
import re

from roadmaps.emphasis import inked, joined, sign
from roadmaps.importing.cells import clean

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]{0,300})?/?>")
_BREAK = re.compile(r"<br\s*/?>|</p>|</li>", re.IGNORECASE)
_BOLD = re.compile(r"^\s*(?:<(?:b|strong)>.*</(?:b|strong)>|\*\*.*\*\*)\s*$", re.IGNORECASE | re.S)
_MARK = re.compile(r"\*\*|<(/?)(b|strong|i|em)(?:\s[^<>\n]{0,300})?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[IVXLC]+)[.)]?\s*$")
_SECTION = re.compile(r"^(?:[IVXLCХІ]+[.)\s]|раздел\s|этап\s|блок\s|модуль\s)", re.IGNORECASE)
_FRAGMENT = re.compile(r"^(?:[-–—•·]|[а-яё]|\d+\))")
_STAR = re.compile(r"^\*\s?\S")
_ITEM = re.compile(r"^(\d+)[.)]\s?(?=\D)")
_PERSON = re.compile(r"[А-ЯЁ]\.?\s?[А-ЯЁ]\.")
_MOST_LINES = 60  # of one row


def whole_rows(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows below and with the header, cut ones joined; the first row is the header.

    A line without tabs may be a section or a paragraph of the cell above: what begins like a
    fragment, follows an open sentence, names a person or is unlike the other sections goes up.
    """
    width = len(rows[0])
    numbered = any(_NUMBER.match(row[0]) for row in rows if len(row) > 1)
    marked = _sections_are_marked(rows)
    found: list[list[str]] = []
    at = 0
    while at < len(rows):
        row, after = list(rows[at]), at + 1
        joined, end = _joined(rows, at, width, numbered=numbered)
        if joined:
            row, after = joined, end
        elif found and len(row) == 1 and _belongs_above(row[0], found, marked):
            found[-1][-1] += "\n" + row[0]
            at = after
            continue
        found.append(row)
        at = after
    return found


def end_of_table(rows: list[list[str]], start: int, last: int) -> int:
    """Return where the table ends: lines without tabs may still belong to its last cell."""
    marked = _sections_are_marked(rows[start : last + 1])
    end = last + 1
    row = list(rows[last])
    while end < len(rows) and end - last < _MOST_LINES:
        if not _belongs_above(rows[end][0], [rows[start], row], marked):
            break
        row[-1] = rows[end][0]
        end += 1
    return end


def is_bold(text: str) -> bool:
    """Return whether tags or stars make the whole cell bold."""
    return bool(_BOLD.match(text))


def plain(text: str) -> str:
    """Return the text without tags, escapes and marks of Markdown."""
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(_ESCAPED.sub(r"\1", text.replace("**", "")))
    return "\n".join(" ".join(line.split()) for line in clean(text).split("\n")).strip()


def ink_of(text: str) -> str:
    """Return how the words of `plain(text)` are drawn; "" where nothing is bold or italic."""
    bold = italic = False
    found, at = [], 0
    for mark in _MARK.finditer(text):
        found.append((plain(text[at : mark.start()]), sign(bold=bold, italic=italic)))
        at = mark.end()
        if mark[2] in ("i", "em", "I", "EM"):
            italic = not mark[1]
        else:
            bold = not bold if mark[0] == "**" else not mark[1]
    found.append((plain(text[at:]), sign(bold=bold, italic=italic)))
    return joined((piece, inked(piece, how)) for piece, how in found)


def _sections_are_marked(rows: list[list[str]]) -> bool:
    """Return whether sections show what they are: bold, roman, or a number and a tab."""
    return any(
        (len(row) == 1 and (is_bold(row[0]) or _SECTION.match(row[0])))
        or (len(row) == 2 and _NUMBER.match(row[0]) and row[1].strip())
        for row in rows
    )


def _belongs_above(line: str, above: list[list[str]], marked: bool) -> bool:
    row = above[-1]
    text, before = plain(line), plain(row[-1].rpartition("\n")[2])
    if not text or not before or is_bold(line) or _SECTION.match(text):
        return False
    if len(above) < 2 or (len(row) < 3 and marked):
        return False  # right under the header or under a section
    if _STAR.match(text) and not _STAR.match(before) and before[-1] not in ":;":
        return False  # a footnote
    if _FRAGMENT.match(text) or _STAR.match(text) or before[-1] in ":;,(–-" or text[-1] in ".;,":
        return True
    item, earlier = _ITEM.match(text), _ITEM.match(before)
    if item:
        return bool(earlier) and int(item[1]) == int(earlier[1]) + 1
    return marked or (bool(_PERSON.search(text)) and len(text) < 80)


def _joined(
    rows: list[list[str]], at: int, width: int, *, numbered: bool
) -> tuple[list[str] | None, int]:
    """Return the row that begins here and is cut inside a cell, and where the next one begins."""
    row = list(rows[at])
    if at == 0 or len(row) >= width or not _is_begin(rows, at, numbered):
        return None, at
    for end in range(at + 1, min(at + _MOST_LINES, len(rows))):
        piece = rows[end]
        if _NUMBER.match(piece[0]) or len(row) + len(piece) - 1 > width or not any(piece):
            return None, at
        row[-1] += "\n" + piece[0]
        row += piece[1:]
        if len(row) == width or (not numbered and len(row) == width - 1 and len(row) > 2):
            return row, end + 1
    return None, at


def _is_begin(rows: list[list[str]], at: int, numbered: bool) -> bool:
    """Return whether a short row is the begin of a cut one and no section or lost column."""
    row = rows[at]
    if numbered:
        return len(row) > 1 and bool(_NUMBER.match(row[0]) and row[1].strip())
    below = rows[at + 1][0] if at + 1 < len(rows) else ""
    if len(row) > 1:
        return bool(_FRAGMENT.match(plain(below)) or _ITEM.match(plain(below)))
    cut = bool(_FRAGMENT.match(plain(below))) or plain(row[0])[-1:] in (":", ";", ",")
    return bool(row[0].strip()) and not is_bold(row[0]) and cut
