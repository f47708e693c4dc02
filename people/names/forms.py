"""The five cases a paper needs, and gendered wording; nothing here knows how a word is declined."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental")
KINDS = ("surname", "first", "patronymic", "position")
GENDERS = ("m", "f")

Oblique = tuple[str, str, str, str]  # genitive, dative, accusative, instrumental
Corrections = Mapping[tuple[str, str, str], Mapping[str, str]]


class GenderUnknown(ValueError):
    """The gender is needed and neither stored nor readable from the patronymic."""


@dataclass(frozen=True)
class Forms:
    """A word or a phrase in five cases; `doubtful` asks a person to look before it is printed."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    doubtful: bool = False

    def as_dict(self) -> dict[str, str]:
        """Return case → form, without the doubt."""
        forms = asdict(self)
        del forms["doubtful"]
        return forms


def unchanged(word: str, doubtful: bool = False) -> Forms:
    """Return the same text in every case."""
    return Forms(word, word, word, word, word, doubtful)


def joined(parts: list[Forms], glue: str = " ") -> Forms:
    """Return the parts side by side, case by case; one doubtful part makes the whole doubtful."""
    texts = (glue.join(getattr(part, case) for part in parts) for case in CASES)
    return Forms(*texts, doubtful=any(part.doubtful for part in parts))


def corrected(
    kind: str, forms: Forms, gender: str | None, corrections: Corrections | None
) -> Forms:
    """Return the forms with those a person has written down; they settle every doubt.

    A correction without gender serves both; cases it leaves out come from `forms`.
    """
    for key in ((gender or ""), ""):
        own = (corrections or {}).get((kind, forms.nominative, key))
        if own:
            kept = {case: own[case] for case in CASES[1:] if own.get(case)}
            return Forms(**{**forms.as_dict(), **kept})
    return forms


def checked_gender(gender: str | None) -> str:
    """Return "m" or "f", or raise GenderUnknown with the sentence for the user."""
    if gender not in GENDERS:
        raise GenderUnknown(
            "Пол не указан. Укажите пол в карточке человека: от него зависят формы."
        )
    return gender


def agree(gender: str | None, masculine: str, feminine: str) -> str:
    """Return the wording that fits the person: «действующего» or «действующей»."""
    return masculine if checked_gender(gender) == "m" else feminine
