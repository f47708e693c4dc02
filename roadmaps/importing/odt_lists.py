"""The numbers and bullets an .odt file draws before the paragraphs of its lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from roadmaps.importing.nodes import attribute, local, whole
from roadmaps.importing.numbering import BULLET, figure


@dataclass(frozen=True)
class _Level:
    """How a level is drawn; `form` is None for bullets, `shown` how many levels a number has."""

    form: str | None
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


class Lists:
    """Counts the items of lists in the order of reading; `roots` declare their styles."""

    def __init__(self, *roots: Element):
        self.styles: dict[str, dict[int, _Level]] = {}
        self.last: dict[str, int] = {}
        for style in (node for root in roots for node in root.iter()):
            if local(style) == "list-style":
                levels = {whole(attribute(part, "level"), 1): _level(part) for part in style}
                self.styles[attribute(style, "name") or ""] = levels

    def items(
        self, node: Element, style: str = "", above: tuple[int, ...] = ()
    ) -> Iterator[tuple[str, Element]]:
        """Yield (what is drawn before it, paragraph) of a list and the lists inside it."""
        style = attribute(node, "style-name") or style
        level = self.styles.get(style, {}).get(len(above) + 1, _Level(None))
        goes_on = not above and attribute(node, "continue-numbering") == "true"
        goes_on = goes_on or (not above and attribute(node, "continue-list") is not None)
        number = self.last.get(style, 0) if goes_on else level.start - 1
        for item in node:
            is_drawn = local(item) == "list-item"
            number = whole(attribute(item, "start-value"), number + 1) if is_drawn else number
            label = self._label(style, (*above, number)) if is_drawn else ""
            for part in item:
                if local(part) in ("p", "h"):
                    yield label, part
                    label = ""
                elif local(part) == "list":
                    yield from self.items(part, style, (*above, number))
        if not above:
            self.last[style] = number

    def _label(self, style: str, numbers: tuple[int, ...]) -> str:
        levels = self.styles.get(style, {})
        level = levels.get(len(numbers))
        if level is None or not level.form:
            return BULLET if level and level.form is None else ""
        parts = []
        for depth in range(max(len(numbers) - level.shown, 0), len(numbers)):
            form = levels.get(depth + 1, level).form
            parts += [figure(numbers[depth], form)] if form else []
        return f"{level.prefix}{'.'.join(parts)}{level.suffix}".strip()


def _level(node: Element) -> _Level:
    if local(node) != "list-level-style-number":
        return _Level(None)
    return _Level(
        attribute(node, "num-format") or "",
        attribute(node, "num-prefix") or "",
        attribute(node, "num-suffix") or "",
        max(whole(attribute(node, "display-levels"), 1), 1),
        whole(attribute(node, "start-value"), 1),
    )
