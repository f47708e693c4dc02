"""An organization's own words in an order: which places may be changed, and how they are filled.

A place is a block of the template: the preamble, a clause, the control. Clauses that name the
people of one order are no places: words kept for later orders would carry their names along. The
own text is plain: words and named fields in braces, never a template. Pure: HTML in, HTML out.
"""

import re
from html import escape, unescape

from django.core.exceptions import ValidationError

ALWAYS = ("preamble", "control")  # an order is none without them
ADDED = "added"  # clauses of one's own, a line each, before the control
LENGTH = 2000
BLANK = "____________"

_BLOCK = re.compile(
    r'<(?P<tag>p|li)(?P<rest>[^>]*) data-block="(?P<code>[a-z0-9-]+)">(?P<text>.*?)</(?P=tag)>',
    re.S,
)
_FIELD = re.compile(r"{([^{}]*)}")
_ADDRESS = re.compile(
    r"(?i)\b(?:https?|ftp|file|javascript|data):|\bwww\.|\\\\|\b[a-z]:\\|[a-z0-9]\.[a-z]{2,}/|//|<|>"
)
_RULE = re.compile(r"rule-(\d+)-(\d+)")
_TITLES = {"preamble": "Преамбула", "control": "Контроль", ADDED: "Свои пункты"}


class WordingRefused(ValidationError):
    """The text cannot stand in an order; the sentence says why."""


def _person(name, case):
    return lambda facts: ((facts.get(name) or {}).get("name") or {}).get(case, "")


def _charged(name):
    """Return what follows «возложить»: the accusative differs from the genitive of a woman."""
    accusative = _person(name, "accusative")
    return lambda facts: f"на {accusative(facts) or BLANK}"


FIELDS = {
    "год": lambda facts: facts.get("year", ""),
    "организация": lambda facts: (facts.get("letterhead") or {}).get("short_name", ""),
    "организации": lambda facts: (facts.get("letterhead") or {}).get("short_genitive", ""),
    "директор": lambda facts: (facts.get("head") or {}).get("signature", ""),
    "куратор": _person("curator", "nominative"),
    "куратора": _person("curator", "genitive"),
    "куратору": _person("curator", "dative"),
    "куратором": _person("curator", "instrumental"),
    "на куратора": _charged("curator"),
}


def fields(facts: dict) -> dict[str, str]:
    """Return what stands for each field in a paper of these facts; unknown ones are ruled."""
    return {name: str(get(facts) or BLANK) for name, get in FIELDS.items()}


def checked(text: str) -> str:
    """Return the text as it is kept; raises WordingRefused for what no order may hold."""
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if len(text) > LENGTH:
        raise WordingRefused(f"Слишком длинно: {len(text)} знаков, помещается {LENGTH}.")
    if _ADDRESS.search(text) or not text.replace("\n", "").isprintable():
        raise WordingRefused("В тексте приказа не бывает ссылок, тегов и путей к файлам.")
    unknown = [name for name in _FIELD.findall(text) if name not in FIELDS]
    if unknown:
        raise WordingRefused(f"Поля «{{{unknown[0]}}}» нет. Выберите поле из списка.")
    if re.search(r"[{}]", _FIELD.sub("", text)):
        raise WordingRefused("Лишняя фигурная скобка: поле пишется как {год}.")
    return text


def filled(text: str, facts: dict) -> str:
    """Return the text with its fields replaced."""
    values = fields(facts)
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), text)


def places(page: str) -> list[tuple[str, str, str]]:
    """Return (code, title, plain text) of every block a rendered order offers, in its order."""
    found, first = [], page.find("<ol")
    for match in _BLOCK.finditer(page):
        number = page.count("<li", first, match.start()) + 1
        title = _TITLES.get(match["code"]) or _of_annex(match["code"]) or f"Пункт {number}"
        found.append((match["code"], title, _plain(match["text"])))
    return found


def _of_annex(code):
    """Return «Положение, пункт 2.3» for the code rule-2-3, "" for a clause of the order."""
    found = _RULE.fullmatch(code)
    return f"Положение, пункт {found[1]}.{found[2]}" if found else ""


def plain_words(page: str) -> tuple[str, list[str]]:
    """Return the preamble and the clauses of a rendered order as plain text."""
    preamble = re.search(r'<p[^>]* data-block="preamble">(.*?)</p>', page, re.S)
    listed = re.search(r'<ol class="clauses">(.*?)</ol>', page, re.S)
    clauses = re.findall(r"<li\b[^>]*>(.*?)</li>", listed[1] if listed else "", re.S)
    return _plain(preamble[1] if preamble else ""), [_plain(clause) for clause in clauses]


def _plain(markup):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def reword(page: str, own: dict[str, str]) -> str:
    """Return the page with the own texts in place of the standard ones.

    `own` maps the code of a block to filled text; "" leaves a clause out, never the preamble or
    the control. ADDED holds further clauses, a line each.
    """
    if not own:
        return page

    def replace(match):
        code, tag = match["code"], match["tag"]
        added = "".join(
            f"<li>{escape(line)}</li>\n" for line in own.get(ADDED, "").splitlines() if line
        )
        before = added if code == "control" else ""
        if code not in own or (not own[code] and code in ALWAYS):
            return before + match[0]
        if not own[code]:
            return before
        text = escape(own[code].replace("\n", " "))
        return f'{before}<{tag}{match["rest"]} data-block="{code}">{text}</{tag}>'

    return _BLOCK.sub(replace, page)
