"""The numbers and bullets Word draws itself: no text of the file has them, the reader sees them."""

from collections import defaultdict
from xml.etree.ElementTree import Element

from roadmaps.importing.nodes import attribute, local, value

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = (
    (("lowerLetter", "upperLetter", "a", "A"), "abcdefghijklmnopqrstuvwxyz"),
    (("russian", "а", "А"), "абвгдежзиклмнопрстуфхцчшщэюя"),
)
_LEVELS = 9
BULLET = "–"


class Numbering:
    """Counts the numbered paragraphs of one document in the order of reading."""

    def __init__(self, root: Element | None):
        self.kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.restarted: set[str] = set()
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        if root is not None:
            for node in root:
                self._declare(node)

    def label(self, paragraph: Element) -> str:
        """Return the number or BULLET drawn before this paragraph and count it; "" for neither."""
        marks = {local(mark): value(mark) for mark in _inside(paragraph, "numPr")}
        key = marks.get("numId", "")
        kind = self.lists.get(key, "")
        level = int(marks["ilvl"]) if marks.get("ilvl", "").isdecimal() else 0
        if level >= _LEVELS or level not in self.kinds.get(kind, {}):
            return ""
        form, pattern, start = self.kinds[kind][level]
        counts = self.counts[self._counted(key, kind)]
        now = counts[level]
        counts[level] = start if now is None else now + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if form == "none":
            return ""
        return BULLET if form == "bullet" else self._drawn(kind, pattern, counts)

    def _counted(self, key: str, kind: str) -> str:
        """Return under what a list is counted: one that begins anew has numbers of its own."""
        return f"{kind}/{key}" if key in self.restarted else kind

    def _drawn(self, kind: str, pattern: str, counts: list[int | None]) -> str:
        for level in range(_LEVELS):
            form, _, start = self.kinds[kind].get(level, ("decimal", "", 1))
            number = counts[level]
            drawn = figure(start if number is None else number, form)
            pattern = pattern.replace(f"%{level + 1}", drawn)
        return pattern.strip()

    def _declare(self, node: Element) -> None:
        if local(node) == "abstractNum":
            levels = {}
            for level in (part for part in node if local(part) == "lvl"):
                values = {local(part): value(part) for part in level}
                number = attribute(level, "ilvl") or ""
                start = values.get("start", "1")
                levels[int(number) if number.isdecimal() else 0] = (
                    values.get("numFmt", "decimal"),
                    values.get("lvlText", "%1."),
                    int(start) if start.isdecimal() and len(start) < 6 else 1,
                )
            self.kinds[attribute(node, "abstractNumId") or ""] = levels
        elif local(node) == "num":
            kinds = [value(part) for part in node if local(part) == "abstractNumId"]
            key = attribute(node, "numId") or ""
            self.lists[key] = kinds[0] if kinds else ""
            if any(local(part) == "startOverride" for part in node.iter()):
                self.restarted.add(key)


def figure(number: int, form: str) -> str:
    """Return the number as a form of Word ("upperRoman") or of ODF ("I") draws it."""
    if form in ("upperRoman", "lowerRoman", "I", "i") and 0 < number < 40:
        drawn = ""
        for value, sign in _ROMAN:
            drawn += sign * (number // value)
            number %= value
        return drawn if form in ("upperRoman", "I") else drawn.lower()
    letters = next((signs for forms, signs in _LETTERS if form.startswith(forms)), "")
    if 0 < number <= len(letters):
        is_capital = form[0].isupper() or "pper" in form
        return letters[number - 1].upper() if is_capital else letters[number - 1]
    return str(number)


def _inside(paragraph: Element, name: str) -> list[Element]:
    return [mark for node in paragraph.iter() if local(node) == name for mark in node]
