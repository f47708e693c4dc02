"""The sixth case («об Ивановой»), told from the nominative and the dative word by word."""

import re

_WORD = re.compile(r"[^\W\d_]+")


def prepositional(nominative: str, dative: str) -> str:
    """Return the prepositional of a name or a post; words that the dative left alone stay.

    Feminine and indeclinable words have one form for both; the others change the ending of the
    dative: «Ивану» – «Иване», «Дмитрию» – «Дмитрии», «старшему» – «старшем».
    """
    plain = _WORD.findall(nominative)
    cased = iter(plain) if len(plain) == len(_WORD.findall(dative)) else iter(())
    return _WORD.sub(lambda match: _word(next(cased, ""), match.group()), dative)


def _word(nominative, dative):
    low = dative.lower()
    if nominative.lower() == low:
        return dative
    is_adjective = nominative.lower().endswith(("ый", "ий", "ой"))
    if low.endswith(("ому", "ему")) and is_adjective:
        return dative[:-1]
    if low.endswith("ию"):
        return dative[:-1] + _like(dative, "и")
    if low.endswith(("у", "ю")):
        return dative[:-1] + _like(dative, "е")
    return dative


def _like(word, letter):
    return letter.upper() if word.isupper() and len(word) > 1 else letter
