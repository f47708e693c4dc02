"""A person's whole name and post in five cases, with the corrections people have written down."""

from people.names.forms import (
    Corrections,
    Forms,
    GenderUnknown,
    checked_gender,
    corrected,
    joined,
    unchanged,
)
from people.names.given import (
    CHILDREN,
    first_forms,
    is_patronymic,
    patronymic_forms,
    propose_gender,
)
from people.names.positions import position_forms
from people.names.surnames import PARTICLES, surname_forms
from people.names.text import clean, single_spaced


def decline_surname(
    surname: str, gender: str | None, corrections: Corrections | None = None
) -> Forms:
    """Return the cases of a surname; GenderUnknown without "m" or "f"."""
    forms = surname_forms(clean(surname), checked_gender(gender))
    return corrected("surname", forms, gender, corrections)


def decline_first(first: str, gender: str | None, corrections: Corrections | None = None) -> Forms:
    """Return the cases of a first name; GenderUnknown without "m" or "f"."""
    forms = first_forms(clean(first), checked_gender(gender))
    return corrected("first", forms, gender, corrections)


def decline_patronymic(
    patronymic: str, gender: str | None, corrections: Corrections | None = None
) -> Forms:
    """Return the cases of a patronymic; GenderUnknown without "m" or "f"."""
    forms = patronymic_forms(clean(patronymic), checked_gender(gender))
    return corrected("patronymic", forms, gender, corrections)


def decline_position(
    title: str, gender: str | None = None, corrections: Corrections | None = None
) -> Forms:
    """Return the cases of a post; its own words decide («заведующая»), not the holder's gender."""
    forms = position_forms(single_spaced(title))
    return corrected("position", forms, gender, corrections)


def decline_name(
    surname: str,
    first: str,
    patronymic: str = "",
    gender: str | None = None,
    corrections: Corrections | None = None,
) -> Forms:
    """Return «Фамилия Имя Отчество» in five cases; parts left empty are left out."""
    gender = checked_gender(gender or propose_gender(patronymic, first))
    parts = [
        decline(text, gender, corrections)
        for decline, text in (
            (decline_surname, surname),
            (decline_first, first),
            (decline_patronymic, patronymic),
        )
        if text.strip()
    ]
    return joined(parts) if parts else unchanged("")


def decline_full(
    full_name: str, gender: str | None = None, corrections: Corrections | None = None
) -> Forms:
    """Return the cases of «Фамилия Имя Отчество» written as one line, of one part or more.

    Without `gender` the patronymic or an unambiguous first name tells it; otherwise GenderUnknown.
    """
    surname, first, patronymic = split_full(full_name)
    gender = gender_of_full(full_name, gender)
    return decline_name(surname, first, patronymic, gender, corrections)


def gender_of_full(full_name: str, gender: str | None = None) -> str:
    """Return `gender`, or what «Фамилия Имя Отчество» tells; GenderUnknown when nothing."""
    surname, first, patronymic = split_full(full_name)
    telling = patronymic or (surname if is_patronymic(surname) else "")
    gender = gender or propose_gender(telling, first)
    if not gender:
        raise GenderUnknown("Пол не виден из отчества. Укажите пол: от него зависят формы.")
    return gender


def split_full(full_name: str) -> tuple[str, str, str]:
    """Return surname, first name and patronymic of a line.

    A particle («фон Берг») opens a surname, «уулу» and «кызы» close one («Тимур уулу Азамат»).
    """
    words = clean(full_name).split()
    size = 1
    while size < len(words) and words[size - 1].lower() in PARTICLES:
        size += 1
    if len(words) == 3 and words[1].lower() in CHILDREN:
        size = 2
    if len(words) == 2 and is_patronymic(words[1]):
        return "", words[0], words[1]  # «Анна Петровна»
    first, *rest = words[size:] or [""]
    return " ".join(words[:size]), first, " ".join(rest)
