"""Pages read by one pass: ours close what they open, so the rules for broken HTML are not needed.

Whatever is not plain – a tag left open, an unknown element, a comment, an odd character – is left
to the engine's own reader: the tree is the same or it is not ours. Saves a tenth of an order.
"""

import re
import sys
from contextlib import suppress
from io import StringIO
from xml.etree.ElementTree import Element, SubElement

import tinyhtml5

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*) ?(/?)>')
ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?')
ENTITY = re.compile(r"&[^;&]*;?")
ENTITIES = {"&nbsp;": "\xa0", "&shy;": "\xad", "&amp;": "&", "&lt;": "<", "&gt;": ">",
            "&quot;": '"', "&#x27;": "'", "&#39;": "'"}  # fmt: skip
ODD = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
                 "|[^\0-\U0000ffff]")  # fmt: skip
START = re.compile(r"<!DOCTYPE html>\s*(?=<html)")
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"br", "col", "meta"}
HEADINGS = {"h1", "h2", "h3"}
BLOCKS = HEADINGS | {"p", "div", "section", "article", "ol", "ul", "table", "figure"}
WORDS = {"b", "i", "span", "br", "em", "strong", "small"}
FLOW = BLOCKS | WORDS | {"svg"}
ROWS = "rows"  # the body of a table whose rows are in none
HOLDS = {  # what each element may hold; text that is not blank only where there may be words
    None: {"html"}, "html": {"head", "body"}, "head": {"meta", "title"}, "title": set(),
    "table": {"caption", "colgroup", "thead", "tbody", "tr"}, "colgroup": {"col"},
    "thead": {"tr"}, "tbody": {"tr"}, ROWS: {"tr"}, "tr": {"td", "th"}, "ol": {"li"}, "ul": {"li"},
    **dict.fromkeys(["body", "div", "section", "article", "li", "td", "th"], FLOW),
    **dict.fromkeys(["caption", "figcaption"], FLOW),
    "figure": FLOW | {"figcaption"},
    **dict.fromkeys([*HEADINGS, "p", "b", "i", "span", "em", "strong", "small"], WORDS | {"svg"}),
}  # fmt: skip
BLANK = {"html", "head", "table", "colgroup", "thead", "tbody", ROWS, "tr"}
DRAWN = {"g", "rect", "text", "tspan", "path", "line", "circle", "title", "style"}


class NotPlain(Exception):
    """The page needs the whole of the rules."""


def parse(source, **options):
    """Return the root element of the page, as tinyhtml5.parse does."""
    if isinstance(source, StringIO):
        with suppress(NotPlain):
            return Reader().read(source.getvalue())
    return tinyhtml5.parse(source, **options)


class Reader:
    def __init__(self):
        self.root = self.body = None
        self.open = []  # (name, element), from the root to the innermost

    def read(self, page):
        start = START.match(page)
        if start is None or ODD.search(page):
            raise NotPlain
        at = start.end()
        for tag in TAG.finditer(page, at):
            self.text(page[at : tag.start()])
            closing, name, attributes, slash = tag.groups()
            self.close(name) if closing else self.start(name, attributes, slash)
            at = tag.end()
        self.text(page[at:])
        if self.open or self.body is None:
            raise NotPlain
        return self.root

    def start(self, name, attributes, slash):
        parent, holder = self.open[-1] if self.open else (None, None)
        if holder is not None and holder.tag.startswith(SVG):
            return self.draw(name, attributes, slash, holder)
        if name not in HOLDS.get(parent, ()) or (slash and name not in VOID):
            raise NotPlain
        if name == "tr" and parent == "table":  # rows always lie in a body
            holder = SubElement(holder, "tbody")
            self.open.append((ROWS, holder))
        made = self.made(SVG + name if name == "svg" else name, attributes, holder)
        if name == "body":
            self.body = made
        if name not in VOID:
            self.open.append((name, made))
        return None

    def draw(self, name, attributes, slash, holder):
        if name not in DRAWN or holder.tag in (SVG + "title", SVG + "style"):
            raise NotPlain
        made = self.made(SVG + name, attributes, holder)
        if not slash:
            self.open.append((name, made))

    def made(self, tag, attributes, holder):
        values = {}
        for name, value in ATTRIBUTE.findall(attributes) if attributes else ():
            if name in values or (name != name.lower() and (name, tag) != ("viewBox", SVG + "svg")):
                raise NotPlain
            values[name] = plain(value)
        if holder is not None:
            return SubElement(holder, tag, values)
        if self.root is not None:
            raise NotPlain
        self.root = Element(tag, values)
        return self.root

    def close(self, name):
        if name == "table" and self.open and self.open[-1][0] == ROWS:
            self.open.pop()
        if not self.open or self.open.pop()[0] != name:
            raise NotPlain

    def text(self, text):
        if not text:
            return
        if "<" in text:
            raise NotPlain
        name, holder = self.open[-1] if self.open else ("body", self.body)
        if name in BLANK:
            if text.strip(" \t\n"):
                raise NotPlain
            if name == "html":
                if not len(holder):
                    return  # before the head nothing is kept
                holder = holder if self.body is None else self.body
        elif not self.open and text.strip(" \t\n"):
            raise NotPlain
        text = plain(text)
        if len(holder):
            last = holder[-1]
            last.tail = text if last.tail is None else last.tail + text
        else:
            holder.text = text if holder.text is None else holder.text + text


def plain(text):
    if "&" not in text:
        return text
    return ENTITY.sub(_letter, text)


def _letter(found):
    if found[0] not in ENTITIES:
        raise NotPlain
    return ENTITIES[found[0]]


NEW = {tinyhtml5: sys.modules[__name__]}
