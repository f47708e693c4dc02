"""How a name is written: cleaning, search form, letter case, initials; no grammar."""

import re
import unicodedata

NBSP = "\u00a0"
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
# letters that look the same on paper; typed with the wrong keyboard they break search and cases
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYaceopxyëË", "АВСЕНКМОРТХУасеорхуёЁ")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[А-Яа-яЁё]+(?:[ -][А-Яа-яЁё]+)*")  # as nearly every name is typed
_HYPHEN = re.compile(r"\s*[-\u2010\u2011]\s*")  # plain, Unicode and non-breaking hyphens


def clean(text: str) -> str:
    """Return the text composed (NFC), single-spaced, without Latin letters in Cyrillic words.

    Hyphens lose the spaces around them, as a double name is written.
    """
    if _PLAIN.fullmatch(text):
        return text
    return _HYPHEN.sub("-", single_spaced(text)).strip("-")


def single_spaced(text: str) -> str:
    """Return the text cleaned, but with the hyphens as they stand (« - » may be a dash)."""
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text)
    return " ".join(_WORD.sub(_all_cyrillic, text).split())


def normalise(text: str) -> str:
    """Return the form by which names are searched, sorted and compared; never shown."""
    return clean(text).casefold().replace("ё", "е")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set; keeps word lists readable."""
    return frozenset(words.split())


def is_cyrillic(word: str) -> bool:
    """Tell whether the word can be declined: Cyrillic letters, and no Latin ones."""
    return bool(_CYRILLIC.search(word)) and not _LATIN.search(word)


def is_initial(word: str) -> bool:
    """Tell «А.», «А.П.» or a lone letter from a name."""
    return "." in word or len(word) < 2


def recased(form: str, written: str) -> str:
    """Return a lower-case `form` in the capitals and the ё or е of the word as it was written."""
    if len(written) > 1 and written.isupper():
        form = form.upper()
    letters = list(form)
    for place, (ours, theirs) in enumerate(zip(form, written, strict=False)):
        spelt_without_dots = ours.lower() == "ё" and theirs.lower() == "е"
        if ours.lower() != theirs.lower() and not spelt_without_dots:
            break
        letters[place] = theirs
    if written[:1].isupper():
        letters[0] = letters[0].upper()
    return "".join(letters)


def initials_first(surname: str, first: str, patronymic: str = "") -> str:
    """Return «А.П. Иванова», as a signature stands; the surname in any case."""
    return NBSP.join(filter(None, (_initials(first, patronymic), clean(surname))))


def initials_last(surname: str, first: str, patronymic: str = "") -> str:
    """Return «Иванова А.П.», as lists and orders write it; the surname in any case."""
    return NBSP.join(filter(None, (clean(surname), _initials(first, patronymic))))


def _initials(first: str, patronymic: str) -> str:
    names = clean(first).replace(" ", "-").split("-")
    double = "-".join(f"{name[0].upper()}." for name in names if name)
    # «Гасан оглы» is one patronymic and gives one letter
    return double + "".join(f"{name[0].upper()}." for name in clean(patronymic).split()[:1])


def _all_cyrillic(match: re.Match) -> str:
    word = match.group()
    if _CYRILLIC.search(word) and _LATIN.search(word):
        return word.translate(_LOOK_ALIKES)
    return word
