"""A row that a page break has cut in two: what continues, and how the pieces are joined."""

import re

from roadmaps.importing.columns import (
    ACTIVITY,
    DEADLINE,
    NUMBER,
    RESPONSIBLE,
    STAGE,
    Header,
)
from roadmaps.importing.laying import NUMBER_TEXT, Laid, is_deadline

# short words that may begin a piece of their own; any other one or two letters end a cut word
_WORDS = re.compile(
    "[авикосуя]|бы|во|да|до|е[её]|же|за|из|их|им|ко|ли|мы|на|не|ни|но|об|он|от|по|со|т[аеоуы]"
)
_ENDING = re.compile(
    r"^(?:[йьъы]|ого|его|ому|ему|ыми|ими|ями|ами|ния|нию|нием|ость|ости|ство|ства|ский|ского|ской"
    r"|ческ|ческий|ческого|ческих|ация|ации|ацию|ировани|ться|тся)"
)
_ITEM = re.compile(r"^(?:\d+[.)]|[-–—•*·])")
_LETTERS = re.compile(r"^[а-яё]+")
_OPEN_END = re.compile(r"[-–—,(:«/]$")


def continues(laid: Laid, header: Header, previous: list[str] | None) -> bool:
    """Return whether the row goes on with the one above it.

    `previous` are the texts of the row above on the same columns, None right after a section.
    """
    if previous is None or not laid.filled:
        return False
    number, activity, stage = header.of(NUMBER), header.of(ACTIVITY), header.of(STAGE)
    if number is not None and (laid.texts[number] or number in laid.above):
        return False
    if activity in laid.above or (stage is not None and stage in laid.above):
        return False
    if laid.texts[activity] and _is_complete(laid, header):
        return False
    if not laid.texts[activity]:
        return stage is None or not laid.texts[stage] or _goes_on(previous[stage], laid, stage)
    if laid.bold and len(laid.filled) == 1:
        return False
    staged = stage is not None and is_tail(laid.texts[stage])
    return staged or _goes_on(previous[activity], laid, activity)


def _is_complete(laid: Laid, header: Header) -> bool:
    """Return whether the row says what, when and who, and does not begin within a sentence."""
    deadline, activity = header.of(DEADLINE), header.of(ACTIVITY)
    if not {deadline, header.of(RESPONSIBLE)} <= set(laid.filled):
        return False
    cut = deadline is not None and not is_deadline(laid.texts[deadline])
    return not (cut and is_tail(laid.texts[activity]))


def _goes_on(before: str, laid: Laid, at: int) -> bool:
    return is_tail(laid.texts[at]) or is_open(before)


def is_tail(text: str) -> bool:
    """Return whether a text begins in the middle of a sentence."""
    return bool(text) and (text[0].islower() or text[0] in "),;.»")


def is_open(text: str) -> bool:
    """Return whether a text breaks off: a bracket not closed, a comma, a dash at its end."""
    return bool(_OPEN_END.search(text)) and bool(text)


def join(before: str, after: str) -> tuple[str, str]:
    """Return the joined text and the sentence that tells the curator what was joined."""
    if not before:
        return after, "Текст взят из следующей строки: таблица была разорвана. Проверьте."
    if _is_cut_word(before, after):
        last, first = before.split()[-1], after.split()[0]
        return before + after, (
            f"«{last}» и «{first}» соединены в одно слово «{last}{first}»: его разорвала граница "
            "страницы. Проверьте."
        )
    if _ITEM.match(after) or _begins_anew(before, after):
        sign = "\n"
    else:
        sign = "" if before[-1] in "-/(«" and after[0].islower() and before[-2:-1] != " " else " "
    return before + sign + after, (
        f"Присоединено продолжение из следующей строки: «{_short(after)}». Проверьте текст."
    )


def _begins_anew(before: str, after: str) -> bool:
    """Return whether the piece is a line of its own: a sentence, a name, one more deadline."""
    if before.count("(") > before.count(")") or is_open(before):
        return False
    if is_deadline(before) and is_deadline(after):
        return True
    return after[0].isupper() and (before[-1] in ".;!?" or after[1:2].islower())


def _is_cut_word(before: str, after: str) -> bool:
    found = _LETTERS.match(after)
    if not before[-1].isalpha() or not found or NUMBER_TEXT.match(after):
        return False
    piece = found[0]
    if len(piece) <= 2:
        return not _WORDS.fullmatch(piece)
    return len(piece) <= 8 and bool(_ENDING.fullmatch(piece))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
