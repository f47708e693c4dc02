"""Bold and italic words inside a cell, kept beside its text so that nobody else sees them. Pure.

A cell from a file has its ink: a sign for each letter of its text, spaces left out, so that cells
are joined by joining their inks. A row keeps {column: {"of": length of the text, "spans": [[style,
start, end], …]}}; a style is "b", "i" or "bi". Words that something else has changed to another
length have no emphasis left.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

PLAIN, BOLD, ITALIC, BOTH = ".", "b", "i", "x"
_STYLES = {BOLD: "b", ITALIC: "i", BOTH: "bi"}


def sign(*, bold: bool, italic: bool) -> str:
    """Return the sign of a letter drawn so."""
    if bold:
        return BOTH if italic else BOLD
    return ITALIC if italic else PLAIN


def inked(text: str, how: str = PLAIN) -> str:
    """Return the ink of a text that is drawn in one way."""
    return how * len("".join(text.split()))


def joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Return the ink of cells that become one: (text, ink or "" for a plain one); "" if plain."""
    pairs = list(pieces)
    found = "".join(ink or inked(text) for text, ink in pairs)
    return found if found.strip(PLAIN) else ""


def emphasis_of(text: str, ink: str) -> dict | None:
    """Return what a row keeps of a cell, None for a plain one and where the ink is another's."""
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    if not ink.strip(PLAIN) or len(letters) != len(ink):
        return None
    spans, at = [], 0
    for how, signs in groupby(ink):
        end = at + len(list(signs))
        if how != PLAIN:
            spans.append([_STYLES[how], letters[at], letters[end - 1] + 1])
        at = end
    return {"of": len(text), "spans": spans}


def pieces(text: str, emphasis: Mapping | None) -> list[tuple[str, str]]:
    """Return (style, text) of the parts of a cell, "" for a plain one."""
    return list(_pieces(text, emphasis)) if _fits(text, emphasis) else [("", text)]


def _pieces(text: str, emphasis: Mapping) -> Iterator[tuple[str, str]]:
    at = 0
    for style, start, end in emphasis["spans"]:
        if text[at:start]:
            yield "", text[at:start]
        yield style, text[start:end]
        at = end
    if text[at:]:
        yield "", text[at:]


def carried(row: Mapping, old: Mapping[str, str], new: Mapping[str, str]) -> dict:
    """Return the emphasis of a row whose cells get other words: what stayed keeps its look."""
    found = dict(row)
    for name, text in new.items():
        if name in found and not (kept := _carried(found[name], old.get(name, ""), text)):
            del found[name]
        elif name in found:
            found[name] = kept
    return found


def _carried(emphasis: Mapping, old: str, new: str) -> dict | None:
    if not _fits(old, emphasis) or not new:
        return None
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    spans = []
    for style, left, right in emphasis["spans"]:
        moved = len(new) - len(old) if left >= len(old) - end else 0
        if (left, right) == (0, len(old)):
            spans.append([style, 0, len(new)])
        elif right <= start or left >= len(old) - end:
            spans.append([style, left + moved, right + moved])
    return {"of": len(new), "spans": spans} if spans else None


def _alike(first: str, second: str) -> int:
    """Return how many letters both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(first), len(second)))


def _fits(text: str, emphasis: Mapping | None) -> bool:
    return emphasis is not None and emphasis["of"] == len(text)
