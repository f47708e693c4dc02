"""How Russian names and posts are written and declined. Pure: no database, no settings."""

from people.names.dictionary import is_only_surname
from people.names.forms import (
    CASES,
    GENDERS,
    KINDS,
    Corrections,
    Forms,
    GenderUnknown,
    agree,
)
from people.names.given import propose_gender
from people.names.prepositional import prepositional
from people.names.text import NBSP, clean, initials_first, initials_last, normalise
from people.names.whole import (
    decline_first,
    decline_full,
    decline_name,
    decline_patronymic,
    decline_position,
    decline_surname,
    gender_of_full,
    split_full,
)

__all__ = [
    "CASES",
    "GENDERS",
    "KINDS",
    "NBSP",
    "Corrections",
    "Forms",
    "GenderUnknown",
    "agree",
    "clean",
    "decline_first",
    "decline_full",
    "decline_name",
    "decline_patronymic",
    "decline_position",
    "decline_surname",
    "gender_of_full",
    "initials_first",
    "initials_last",
    "is_only_surname",
    "normalise",
    "prepositional",
    "propose_gender",
    "split_full",
]
