"""The wording before it is read: noise of copies removed, cells with several deadlines divided."""

import html
import re
import unicodedata

_DASHES = re.compile("[‐‑‒–—―−﹘﹣-]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>\n]{0,40}>", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|__|\\(?=[_*.\-])")
_WORD = re.compile("[a-zа-я]+")
_ROMAN = re.compile("[ivxl]+")
_LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
# О and З typed for 0 and 3 in a date: «З0.О8.2023»
_LETTER_DIGIT = re.compile(r"(?<![\dа-я])[\dоз]{1,2}\.[\dоз]{1,2}\.[\dоз]{2,4}(?![\dа-я])")
_DIGIT = str.maketrans("оз", "03")

_YEARS = re.compile(r"(?<=\d\d\d\d)[ \t]?/[ \t]?(?=(?:19|20|21)\d\d(?![\d.]))")
_NUMBERED = re.compile(r"(?:^|(?<=[\s;,]))\(?\d{1,2}\)[ \t]*(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,2})\.[ \t]+(?=[^\d\s])")
_ONE_NUMBER = re.compile(r"^\(?\d{1,2}[.)][ \t]+(?!\d{1,2}[ \t]?\.[ \t]?\d{4})(?=\S)")
_LINE_NUMBER = re.compile(r"^[ \t]*\d{1,2}\.(?:[ \t]+|(?=[^\d\s]))")
_BULLET = re.compile(r"^[ \t]*[-•·▪●*‣–—][ \t]*(?=[^\s\d-])")
_TORN = re.compile(
    r"(?<=[а-яa-z\d.])[ \t]{0,9}[-–—][ \t]{0,9}\n"
    r"|(?<!\w)(?:до|со?|по|ко?|во?|и|не|позднее|течени[ие]|раза?)[ \t]{0,9}\n"
    r"|(?<![\d.])\d{1,2}[ \t]{0,9}\n(?=[ \t]{0,9}[а-я])|\n(?=[ \t]{0,9}(?:(?:19|20|21)\d\d(?![\d.])"
    r"|г\.|год|учебн|далее|ежегодно|включительно|\())",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\n|;|(?<=[ \t])/(?=[ \t])|(?<=[а-я.])/(?=[ \t]*[а-яА-Я])|•|·|▪|●")


def tidy(text: str) -> str:
    """Return the text with line breaks kept and without tags, marks and invisible characters."""
    text = _BREAK.sub("\n", text)
    text = html.unescape(_TAG.sub("", text))
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _MARKUP.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    return _YEARS.sub("/", text.replace("_", " ")).strip()


def canonical(text: str) -> str:
    """Return a tidy text in small letters on one line, one space, one dash, Cyrillic only.

    Roman numerals stay Latin; a dash has no spaces around it.
    """
    text = unicodedata.normalize("NFC", text.lower().replace("ё", "е")).replace("і", "i")
    text = _WORD.sub(_to_cyrillic, text)
    text = _LETTER_DIGIT.sub(lambda found: found[0].translate(_DIGIT), text)
    text = " ".join(_DASHES.sub("-", text).split())
    return text.replace(" -", "-").replace("- ", "-").replace(" ,", ",")


def items_of(text: str) -> tuple[list[str], bool]:
    """Divide a tidy text into the deadlines of its items; say whether the author numbered them."""
    text = _TORN.sub(_joined, text)
    numbered = list(_NUMBERED.finditer(text)) or _counted(text)
    if len(numbered) > 1:
        edges = [found.end() for found in numbered]
        ends = [found.start() for found in numbered[1:]] + [len(text)]
        parts = [text[a:b] for a, b in zip(edges, ends, strict=True)]
        head = text[: numbered[0].start()]
        return [part.strip(" \t\n;,") for part in ([head] if head.strip() else []) + parts], True
    parts = [part for part in _divided(text) if part.strip()]
    lined = sum(bool(_LINE_NUMBER.match(part)) for part in parts) == len(parts) > 1
    parts = [_BULLET.sub("", part) for part in parts]
    if lined:
        parts = [_LINE_NUMBER.sub("", part) for part in parts]
    if len(parts) == 1:
        parts = [_ONE_NUMBER.sub("", parts[0].strip())]
    return [part.strip(" \t;,") for part in parts], lined


def _counted(text: str) -> list[re.Match[str]]:
    """Return the marks of «1. май 2. октябрь», when they count from one without a gap."""
    found = list(_INLINE_NUMBER.finditer(text))
    counts = [int(mark[1]) for mark in found] == list(range(1, len(found) + 1))
    return found if counts else []


def _divided(text: str) -> list[str]:
    """Cut at separators outside brackets; a bracket that is never closed hides nothing."""
    depth_ends = _brackets(text)
    parts, start = [], 0
    for found in _SEPARATOR.finditer(text):
        if found.start() in depth_ends:
            continue
        parts.append(text[start : found.start()])
        start = found.end()
    return [*parts, text[start:]]


def _brackets(text: str) -> set[int]:
    """Return the positions inside closed brackets."""
    inside: set[int] = set()
    opened = -1
    for position, letter in enumerate(text):
        if letter == "(" and opened < 0:
            opened = position
        elif letter == ")" and opened >= 0:
            inside.update(range(opened, position))
            opened = -1
    return inside


def _joined(found: re.Match[str]) -> str:
    """Mend a phrase that a line break tore: «сентябрь –⏎май», «до⏎15 мая», «апрель⏎ежегодно»."""
    following = found.string[found.end() : found.end() + 20].lstrip()
    # a capital opens the next item: «Май⏎Ежегодно»
    capital = found[0].strip() == "" and following[:1].isupper()
    return found[0] if capital else found[0].replace("\n", " ")


def _to_cyrillic(found: re.Match[str]) -> str:
    word = found[0]
    return word if _ROMAN.fullmatch(word) else word.translate(_LOOK_ALIKE)
