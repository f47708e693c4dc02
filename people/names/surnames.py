"""Cases of surnames by the rules of grammar; the dictionary is asked for stress only.

Sources: Д. Э. Розенталь, «Справочник по правописанию» § 149; Л. П. Калакуцкая, «Фамилии. Имена.
Отчества».
"""

import re

from people.names import dictionary
from people.names.forms import Forms, Oblique, joined, unchanged
from people.names.given import CHILDREN
from people.names.text import is_cyrillic, recased, word_set

_VOWELS = "аеёиоуыэюя"
_SIBILANTS = "жшчщ"
_HARD_I = "гкх" + _SIBILANTS  # after these и is written instead of ы

# first halves and particles that never change: Бонч-Бруевича, Тер-Петросяна, фон Берга
PARTICLES = word_set("аль ван да де дель ден дер ди дос ду ибн ла ле фон цу эль")
_FIXED_HALVES = PARTICLES | word_set(
    "ар бек бен бонч вар грум кара мак мата мелик нур сан сен сквозник тер тулуз тян хан шах"
)
# stressed -а of French names
_STRESSED_A = word_set("дюма золя дега тома люка петипа ферма гавара фермуа")
# peoples' names and foreigners in -ин/-ов: instrumental in -ом, not -ым
_NOT_POSSESSIVE = word_set(
    "литвин грузин турчин дарвин чаплин гершвин франклин кронин бюлов вирхов гудвин болдуин"
)
# Ukrainian nouns that women bear unchanged in kind: «Щербины», not «Щербиной»
_FEMALE_NOUNS = word_set(
    "щербина калина малина дубина скотина картина перина паутина хворостина голова корова подкова "
    "сова дуброва"
)
_FALSE_PLURALS = re.compile(r"[рлтдбзпвмс]их$")  # Ульрих, Эрлих, Дитрих: no adjective has -рих
_STRESSED_SIBILANT = word_set("кулиш кардаш лукаш ильич кущ")
_UNSTRESSED = {"бондарь": "ем", "ковач": "ем", "кухарь": "ем", "лазарь": "ем", "цезарь": "ем"}
_IRREGULAR: dict[str, Oblique] = {
    "лев": ("льва", "льву", "льва", "львом"),
    "сорок": ("сорока", "сороку", "сорока", "сороком"),
}


def surname_forms(surname: str, gender: str) -> Forms:
    """Return the cases of a cleaned surname, single, double or with particles."""
    words = surname.split()
    if words and words[-1].lower() in CHILDREN:
        return unchanged(surname)  # «Тимур уулу»
    last = len(words) - 1
    return joined(
        [
            unchanged(word)
            if place < last and word.lower() in PARTICLES
            else joined(_halves(word, gender), "-")
            for place, word in enumerate(words)
        ]
    )


def _halves(surname: str, gender: str) -> list[Forms]:
    halves = surname.split("-")
    return [
        unchanged(half)
        if half.lower() in _FIXED_HALVES and place < len(halves) - 1
        else _one(half, gender)
        for place, half in enumerate(halves)
    ]


def _one(written: str, gender: str) -> Forms:
    if not is_cyrillic(written):
        return unchanged(written, doubtful=bool(written))
    word = written.lower()
    oblique, doubtful = _man(word) if gender == "m" else _woman(word)
    if oblique is None:
        return unchanged(written, doubtful)
    return Forms(written, *(recased(form, written) for form in oblique), doubtful=doubtful)


def _woman(word: str) -> tuple[Oblique | None, bool]:
    """Return the forms (None: indeclinable) and whether somebody should look at them."""
    if word[-1] not in "ая":
        # «Иванов» of a woman is more often a slip than a surname
        return None, word.endswith(("ов", "ев", "ёв"))
    if word.endswith(("ая", "яя")):
        return _feminine_adjective(word), False
    possessive = word.endswith(("ова", "ева", "ёва", "ина", "ына")) and len(word) > 4
    if possessive and word not in _FEMALE_NOUNS:
        known = dictionary.common_noun(word) is not None
        return _with(word[:-1], "ой", "ой", "у", "ой"), known
    return _ending_a(word, possessive)


def _man(word: str) -> tuple[Oblique | None, bool]:
    if word in _IRREGULAR:
        return _IRREGULAR[word], True
    if word[-1] in "ая":
        slip = word.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ная"))
        return _ending_a(word, slip)
    if word[-1] in _VOWELS or _is_plural_genitive(word):
        return None, False
    if word.endswith(("ый", "ий", "ой")):
        return _masculine_adjective(word) or _ending_consonant(word)
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        if _syllables(word) == 1 or word in _NOT_POSSESSIVE:
            return _with(word, "а", "у", "а", "ом"), True
        return _with(word, "а", "у", "а", "ым"), False
    return _ending_consonant(word)


def _is_plural_genitive(word: str) -> bool:
    """Tell «Седых», «Гладких» from «Рерих», «Мних»."""
    return word.endswith(("ых", "их")) and _syllables(word) > 1 and not _FALSE_PLURALS.search(word)


def _feminine_adjective(word: str) -> Oblique:
    if word.endswith("яя"):
        return _with(word[:-2], "ей", "ей", "юю", "ей")
    stem = word[:-2]
    # «Чужой», «Большой» have the stress on the ending, «Рыжей», «Хорошей» have not
    soft = stem[-1:] in tuple(_SIBILANTS) and dictionary.adjective(stem + "ой") is None
    ending = "ей" if soft else "ой"
    return _with(stem, ending, ending, "ую", ending)


def _masculine_adjective(word: str) -> tuple[Oblique, bool] | None:
    """Return the forms of «Толстой», «Горький», «Крайний»; None for a noun (Цой, Гений)."""
    stem, ending = word[:-2], word[-2:]
    if ending == "ой":
        noun = dictionary.common_noun(word)
        is_noun = noun is not None and noun[0].endswith("я")
        if is_noun or (_syllables(word) == 1 and dictionary.adjective(word) is None):
            return None
        instrumental = "им" if stem[-1] in _HARD_I else "ым"
        return _with(stem, "ого", "ому", "ого", instrumental), False
    if ending == "ый":
        return _with(stem, "ого", "ому", "ого", "ым"), False
    noun = dictionary.common_noun(word)
    # «Лесничего» is a noun; the adjective «лесничий» would give «лесничьего»
    known = noun if noun and noun[0].endswith("его") else dictionary.adjective(word)
    if known:
        return known, False
    if stem[-1:] in tuple("гкх"):
        return _with(stem, "ого", "ому", "ого", "им"), False
    soft_adjective = stem[-1:] == "н" and stem[-2:-1] not in tuple(_VOWELS)
    if stem[-1:] in tuple(_SIBILANTS) or soft_adjective:
        return _with(stem, "его", "ему", "его", "им"), True
    return None


def _ending_a(word: str, doubtful: bool) -> tuple[Oblique | None, bool]:
    stem, ending = word[:-1], word[-1]
    if word in _STRESSED_A:
        return None, False
    if ending == "а" and stem[-1:] in tuple(_VOWELS):
        return None, False  # Моруа, Гулиа
    noun = dictionary.common_noun(word)
    stressed = noun is not None and noun[3].endswith(("ой", "ёй"))
    if ending == "а":
        genitive = "и" if stem[-1:] in tuple(_HARD_I) else "ы"
        soft = stem[-1:] in tuple(_SIBILANTS + "ц") and not stressed
        return _with(stem, genitive, "е", "у", "ей" if soft else "ой"), doubtful
    dative = "и" if stem.endswith("и") else "е"
    return _with(stem, "и", dative, "ю", "ёй" if stressed else "ей"), doubtful


def _ending_consonant(word: str) -> tuple[Oblique, bool]:
    noun = dictionary.common_noun(word)
    stem = word[:-1] if word[-1] in "йь" else word
    keeps_stem = noun is not None and noun[0][:-1].replace("ё", "е") == stem.replace("ё", "е")
    is_masculine = noun is not None and noun[0].endswith(("а", "я"))
    if word in _UNSTRESSED:
        return _regular(word, _UNSTRESSED[word]), True
    # a short stem is kept whole: the Korean «Сон» and the German «Рот» are no dream and no mouth
    if is_masculine and (keeps_stem or _syllables(word) > 1):
        genitive, dative, _, instrumental = noun
        doubtful = not keeps_stem or _is_doubtful(word)
        return (genitive, dative, genitive, instrumental), doubtful
    if word.endswith("ец") and _syllables(word) > 1:
        return _fleeting_ec(word), True
    if word.endswith("ок") and not word.endswith("кок") and _syllables(word) > 1:
        return _with(word[:-2], "ка", "ку", "ка", "ком"), True
    if word.endswith("ёк") and _syllables(word) > 1:
        return _with(word[:-2], "ька", "ьку", "ька", "ьком"), True
    return _regular(word, _instrumental(word)), _is_doubtful(word)


def _fleeting_ec(word: str) -> Oblique:
    """Return «Кравца», «Коломийца», «Скальца»; after two consonants е stays («Кузнеца»)."""
    stem = word[:-2]
    if stem[-1] in _VOWELS:
        return _with(stem + "йц", "а", "у", "а", "ем")
    unstressed = stem.endswith(("ин", "ан", "ян", "ов", "ев"))
    if stem[-2:-1] not in tuple(_VOWELS + "ь"):
        stem += "е"
    elif stem.endswith("л"):
        stem += "ь"
    return _with(stem + "ц", "а", "у", "а", "ем" if unstressed else "ом")


def _instrumental(word: str) -> str:
    """Return the ending by the usual stress of such surnames."""
    short = _syllables(word) == 1
    if word in _STRESSED_SIBILANT or word.endswith("ач"):
        return "ом"
    if word[-1] in "жшчщц":
        return "ом" if short and word[-1] in "чщ" else "ем"
    if word.endswith("арь") and not short:
        return "ём"
    return "ем" if word[-1] in "йь" else "ом"


def _regular(word: str, instrumental: str) -> Oblique:
    if word[-1] in "йь":
        return _with(word[:-1], "я", "ю", "я", instrumental)
    return _with(word, "а", "у", "а", instrumental)


def _is_doubtful(word: str) -> bool:
    # -ич, -ович are regular; of the others each family has its own stress or vowel
    doubted = ("ец", "ей", "ач", "ок", "ек", "ёк", "ень", "арь", "ел", "ёл", "ж", "ш", "ц", "щ")
    return word.endswith(doubted) or (word.endswith("ч") and not word.endswith("ич"))


def _with(stem: str, *endings: str) -> Oblique:
    return tuple(stem + ending for ending in endings)


def _syllables(word: str) -> int:
    return sum(letter in _VOWELS for letter in word)
