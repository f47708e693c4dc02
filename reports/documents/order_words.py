"""The words of an order that stood above a table, line by line in the roles of an order. Pure."""

import re

_ORDER = re.compile(r"^П\s?Р\s?И\s?К\s?А\s?З\s*$")
_RESOLVES = re.compile(r"^п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?[юе]\s?[тм]?\s*:?\s*$", re.I)
_CLAUSE = re.compile(r"^\d+(?:\.\d+)*[.)]\s")
_PREAMBLE = re.compile(
    r"^(?:на основании|в цел|в соответстви|во исполнени|в связи|с целью|руководств)", re.I
)
_MARK = re.compile(r"^(?:от\b|№|«|\d{1,2}[. ])", re.I)
_TABS = re.compile(r"\t+|\s{3,}|_{3,}")
_LONG = 160  # letters: a heading is shorter, a preamble longer


def order_words(text):
    """Return pairs (role, text) of an order kept as lines; [] for an empty text.

    The roles are head, small, word, mark, about, text, resolves, clause and signature; the parts
    of a mark and of a signature stand side by side, as a list of two.
    """
    found, place = [], "head"
    for line in filter(None, text.split("\n")):
        place = _place(line, place, found)
        if place == "mark" and found[-1][0] == "mark":
            found[-1][1][1] = line.strip()
        elif place in ("mark", "signature"):
            parts = [part.strip() for part in _TABS.split(line.strip()) if part.strip()]
            found.append((place, [parts[0] if parts else "", " ".join(parts[1:])]))
        elif place == "about" and found[-1][0] == "about":
            found[-1] = (place, f"{found[-1][1]}\n{line.strip()}")
        else:
            found.append((place, line.strip()))
    return found


def _place(line, place, found):
    """Return the role of a line after one of the role `place`."""
    if place in ("head", "small"):
        if _ORDER.match(line):
            return "word"
        return "small" if place == "small" or (found and found[-1][1].startswith("(")) else "head"
    if _RESOLVES.match(line):
        return "resolves"
    if place in ("word", "mark") and _MARK.match(line) and len(line) < 60:
        return "mark"
    if place in ("word", "mark", "about"):
        return "text" if len(line) > _LONG or _PREAMBLE.match(line) else "about"
    if place in ("resolves", "clause", "signature"):
        if _CLAUSE.match(line):
            return "clause"
        return "signature" if _TABS.search(line.strip()) or place == "signature" else "clause"
    return "text"
