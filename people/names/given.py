"""Cases of first names and patronymics, and the gender they tell."""

import re

from people.names import dictionary
from people.names.forms import Forms, Oblique, joined, unchanged
from people.names.text import is_cyrillic, is_initial, recased, word_set

_VOWELS = "аеёиоуыэюя"
_SONS = word_set("оглы оглу огли улы уулу угли углы ули")
_DAUGHTERS = word_set("кызы кизи гызы кзы")
# stand after the father's name: «Гасан оглы» is Hasan's son
CHILDREN = [*_SONS, *_DAUGHTERS, "заде", "зода"]
_PARTICLE = re.compile(rf"(?:^|[\s-]|(?<=\w\w))({'|'.join(CHILDREN)})$")
# stress on the last syllable; all other patronymics in -ич have -ем
_STRESSED_ICH = ("ильич", "кузьмич", "лукич", "фомич")

_MEN: dict[str, Oblique] = {
    "лев": ("льва", "льву", "льва", "львом"),
    "павел": ("павла", "павлу", "павла", "павлом"),
    "пётр": ("петра", "петру", "петра", "петром"),
    "илья": ("ильи", "илье", "илью", "ильёй"),
    "данило": ("данилы", "даниле", "данилу", "данилой"),
    "михайло": ("михайлы", "михайле", "михайлу", "михайлой"),
    "гаврило": ("гаврилы", "гавриле", "гаврилу", "гаврилой"),
    "иаков": ("иакова", "иакову", "иакова", "иаковом"),
}
# borrowed from French, not declined although they end in ь
_FRENCH_WOMEN = word_set("николь мишель изабель аннабель даниэль габриэль рафаэль эммануэль")
_SOFT_WOMEN = word_set("любовь нинель эсфирь рахиль юдифь руфь")  # declined beyond doubt
# first halves that stay: Жан-Жака, Абдул-Хамида
_FIXED_HALVES = word_set("жан абд абдул абдуль абу аль эль шах хаджи гаджи ибн бен магомед")


def propose_gender(patronymic: str, first: str = "") -> str:
    """Return "m" or "f" as the patronymic tells, else as an unambiguous first name; or "".

    A surname alone tells nothing: «Шевченко», «Седых», «Мельник».
    """
    word = patronymic.strip().lower()
    ending = _PARTICLE.search(word)
    if ending and ending.group(1) in _SONS:
        return "m"
    if ending and ending.group(1) in _DAUGHTERS:
        return "f"
    if is_patronymic(word):
        return "f" if word.endswith("на") else "m"
    return dictionary.gender_of_first_name(first.strip().lower())


def is_patronymic(word: str) -> bool:
    """Tell «Ивановна», «Ильич», «оглы» from a first name or a surname."""
    word = word.lower()
    if word.split()[-1:] and word.split()[-1] in CHILDREN:
        return True
    return word.endswith(
        ("ович", "евич", "ьич", "лукич", "фомич", "никитич", "саввич", "евна", "овна", "ична", "ыч")
    )


def first_forms(first: str, gender: str) -> Forms:
    """Return the cases of a cleaned first name, also of a double one."""
    words = []
    for word in first.split():
        halves = word.split("-")
        forms = [_first(half, gender, place < len(halves) - 1) for place, half in enumerate(halves)]
        words.append(joined(forms, "-"))
    return joined(words)


def patronymic_forms(patronymic: str, gender: str) -> Forms:
    """Return the cases of a patronymic; «Али оглы», «Гасан-кызы» never change."""
    word = patronymic.lower()
    if _PARTICLE.search(word) or is_initial(patronymic) or not is_cyrillic(patronymic):
        return unchanged(patronymic)
    if gender == "m" and word.endswith(("ич", "ыч")):
        instrumental = "ом" if word.endswith(_STRESSED_ICH) else "ем"
        return _written(patronymic, _with(word, "а", "у", "а", instrumental))
    if gender == "f" and word.endswith("на"):
        return _written(patronymic, _with(word[:-1], "ы", "е", "у", "ой"))
    # a father's name without a suffix, or the gender does not fit
    forms = first_forms(patronymic, gender)
    return Forms(**forms.as_dict(), doubtful=True)


def _first(written: str, gender: str, is_first_half: bool) -> Forms:
    word = written.lower()
    if is_initial(written) or (is_first_half and word in _FIXED_HALVES):
        return unchanged(written)
    if not is_cyrillic(written):
        return unchanged(written, doubtful=bool(written))
    oblique = _man(word) if gender == "m" else _woman(word)
    doubtful = gender == "f" and word.endswith("ь") and word not in _SOFT_WOMEN
    if oblique is None:
        return unchanged(written, doubtful)
    return _written(written, oblique, doubtful)


def _man(word: str) -> Oblique | None:
    if word in _MEN:
        return _MEN[word]
    if word == "петр":
        return _MEN["пётр"]
    if word[-1] in _VOWELS and (word[-1] not in "ая" or word == "шота"):
        return None
    if word[-1] in "ая":
        return _ending_a(word)
    if word[-1] in "йь":
        return _with(word[:-1], "я", "ю", "я", "ем")
    return _with(word, "а", "у", "а", "ем" if word[-1] in "жшчщц" else "ом")


def _woman(word: str) -> Oblique | None:
    if word[-1] in "ая":
        return _ending_a(word)
    if word[-1] == "ь" and word not in _FRENCH_WOMEN:
        return word[:-1] + "и", word[:-1] + "и", word, word + "ю"
    return None


def _ending_a(word: str) -> Oblique | None:
    stem = word[:-1]
    if word[-1] == "а":
        if stem[-1:] in tuple(_VOWELS):
            return None  # Миа, Леа
        genitive = "и" if stem[-1:] in tuple("гкхжшчщ") else "ы"
        instrumental = "ей" if stem[-1:] in tuple("жшчщц") else "ой"
        return _with(stem, genitive, "е", "у", instrumental)
    # names in -ия have -ии in the dative whatever the stress: «Зульфии», «Лии»
    return _with(stem, "и", "и" if stem.endswith("и") else "е", "ю", "ей")


def _written(written: str, oblique: Oblique, doubtful: bool = False) -> Forms:
    return Forms(written, *(recased(form, written) for form in oblique), doubtful=doubtful)


def _with(stem: str, *endings: str) -> Oblique:
    return tuple(stem + ending for ending in endings)
