"""Logins and codes made of Russian words. Pure."""

import re

_LETTERS = "абвгдеёзийклмнопрстуфхыэ", "abvgdeeziyklmnoprstufhye"
_LATIN = dict(zip(*_LETTERS, strict=True)) | {
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""
}  # fmt: skip


def latin(text: str) -> str:
    """Return the text in small Latin letters and digits, words joined by hyphens."""
    letters = "".join(_LATIN.get(letter, letter) for letter in text.lower())
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def propose_login(surname: str, first_name: str, patronymic: str = "") -> str:
    """Return «ivanova.ap» for Иванова Анна Петровна; never longer than 60 letters."""
    initials = "".join(latin(name)[:1] for name in (first_name, patronymic))
    return ".".join(filter(None, [latin(surname)[:50] or "user", initials]))


def free_name(wanted: str, taken) -> str:
    """Return the name, or the name with the first number that nobody has: «ivanova.ap2»."""
    taken, number, name = set(taken), 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name
