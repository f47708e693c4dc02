"""What the dictionary of Russian knows of a word; the only module that asks pymorphy3.

The dictionary brings what no rule can: where the stress falls («Королём», but «Гоголем») and
which vowel is fleeting («Орла», «Кремня»).
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from people.names.forms import Oblique

_OBLIQUE = ("gent", "datv", "accs", "ablt")
_NOT_COMMON = {"Surn", "Name", "Patr", "Geox", "Abbr", "Orgn", "Trad", "Init"}
# read as things by the dictionary, but posts for us
_PERSON_ENDINGS = ("тор", "тель", "ник", "лог", "ист", "ер", "ёр", "щик", "чик", "вед", "член")


@dataclass(frozen=True)
class Word:
    """A word read as nominative singular: its part of speech, gender, and its other cases."""

    is_adjective: bool
    is_participle: bool
    is_person: bool
    is_known: bool
    oblique: Oblique


@lru_cache(maxsize=4096)
def common_noun(word: str) -> Oblique | None:
    """Return the cases of a common noun in the dictionary; None for proper or unknown words."""
    for parse in _analyzer().parse(word):
        tag = parse.tag
        if parse.is_known and not _NOT_COMMON & set(tag.grammemes) and _is_nominative(tag, "NOUN"):
            return _oblique(parse)
    return None


@lru_cache(maxsize=4096)
def adjective(word: str) -> Oblique | None:
    """Return the cases of an adjective in the dictionary, or None."""
    for parse in _analyzer().parse(word):
        if parse.is_known and _is_nominative(parse.tag, "ADJF", "PRTF"):
            return _oblique(parse)
    return None


@lru_cache(maxsize=4096)
def post_word(word: str) -> Word | None:
    """Return how a word of a post reads as a nominative singular, or None when it cannot."""
    parses = [parse for parse in _analyzer().parse(word) if "Abbr" not in parse.tag]
    trade = common_noun(word)
    for parse in parses:
        if _is_nominative(parse.tag, "ADJF", "PRTF"):
            if trade and trade[0].endswith("чего"):  # «лесничего», not «лесничьего»
                return Word(True, False, True, True, trade)
            participle = parse.tag.POS == "PRTF"
            return Word(True, participle, False, parse.is_known, _oblique(parse))
    nouns = [parse for parse in parses if _is_nominative(parse.tag, "NOUN")]
    nouns = [parse for parse in nouns if not {"Surn", "Name", "Geox"} & set(parse.tag.grammemes)]
    is_trade = word.endswith(_PERSON_ENDINGS)
    if not nouns and is_trade:
        # «электроник» is read only as the genitive plural of «электроника»
        oblique = (word + "а", word + "у", word + "а", word + "ом")
        return None if word.endswith("тель") else Word(False, False, True, True, oblique)
    if not nouns:
        return None
    best = next((parse for parse in nouns if parse.tag.animacy == "anim"), nouns[0])
    is_person = is_trade or best.tag.animacy == "anim"
    return Word(False, False, is_person, is_trade or best.is_known, _oblique(best))


@lru_cache(maxsize=4096)
def gender_of_first_name(word: str) -> str:
    """Return "m" or "f" of a first name that only one of them bears, else ""."""
    names = [parse.tag for parse in _analyzer().parse(word) if parse.is_known]
    names = [tag for tag in names if "Name" in tag and _is_nominative(tag, "NOUN")]
    genders = {tag.gender for tag in names}
    # the dictionary marks «Саша» and «Женя» as common gender
    if len(genders) != 1 or any("ms-f" in tag or "GNdr" in tag for tag in names):
        return ""
    return {"masc": "m", "femn": "f"}.get(genders.pop(), "")


@lru_cache(maxsize=4096)
def is_only_surname(word: str) -> bool:
    """Tell a word that, written small, still names somebody: «шестаковой», not «зимой»."""
    return not any(
        parse.is_known and not {"Surn", "Name", "Patr", "Poss", "Geox"} & set(parse.tag.grammemes)
        for parse in _analyzer().parse(word)
    )


@cache
def _analyzer():
    import pymorphy3  # slow import

    return pymorphy3.MorphAnalyzer()


def _is_nominative(tag, *parts: str) -> bool:
    return tag.POS in parts and tag.case == "nomn" and tag.number == "sing" and "Fixd" not in tag


def _oblique(parse) -> Oblique | None:
    forms = [parse.inflect({case, "sing"}) for case in _OBLIQUE]
    if any(form is None for form in forms):
        return None
    genitive, dative, accusative, instrumental = (form.word for form in forms)
    tag = parse.tag
    # a post is a person whatever the dictionary thinks: «тьютора», «члена»
    if tag.gender == "masc" and not parse.word.endswith(("а", "я")):
        accusative = genitive
    if tag.gender == "neut":
        accusative = parse.word
    return genitive, dative, accusative, instrumental
