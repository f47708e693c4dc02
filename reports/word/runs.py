"""The words inside a paragraph: pieces of one look, with the white space a browser shows."""

import re

from reports.word.blocks import BREAK, FILL
from reports.word.look import BOX, RULES, look_of, names_of

INLINE = {"b", "strong", "i", "em", "span", "small", "sup", "sub", "br", "a", "wbr", "u"}
_LETTERS = ("bold", "italic", "size", "spread", "verbatim")


def inline(runs, node, look, around):
    if not isinstance(node.tag, str):
        return
    names = names_of(node)
    look = dict(look) | {
        key: value for key, value in look_of(names, around.names).items() if key in _LETTERS
    }
    if node.tag == "br":
        runs.append((BREAK, look))
    if {".blank", ".sign", ".rule"} & set(names):
        runs.append(("_" * max(RULES.get(name, 0) for name in (*names, ".date")), look))
    if ".box" in names:
        runs.append((BOX, look))
    say(runs, node.text, look)
    for child in node:
        inline(runs, child, look, around)
        say(runs, child.tail, look)


def fill(node, look, around):
    """Return a line to write on: the last rule without a width takes what is left of it."""
    spans = [(names_of(span), span) for span in node.iterchildren("span")]
    wide = [
        n for n, (names, _) in enumerate(spans) if ".rule" in names and not {".s", ".m"} & {*names}
    ]
    runs = []
    for number, (names, span) in enumerate(spans):
        if ".rule" in names:
            fixed = "_" * (RULES[".s" if ".s" in names else ".m"])
            runs.append((FILL if number in wide[-1:] else fixed, look))
            continue
        before = "" if not runs or (span.text or "").startswith((",", ".", ";")) else " "
        runs.append((before, look))
        inline(runs, span, look, around)
        if number + 1 < len(spans):
            runs.append((" ", look))
    return tidied(runs)


def say(runs, text, look):
    if text:
        runs.append((re.sub(r"[ \t\r\n\f]+", " ", text), look))


def tidied(runs):
    """Return the runs without the white space a browser would not show either."""
    found, after_space = [], True
    for text, look in runs:
        if after_space:
            text = text.lstrip(" ")
        if not text:
            continue
        if text == BREAK and found:
            found[-1] = (found[-1][0].rstrip(" "), found[-1][1])
        after_space = text[-1] in (" ", BREAK)
        found.append((text, look))
    while found and not found[-1][0].rstrip(" \n"):
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(" "), found[-1][1])
    return found
