"""Which style an element has: found once for each place in the structure, kept for later papers.

The engine matches some hundred rules against each element of each paper and computes some hundred
properties of each. Papers of one kind have the same structure, so the style of an element is
looked up by the way that leads to it from the root. That is exact while no rule looks further
than at an element, those it lies in, the one before it and the first, last and every second of its
siblings. Saves a third of an order.
"""

import re

from weasyprint import html
from weasyprint.css import StyleFor
from weasyprint.layout import page

MOST = 20_000  # places remembered; more of them are a sign of papers with nothing in common
FARTHER = re.compile(
    r"~|:nth-(?!child\((2n|2n\+1|even|odd)\))|:(has|empty|only|last-of)"
    r"|footnote|note\(|\d(vw|vh|vmin|vmax)"
)
UNSAFE = {"select", "option", "textarea", "input", "button", "style", "link"}
NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
SVG = "{http://www.w3.org/2000/svg}svg"
SEEN = {"class", "id", "style", "lang", "name", "href", "type"}
ASKED = re.compile(r"\[([a-z-]+)")  # an attribute in a selector
SEEN |= set(ASKED.findall(html.UA))


class Place:
    """An element's place: what leads to it, its styles, the places in it."""

    __slots__ = ("inner", "ready", "styles")

    def __init__(self):
        self.inner, self.styles, self.ready = {}, {}, {}


class Memory:
    """All that is remembered of one stylesheet; `seen` are the attributes its rules ask for."""

    def __init__(self, text):
        self.seen = SEEN | set(ASKED.findall(text))
        self.clear()

    def clear(self):
        self.root, self.count, self.pages = Place(), 0, {}


def remember(sheet, text):
    """Let the styles be kept that `sheet`, a CSS made of `text`, and the engine's own one give."""
    if not FARTHER.search(text):
        sheet.memory = Memory(text)


def _memory(sheets):
    """Return the Memory when these are the engine's own sheet and one of ours, else None."""
    if len(sheets) == 2 and sheets[0][0] is html.UA_STYLESHEET:
        return getattr(sheets[1][0], "memory", None)
    return None


def _keyed(elements, asked):
    """Yield (element, key) of siblings: the key is all that a rule may ask, but what it lies in."""
    before, final, tags = None, len(elements) - 1, set()
    for index, element in enumerate(elements):
        tag, attributes = element.tag, element.attrib
        seen = ()
        if attributes:
            seen = tuple(pair for pair in attributes.items() if pair[0] in asked)
            if tag == SVG:
                seen += (attributes.get("width"), attributes.get("height"))
        yield element, (tag, seen, before, index == 0, index == final, index % 2, tag in tags)
        before = tag, seen
        tags.add(tag)


def _elements(parent):
    return [element for element in parent if type(element.tag) is str]


def _places(root, memory):
    """Return {element: Place}, or None when a place was never seen; the elements in tree order."""
    found, waiting = {}, [(memory.root, [root])]
    while waiting:
        place, children = waiting.pop()
        for element, key in _keyed(children, memory.seen):
            child = place.inner.get(key)
            if child is None:
                return None
            found[element] = child
            if len(element):
                waiting.append((child, _elements(element)))
    return found


def _learn(root, memory, styles):
    """Remember the places of a paper whose styles were just computed."""
    pseudos = {}
    for (element, pseudo), style in styles.items():
        if pseudo not in NOTES:
            pseudos.setdefault(element, {})[pseudo] = style
    waiting = [(memory.root, [root])]
    while waiting:
        place, children = waiting.pop()
        for element, key in _keyed(children, memory.seen):
            child = place.inner.get(key)
            if child is None:
                child = place.inner[key] = Place()
                child.styles = pseudos[element]
                memory.count += 1
            waiting.append((child, _elements(element)))


_compute_all, _style_of = StyleFor.__init__, StyleFor.__call__


def __init__(self, html, sheets, presentational_hints, font_config, target_collector):
    memory = None if presentational_hints else _memory(sheets)
    root = html.etree_element
    self._places = places = None if memory is None else _places(root, memory)
    if places is None:
        _compute_all(self, html, sheets, presentational_hints, font_config, target_collector)
        if memory is not None and not any(e.tag in UNSAFE for e in root.iter()):
            if memory.count > MOST:
                memory.clear()
            _learn(root, memory, self._computed_styles)
            self._places = _places(root, memory)
    else:
        self._cascaded_styles, self._sheets, self.font_config = {}, sheets, font_config
        self.initial_page_sizes = {"box": None, "area": None}
        self._computed_styles = {(root, None): places[root].styles[None]}
        for place in places.values():
            if anchor := place.styles[None]["anchor"]:
                target_collector.collect_anchor(anchor)
    self._memory = memory


def __call__(self, element, pseudo_type=None):
    place = self._places and self._places.get(element)
    if not place:
        return _style_of(self, element, pseudo_type)
    if pseudo_type not in place.ready:
        self._computed_styles[element, pseudo_type] = place.styles.get(pseudo_type)
        place.ready[pseudo_type] = _style_of(self, element, pseudo_type)
    return place.ready[pseudo_type]


_compute_page = page.set_page_type_computed_styles


def set_page_type_computed_styles(page_type, html, style_for):
    """Keep the styles of a sheet too: two dozen, the same for every later sheet of its kind."""
    styles, memory = style_for._computed_styles, style_for._memory
    if memory is None or style_for._places is None:
        return _compute_page(page_type, html, style_for)
    key = (page_type.side, page_type.blank, page_type.name, page_type.index == 0)
    kept = memory.pages.get(key)
    if kept is None or kept[0] is not styles[html.etree_element, None]:
        _compute_page(page_type, html, style_for)
        kept = (
            styles[html.etree_element, None],
            {pseudo: style for (element, pseudo), style in styles.items() if element == page_type},
        )
        memory.pages[key] = kept
    for pseudo, style in kept[1].items():
        styles[page_type, pseudo] = style


StyleFor.__init__, StyleFor.__call__ = __init__, __call__
NEW = {_compute_page: set_page_type_computed_styles}
