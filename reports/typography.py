"""Russian typography of finished text: spaces that hold, quotes, dashes. Knows no templates."""

import re
from html import escape, unescape

NBSP = "\u00a0"

_SHORT = "а|в|во|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_UNITS = r"%|год\w*|руб\.|тыс\.|чел\.|мин\b|ч\b|раза?\b|лет\b|дн(?:ей|я)\b|экз\.|л\."

_SPACES = [  # (what a text must have for the rule to apply, the rule, what is put)
    (" ", rf"(?<![\w.-])({_SHORT}) (?=\S|$)", rf"\1{NBSP}"),
    ("№ ", r"№ (?=\S)", f"№{NBSP}"),
    (" ", rf"(?<=\d) (?={_UNITS})", NBSP),
    (" г", r"(?<=\d{4}) (?=гг?\.)", NBSP),
    (" класс", r"(?<=[»\d]) (?=класс)", NBSP),
    (" ", rf"(?<=\d) (?=(?:{_MONTHS})\b)", NBSP),
    (" ", rf"\b({_MONTHS}) (?=\d{{4}}\b)", rf"\1{NBSP}"),
    (" «", r"(?<=\d) (?=«[А-ЯЁ]»)", NBSP),
    # г. Озёрск, ул. Садовая, ст. 351.8 – but not the end of a sentence «2026 г. Приказ»
    (
        ". ",
        r"(?<!\d{4}[ \u00a0])\b(г|ул|пер|пр|обл|пос|с|д|кв|п|ст|ч|стр|им|тел)\. (?=[\d«А-ЯЁ])",
        rf"\1.{NBSP}",
    ),
    ("т. ", r"\bт\. (?=[дпек]\.)", f"т.{NBSP}"),
    # О. В. Кудряшова, О.В. Кудряшова, Кудряшова О.В.
    (". ", r"(?<![\w])([А-ЯЁ]\.) (?=[А-ЯЁ])", rf"\1{NBSP}"),
    (". ", r"(?<=\.)([А-ЯЁ]\.) (?=[А-ЯЁ])", rf"\1{NBSP}"),
    (".", r"(?<=[а-яё]) (?=[А-ЯЁ]\. ?[А-ЯЁ]\.)", NBSP),
    (" ", r" (?=[–—](?:\s|$))", NBSP),
]
_SPACES = [
    (has, re.compile(pattern, re.IGNORECASE if pattern.startswith(r"(?<![\w.-])") else 0), new)
    for has, pattern, new in _SPACES
]

_MARKUP = re.compile(r"(<!--.*?-->|<(style|script|svg|title)\b.*?</\2>|<[^>]*>)", re.S)
_BLANKS = re.compile(r"[ \t\n\r]+")
_QUOTE = re.compile('["«»„“”]')
_TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")


def tidy(text: str) -> str:
    """Return our own sentence with holding spaces, „nested“ «quotes» and dashes set right."""
    text = re.sub(r" [-–—] ", " – ", text)
    text = re.sub(r"№(?=\d)", "№ ", text)
    return hold_spaces(nest_quotes(text))


def hold_spaces(text: str) -> str:
    """Make spaces non-breaking where a line must not end; change nothing else."""
    for has, pattern, new in _SPACES:
        if has in text:
            text = pattern.sub(new, text)
    return text


def nest_quotes(text: str) -> str:
    """Return «outer „inner“» quotes; text whose quotes have no pair comes back untouched."""
    if not _QUOTE.search(text):
        return text
    result, depth = [], 0
    for index, char in enumerate(text):
        if not _QUOTE.match(char):
            result.append(char)
        elif _opens(text, index):
            depth += 1
            result.append("«" if depth == 1 else "„")
        else:
            depth -= 1
            if depth < 0:
                return text
            result.append("“" if depth else "»")
    return text if depth else "".join(result)


def tidy_html(html: str) -> str:
    """Apply `tidy` to the text of a page, never to its tags, styles or drawings.

    Inside an element with the attribute `data-verbatim` the words belong to their author:
    there only spaces are made to hold. Runs of white space become one space.
    """
    verbatim, depth, result = "", 0, []
    for piece in _pieces(html):
        if not piece.startswith("<"):
            piece = _tidy_node(piece, hold_spaces if depth else tidy)
        elif not depth and " data-verbatim" in piece:
            verbatim, depth = _TAG_NAME.match(piece)[1], 1
        elif depth and (tag := _TAG_NAME.match(piece)) and tag[1] == verbatim:
            depth += -1 if piece.startswith("</") else 1
        result.append(piece)
    return "".join(result)


def _opens(text, index):
    char = text[index]
    if char in "«„":
        return True
    if char in "»”":
        return False
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    return (before.isspace() or before in '(["«„–-') and not after.isspace()


def _pieces(html):
    position = 0
    for markup in _MARKUP.finditer(html):
        if markup.start() > position:
            yield html[position : markup.start()]
        yield markup[0]
        position = markup.end()
    if position < len(html):
        yield html[position:]


def _tidy_node(text, change):
    text = _BLANKS.sub(" ", text)
    return text if text == " " else escape(change(unescape(text)), quote=False)
