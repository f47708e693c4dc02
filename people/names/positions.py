"""Cases of posts: the head noun and what agrees with it change, everything else stays.

«старшего воспитателя», «заместителя директора по УВР», «педагога-психолога»; coordinated and
bracketed posts («учителя истории, классного руководителя») change too.
"""

import re

from people.names import dictionary
from people.names.forms import Forms, Oblique, joined, unchanged
from people.names.text import is_cyrillic, recased, word_set

_TOKEN = re.compile(r"\w[\w.\-\u2010\u2011]*|\W+")
_ACTING = re.compile(r"(и\.?\s?о\.?|вр\.?\s?и\.?\s?о\.?|в\.\s?р\.\s?и\.\s?о\.)\s+\w", re.IGNORECASE)
_SHORT_ADJECTIVE = word_set("ст. мл. гл. вед. соц. муз. пед. мед. уч. старш. млад. техн. тех.")
# participles that govern a noun («заведующий мастерской»): what follows them does not agree
_GOVERNORS = ("заведующ", "управляющ", "исполняющ", "командующ", "отвечающ")
_SUBSTANTIVES = (*_GOVERNORS, "вожат", "дежурн", "рабоч", "ответственн", "уполномоченн", "учащ",
                 "обучающ", "служащ")  # fmt: skip
_RANKS = ("старш", "младш", "ведущ", "главн")
# first halves that never change although they name persons: шеф-повара, генерал-майора
_FIXED_HALVES = word_set("шеф генерал премьер обер унтер экс вице")
_ORDINAL = re.compile(r"(\d+)-(й|я)")
_NEW_WORDS: dict[str, Oblique] = {"коуч": ("коуча", "коучу", "коуча", "коучем")}
_ADVERBS = ("временно", "вновь", "впервые")
_OPENS_SEGMENT = re.compile(r"[,;/(–—]|\s-\s")


def position_forms(title: str) -> Forms:
    """Return the cases of a post written in the nominative, its capitals kept."""
    # «врио директора», «и.о. директора» are abbreviations of a phrase and stay as they are
    if _ACTING.match(title):
        return unchanged(title)
    return _Reader(title).read()


class _Reader:
    """Walks through the words of one post and decides which of them are declined."""

    def __init__(self, title: str):
        self.tokens = _TOKEN.findall(title)
        self.title = title
        self.parts: list[Forms] = []
        # head: up to the head noun; noun: just after it; start, rank: one more may begin; rest
        self.place = "head"
        self.quotes = 0
        self.declined = False
        self.doubtful = False

    def read(self) -> Forms:
        for index, token in enumerate(self.tokens):
            if token[0].isalnum():
                self.parts.append(self._word(index, token))
            else:
                self._separator(token)
                self.parts.append(unchanged(token))
        whole = joined(self.parts, "")
        doubtful = self.doubtful or whole.doubtful or not self.declined
        return Forms(**whole.as_dict(), doubtful=doubtful)

    def _separator(self, token: str) -> None:
        self.quotes += token.count("«") + token.count("„") - token.count("»") - token.count("“")
        if _OPENS_SEGMENT.search(token) and self.declined:
            self.place = "rank" if "(" in token and self.place == "noun" else "start"
        elif ")" in token and self.place != "head":
            self.place = "rest"

    def _word(self, index: int, token: str) -> Forms:
        if self.quotes > 0:
            return unchanged(token)
        if token.lower() in ("и", "или") and self.declined:
            self.place = "start"
            return unchanged(token)
        if self.place in ("start", "rank"):
            rank = self.place == "rank" and self._is_rank(index)
            self.place = "head" if rank or self._post_begins(index) else "rest"
            # what stands in brackets may be a trade and not a post: «мастер (повар)»
            self.doubtful |= self.place == "head" and "(" in self.tokens[index - 1]
        if self.place == "head":
            return self._head(token)
        self.place = "rest"
        return unchanged(token)

    def _is_rank(self, index: int) -> bool:
        """Tell «воспитатель (старший)» from «воспитатель (младшая группа)»."""
        closes = "".join(self.tokens[index + 1 : index + 2]).startswith(")")
        return closes and self.tokens[index].lower().startswith(_RANKS)

    def _head(self, token: str) -> Forms:
        low = token.lower()
        if low in _SHORT_ADJECTIVE or low in _ADVERBS:
            self.doubtful |= low in _SHORT_ADJECTIVE
            return unchanged(token)
        forms = None if "." in token else _inflected(token)
        if forms is None:
            self.place = "rest"
            self.doubtful |= not self.declined
            return unchanged(token)
        word = dictionary.post_word(low)
        goes_on = _ORDINAL.fullmatch(low) or (word is not None and word.is_adjective)
        if not goes_on or low.startswith(_GOVERNORS):
            self.place = "noun"
        self.declined = True
        return forms

    def _post_begins(self, index: int) -> bool:
        """Tell whether adjectives and a person's post follow, as «классный руководитель»."""
        for token in self.tokens[index:]:
            if token.isspace():
                continue
            low = token.lower()
            word = dictionary.post_word(low.rsplit("-", 1)[-1]) if token[0].isalpha() else None
            if word is None or (token.isupper() and not self.title.isupper()):
                return False
            if not word.is_adjective:
                return word.is_person
            if word.is_participle or low.startswith(_SUBSTANTIVES):
                return True
        return False


def _inflected(token: str) -> Forms | None:
    """Return the cases of a word and of the halves of a double post; None when it has none."""
    ordinal = _ORDINAL.fullmatch(token)
    if ordinal:
        endings = ("го", "му", "го", "м") if ordinal[2] == "й" else ("й", "й", "ю", "й")
        return Forms(token, *(f"{ordinal[1]}-{ending}" for ending in endings))
    halves = re.split(r"[-\u2010\u2011]", token)
    forms = [_half(half, place == len(halves) - 1) for place, half in enumerate(halves)]
    if forms[-1] is None:
        return None
    return joined([form or unchanged(half) for form, half in zip(forms, halves, strict=True)], "-")


def _half(written: str, is_last: bool) -> Forms | None:
    low = written.lower()
    if low in _NEW_WORDS:
        return _forms(written, _NEW_WORDS[low])
    word = dictionary.post_word(low) if is_cyrillic(written) else None
    if word is None or word.oblique is None:
        return None
    if not is_last and (low in _FIXED_HALVES or not (word.is_person or word.is_adjective)):
        return None
    return _forms(written, word.oblique, doubtful=not word.is_known)


def _forms(written: str, oblique: Oblique, doubtful: bool = False) -> Forms:
    return Forms(written, *(recased(form, written) for form in oblique), doubtful=doubtful)
