"""Which words of a .docx are bold or italic, by their own marks or by a named style."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from roadmaps.emphasis import sign
from roadmaps.importing.nodes import attribute, local, value

_DEEPEST = 20  # a style may stand on itself in a broken file
_ON = ("1", "true", "on")
_OFF = ("0", "false", "off", "none")


class WordStyles:
    """The named styles of one document; without styles.xml only a run's own marks count."""

    def __init__(self, root: Element | None):
        self.marks: dict[str, dict[str, bool]] = {}
        self.below: dict[str, str] = {}
        self.usual = ""  # the style of a paragraph that names none
        for node in root if root is not None else ():
            if local(node) == "style":
                self._declare(node)

    def signs(self, paragraph: Element) -> Callable[[Element], str]:
        """Return a function: a run of this paragraph to the sign of how its letters are drawn."""
        style = _named(paragraph, "pPr", "pStyle") or self.usual
        around = {name: self._of(style, name) for name in ("b", "i")}

        def drawn(run: Element) -> str:
            own, named = _marks(run), _named(run, "rPr", "rStyle")
            bold, italic = (
                own.get(name, self._of(named, name) or around[name]) for name in ("b", "i")
            )
            return sign(bold=bold, italic=italic)

        return drawn

    def _declare(self, style: Element) -> None:
        key = attribute(style, "styleId") or ""
        self.marks[key] = _marks(style)
        self.below[key] = next((value(part) for part in style if local(part) == "basedOn"), "")
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in _ON:
            self.usual = key

    def _of(self, style: str, name: str) -> bool:
        """Return whether a style, or the nearest one below it that says so, sets "b" or "i"."""
        for _ in range(_DEEPEST):
            if name in self.marks.get(style, {}):
                return self.marks[style][name]
            style = self.below.get(style, "")
        return False


def _marks(node: Element) -> dict[str, bool]:
    """Return {"b": …, "i": …} of what a run or a style says itself."""
    return {
        name: value(mark) not in _OFF
        for part in node
        if local(part) == "rPr"
        for mark in part
        if (name := local(mark)) in ("b", "i")
    }


def _named(node: Element, properties: str, name: str) -> str:
    found = [
        mark for part in node if local(part) == properties for mark in part if local(mark) == name
    ]
    return value(found[0]) if found else ""
