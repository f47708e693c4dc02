"""Pure: the name of an organization in the cases papers need; quotes stay as they are."""

import re

_NOUNS = {
    "учреждение": ("учреждения", "учреждению"),
    "управление": ("управления", "управлению"),
    "отделение": ("отделения", "отделению"),
    "отдел": ("отдела", "отделу"),
    "комитет": ("комитета", "комитету"),
    "департамент": ("департамента", "департаменту"),
    "центр": ("центра", "центру"),
    "колледж": ("колледжа", "колледжу"),
    "техникум": ("техникума", "техникуму"),
    "лицей": ("лицея", "лицею"),
    "сад": ("сада", "саду"),
    "дом": ("дома", "дому"),
    "школа": ("школы", "школе"),
    "гимназия": ("гимназии", "гимназии"),
    "администрация": ("администрации", "администрации"),
}
_ENDINGS = {
    "ое": ("ого", "ому"),
    "ее": ("его", "ему"),
    "ый": ("ого", "ому"),
    "ой": ("ого", "ому"),
    "ий": ("ого", "ому"),
    "ая": ("ой", "ой"),
    "яя": ("ей", "ей"),
}


def genitive(name: str) -> str:
    """Return «Управления образования», «МБОУ СШ № 7»; "" where the case is not known."""
    return _declined(name, 0)


def dative(name: str) -> str:
    """Return «муниципальному … учреждению «…»», small at the start, for the middle of text."""
    declined = _declined(name, 1)
    if _is_abbreviation(name) or name.isupper():
        return declined
    return declined[:1].lower() + declined[1:]


def headed(position: str, organization: str) -> str:
    """Return «Начальник отдела образования …», the noun that both parts have said once."""
    words, owner = position.split(" "), organization.split(" ")
    if words[-1].lower() == owner[0].lower():
        return " ".join([*words, *owner[1:]])
    return f"{position} {organization}".strip()


def _is_abbreviation(name):
    first = re.match(r"[А-ЯЁA-Z]{2,7}\b", name)
    return bool(first) and first[0].lower() not in _NOUNS


def _declined(name, case):
    """Decline the adjectives and the noun they lead to; abbreviations stay."""
    if _is_abbreviation(name):
        return name
    words = name.split(" ")
    for index, word in enumerate(words):
        noun = _NOUNS.get(word.lower())
        if noun:
            return " ".join([*words[:index], _cased(word, noun[case]), *words[index + 1 :]])
        ending = _ENDINGS.get(word[-2:].lower())
        if ending is None:
            return ""
        words[index] = _cased(word, word.lower()[:-2] + ending[case])
    return ""


def _cased(pattern, word):
    if pattern.isupper():
        return word.upper()
    return word.capitalize() if pattern[:1].isupper() else word
