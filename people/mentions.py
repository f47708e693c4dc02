"""Where words name somebody: all cases, with first name or initials, in any order. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from people.names import decline_first, decline_patronymic, decline_surname

REPLACED = "[данные уничтожены]"


@dataclass(frozen=True)
class BorneName:
    """A name somebody bears or bore; without a gender all forms of both are looked for."""

    surname: str
    first_name: str
    patronymic: str = ""
    gender: str = ""


@dataclass(frozen=True)
class Mentions:
    """Finds somebody in words. Raised from the names by `mentions_of`."""

    pattern: re.Pattern

    def within(self, value) -> bool:
        """Tell whether a text or plain JSON names the person."""
        return any(self.pattern.search(text) for text in _texts(value))

    def removed(self, value):
        """Return the text or JSON with every mention replaced."""
        if isinstance(value, str):
            return self.pattern.sub(REPLACED, value)
        if isinstance(value, list):
            return [self.removed(each) for each in value]
        if isinstance(value, dict):
            return {self.removed(key): self.removed(each) for key, each in value.items()}
        return value


def mentions_of(names: Iterable[BorneName], *, alone: bool, called: bool) -> Mentions:
    """Return what finds these names.

    `alone`: the bare surname means this person, nobody else has it; `called`: so do first name
    and patronymic together. Otherwise only the surname with a first name or initials is found.
    """
    parts = []
    for name in names:
        surname = _any_of(name.surname, decline_surname, name.gender)
        first = _any_of(name.first_name, decline_first, name.gender)
        last = _any_of(name.patronymic, decline_patronymic, name.gender)
        letters = _initials(name)
        whole = rf"{first}(?:\s+{last})?" if last else first
        parts += [rf"{surname}\s+{whole}", rf"{whole}\s+{surname}",
                  rf"{surname}\s+{letters}", rf"{letters}\s*{surname}"]  # fmt: skip
        parts += [rf"{first}\s+{last}"] if called and last else []
        parts += [surname] if alone else []
    return Mentions(re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"))


def _any_of(word, decline, gender):
    """Return a pattern of the word in all cases, capitalised or in capitals, ё or е; "" of ""."""
    if not word:
        return ""
    forms = {word}
    for each in [gender] if gender else ["m", "f"]:
        forms.update(decline(word, each).as_dict().values())
    forms |= {form.upper() for form in forms}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.sub("[её]", "[её]", re.escape(form)) for form in longest_first) + ")"


def _initials(name):
    first, last = re.escape(name.first_name[:1]), re.escape(name.patronymic[:1])
    return rf"{first}\.(?:\s*{last}\.)?" if last else rf"{first}\."


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
