"""Where words name somebody: all cases, with first name or initials, in any order. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from people.names import (
    decline_first,
    decline_patronymic,
    decline_surname,
    is_only_surname,
    prepositional,
    split_full,
)

REPLACED = "[данные уничтожены]"


@dataclass(frozen=True)
class BorneName:
    """A name somebody bears or bore; without a gender all forms of both are looked for.

    `alone`: the bare surname means this person, nobody else has it; `called`: so do first name
    and patronymic together. Otherwise only the surname with a first name or initials is found.
    """

    surname: str
    first_name: str
    patronymic: str = ""
    gender: str = ""
    alone: bool = False
    called: bool = False
    put_right: tuple[str, ...] = ()  # forms of the whole name that somebody has corrected


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


def mentions_of(names: Iterable[BorneName]) -> Mentions:
    """Return what finds these names.

    Words typed without capitals count where no other word reads so: «зима» is no Зима.
    """
    parts = []
    for name in names:
        own = list(zip(*map(split_full, name.put_right), strict=True)) or [(), (), ()]
        forms = _forms(name.surname, decline_surname, name.gender, own[0])
        bare = _any_of(forms | {form.lower() for form in forms if is_only_surname(form.lower())})
        surname = _in_any_case(forms)
        first = _in_any_case(_forms(name.first_name, decline_first, name.gender, own[1]))
        last = _in_any_case(_forms(name.patronymic, decline_patronymic, name.gender, own[2]))
        letters = _initials(name)
        whole = rf"{first}(?:\s+{last})?" if last else first
        parts += [rf"{surname}\s+{whole}", rf"{whole}\s+{surname}",
                  rf"{bare}\s+{letters}", rf"{letters}\s*{bare}"]  # fmt: skip
        parts += [rf"{first}\s+{last}"] if name.called and last else []
        parts += [bare] if name.alone else []
    return Mentions(re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"))


def _forms(word, decline, gender, own):
    """Return the word in all cases, capitalised and in capitals; nothing of ""."""
    if not word:
        return set()
    forms = {word, *filter(None, own)}
    for each in [gender] if gender else ["m", "f"]:
        cases = decline(word, each)
        forms |= {*cases.as_dict().values(), prepositional(cases.nominative, cases.dative)}
    return forms | {form.upper() for form in forms}


def _in_any_case(forms):
    return _any_of(forms | {form.lower() for form in forms})


def _any_of(forms):
    """Return a pattern of any of the forms, ё or е; "" of none."""
    if not forms:
        return ""
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
