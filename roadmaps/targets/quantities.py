"""Numbers of a canonical text that compare or count something, with the place they stand at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from roadmaps.targets.lexicon import (
    ALL,
    BLANK,
    COMPARISONS,
    END,
    GROWTH,
    NOT_COUNTED,
    NUMBER,
    PARTS,
    START,
    THINGS,
    UNTIL,
    WORDS,
    number,
    part,
)

_ONE = rf"{NUMBER}|{WORDS}"
_ENDING = r"(?:-?(?:ух|ех|ти|мя|го|х|и))?"
_TAIL = rf"{_ENDING}(?![а-я\d])(?: ?\([а-я ]{{2,40}}\))?(?P<thousand> ?тыс(?:\.|яч[а-я]{{0,2}}))?"
_PERCENT = r"(?P<percent> ?%(?:-?н[а-я]{1,3})?| ?-?процент[а-я]{0,4}| проц\.)"
_BIND = r"[,:]?(?: чем)?(?: ?[-:(])? ?(?:(?:на|у|в|во|по|для|со?|из|при|за|около|порядка) )?"
_COMPARED = "|".join(f"(?P<{name}>{pattern})" for name, pattern in COMPARISONS.items())
_PARTS = "|".join(PARTS)
_RANGE = (
    rf"(?:(?:от|с) )?(?P<low>{_ONE}){_ENDING}(?: ?%)?(?: (?P<rises>до) | по | ?- ?|\.\.)"
    rf"(?P<high>{_ONE})"
)
_PLAIN = re.compile(
    rf"(?:{START}(?:{_COMPARED}|(?P<until>{UNTIL})|(?P<since>от)){_BIND})?"
    rf"(?:{START}(?P<part>{_PARTS}){END}"
    rf"|{START}(?<!\d)(?<!\d[.,])(?:{_RANGE}|(?P<one>{_ONE})){_TAIL}{_PERCENT}?"
    rf"(?P<beyond> ?\+| и (?:более|больше|выше|свыше)| и (?P<below>менее|меньше|ниже))?(?: ?%)?)"
)
_EMPTY = re.compile(
    rf"{START}(?:{_COMPARED}){_BIND}(?:(?P<blank>{BLANK})(?P<percent> ?%| ?процент)?)?"
)
_ONCE = re.compile(
    rf"(?:{START}(?:{_COMPARED}),?(?: чем)? )?{START}(?P<times>раза?|дважды|трижды) (?=в |за )"
)
_NOT_A_NUMBER = re.compile(
    r"(?:№ ?|ст\. ?|п\. ?|пункт[а-я]{0,2} |\d[./]|[a-zа-я]-|приложени[а-я]{1,2} |этап[а-я]{0,2} )$"
)
_OF = re.compile(r"(?:из|от|среди|на) $")
_LISTED = re.compile(r"(?:^|\n)[ \t]{0,9}$")
_WORD = re.compile(r" ?([а-я][а-я-]{0,40})\.?")
_SMALL = re.compile(r"(?:на|у|в|во|по|для|с|со|из|при|за|к|и|а|или|от|среди|о|об|не|чем|до)$")
MOST_WORDS = 4
MOST_BETWEEN = 4
LARGEST = 9_999_999  # a longer number is no target of a school


@dataclass(frozen=True)
class Quantity:
    """A number with its comparison; `end` lies behind what is counted."""

    start: int
    end: int
    op: str
    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    is_compared: bool = False


def quantities(text: str, *, counts: bool) -> list[Quantity]:
    """Return the quantities in order; with `counts` also numbers and «все» without comparison."""
    found, at = [], 0
    while at < len(text):
        one = _next(text, at, counts)
        if one is None:
            break
        if not (found and _is_ratio(text, found[-1], one)):
            found.append(one)
        at = max(one.end, at + 1)
    if counts and not found and (all_of := ALL.search(text)):
        found.append(Quantity(all_of.start(), all_of.start(), "is", Decimal(100), unit="%"))
    return found


def _next(text: str, at: int, counts: bool) -> Quantity | None:
    candidates = [
        one for pattern, make in ((_PLAIN, _plain), (_ONCE, _once), (_EMPTY, _empty))
        if (one := _first(text, at, pattern, make, counts))
    ]  # fmt: skip
    return min(candidates, key=lambda one: (one.start, -(one.value is not None)), default=None)


def _first(text, at, pattern, make, counts) -> Quantity | None:
    for found in pattern.finditer(text, at):
        one = make(text, found, counts)
        if one is not None:
            return one
    return None


def _plain(text: str, found: re.Match[str], counts: bool) -> Quantity | None:
    op = _op(found)
    if found["part"]:
        return _made(text, found, op or "is", part(found["part"]), None, "%") if op else None
    if _NOT_A_NUMBER.search(text[: found.start()][-20:]) or _is_date(text, found):
        return None
    percent, unit, end = found["percent"], "", found.end()
    if not percent:
        if NOT_COUNTED.match(text, end) or text[end : end + 1] == "%":
            return None
        unit, end = counted(text, end, is_compared=bool(op))
        if not unit and (not op or found["until"] or found["since"]):
            return None
    if not op and not percent and not counts:
        return None
    if found["low"]:
        low, high = number(found["low"]), number(found["high"])
        if low is None or high is None or low >= high:
            return None
        if found["rises"] and _grows(text, found):
            return _made(text, found, "at_least", high, None, "%" if percent else unit, end)
        return _made(text, found, "between", low, high, "%" if percent else unit, end)
    value = number(found["one"])
    if value is not None and found["thousand"]:
        value = (value * 1000).quantize(Decimal(1))
    if found["until"] and _grows(text, found):
        op = "at_least"
    op = op or ("at_least" if text.startswith(" минимум", end) else _beyond(found))
    return _made(text, found, op, value, None, "%" if percent else unit, end)


def _grows(text: str, found: re.Match[str]) -> bool:
    """«увеличить до 80 %» is a target to reach, «до 5 %» a limit."""
    return bool(GROWTH.search(text[max(0, found.start() - 60) : found.start()]))


def _once(text: str, found: re.Match[str], counts: bool) -> Quantity | None:
    op = _op(found)
    if not op and not counts:
        return None
    value = {"дважды": 2, "трижды": 3}.get(found["times"], 1)
    return _made(text, found, op or "is", Decimal(value), None, "раз", found.end() - 1)


def _empty(text: str, found: re.Match[str], counts: bool) -> Quantity | None:
    """«не менее ___ экспертов», «не менее экспертов»: the number was left out."""
    op = _op(found)
    if op not in ("at_least", "at_most") or (
        found[0].startswith(("≥", "≤", ">", "<")) and not found["blank"]
    ):
        return None
    if found["percent"]:
        return _made(text, found, op, None, None, "%")
    unit, end = counted(text, found.end(), is_compared=True)
    if not unit or not (found["blank"] or THINGS.search(unit)):
        return None
    return _made(text, found, op, None, None, unit, end)


def _made(text, found, op, value, upper, unit, end=None) -> Quantity:
    compared = bool(_op(found))
    if max(value or 0, upper or 0) > LARGEST:
        value = upper = None
    return Quantity(found.start(), end or found.end(), op, value, upper, unit, compared)


def _op(found: re.Match[str]) -> str:
    groups = found.groupdict()
    named = next((name for name in COMPARISONS if groups.get(name)), "")
    return named or (
        "at_most" if groups.get("until") else "at_least" if groups.get("since") else ""
    )


def _beyond(found: re.Match[str]) -> str:
    if not found["beyond"]:
        return "is"
    return "at_most" if found["below"] else "at_least"


def _is_date(text: str, found: re.Match[str]) -> bool:
    """A number that is part of a date, of an age span or of a list."""
    rest = text[found.end() : found.end() + 3]
    if re.match(r"[./]\d|\)", rest) and not found["percent"]:
        return not re.match(r"\)", rest) or bool(_LISTED.search(text[: found.start()]))
    value = found["one"] or found["low"]
    year = re.fullmatch(r"(?:19|20)\d\d", value or "")
    return bool(year) and bool(re.match(r" ?[-/.]|$| ?г| уч", rest) or found["low"])


def counted(text: str, at: int, *, is_compared: bool) -> tuple[str, int]:
    """Return the words that say what is counted and where they end; nothing when none does.

    A comparison counts whatever follows, a bare number only one of THINGS.
    """
    words, end = [], at
    for _ in range(MOST_WORDS):
        found = _WORD.match(text, end)
        if not found or _SMALL.match(found[1]):
            break
        words.append(found[1])
        end = found.end()
        if THINGS.match(found[1]):
            return " ".join(words), end
    if not words or not is_compared:
        return "", at
    return words[0], at + 1 + len(words[0])


def _is_ratio(text: str, before: Quantity, one: Quantity) -> bool:
    """«8 баллов из 10», «10 % от 40 педагогов», «наставник на двух наставляемых»."""
    between = text[before.end : one.start]
    if len(between) > MOST_BETWEEN:
        return False
    return text.startswith("от ", one.start) or (not one.is_compared and bool(_OF.search(between)))


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield every number written in digits that may mean a quantity."""
    for found in re.finditer(r"(?<![\d.,/№-])\d{1,7}(?:,\d{1,3})?(?![\d/-]|[.,]\d)", text):
        before = text[: found.start()][-20:]
        plain = not _NOT_A_NUMBER.search(before) and not _OF.search(before)
        year = re.fullmatch(r"(?:19|20)\d\d", found[0])
        if plain and not year and not NOT_COUNTED.match(text, found.end()):
            yield found
