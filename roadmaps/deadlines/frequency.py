"""How often: «ежеквартально», «2 раза в год», «каждую пятницу», «до 5 числа каждого месяца»."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.deadlines.patterns import END, ORDINAL, WEEKDAY, ordinal, weekday


@dataclass(frozen=True)
class Often:
    """`count` times in `every` units; `day` of the month or `weekday` (Monday 0) when named.

    With a weekday in a month `count` says which of them, -1 the last.
    """

    unit: str
    count: int = 1
    every: int = 1
    day: int = 0
    weekday: int | None = None


_NUMBERS = {
    "одн": 1, "оди": 1, "дву": 2, "два": 2, "две": 2, "дважды": 2, "три": 3, "тре": 3, "трижды": 3,
    "чет": 4, "пят": 5, "шес": 6, "сем": 7, "вос": 8, "дев": 9, "дес": 10,
}  # fmt: skip
_STEMS = {
    "нед": "week", "мес": "month", "ква": "quarter", "чет": "term", "пол": "half", "год": "year",
    "лет": "year", "три": "third", "дек": "decade", "ден": "day",
}  # fmt: skip
_PARTS_OF_YEAR = {2: "half", 3: "third", 4: "quarter", 9: "month", 10: "month", 12: "month"}
_NUMBER = (
    r"(?:\d{1,2}|одн[а-я]{1,3}|один|дв[а-я]{1,2}|тр[а-я]{1,2}|четыр[а-я]{1,2}|пят[а-я]{1,2}"
    r"|шест[а-я]|дев[а-я]{3,4}|десят[а-я])"
)
_UNITS = (
    r"(?P<unit>недел|месяц|квартал|четверт|полугод|полгод|триместр|год|лет|декад|день)[а-я]{0,3}"
)
_LEAST = r"(?:не (?:реже|менее|мене|меньше)(?: чем| ,чем)? )?"
_SCHOOL = r"(?:учебн[а-я]{1,3} |календарн[а-я]{1,3} )?"
_ADVERBS = r"(?P<unit>недел|месяч|квартал|четвертн|полугод|декадн)[а-я]{1,5}"
_DAY_OF = r"(?:до |ко? |не позднее )?(?P<day>\d{1,2})(?:-?(?:го|е|ое|му|ого))? ?числ[ауо]"


def _often(found: re.Match[str]) -> Often | None:
    """Read the groups of a row below; None when it says nothing that can be counted."""
    groups = found.groupdict()
    unit = _STEMS[(groups.get("unit") or "мес")[:3]]
    count, every = _number(groups.get("count")), _number(groups.get("every"))
    if unit == "year":
        # once a year is no repetition within the year; five times has no dates of its own
        return Often(_PARTS_OF_YEAR[count]) if every == 1 and count in _PARTS_OF_YEAR else None
    day = int(groups.get("day") or 0)
    if day > 31 or count < 1 or every < 1 or unit == "day":
        return None
    return Often(unit, count, every, day)


def _on_weekday(found: re.Match[str]) -> Often:
    return Often("week", weekday=weekday(found["weekday"]))


def _on_weekday_of_month(found: re.Match[str]) -> Often:
    return Often("month", count=ordinal(found["ordinal"]), weekday=weekday(found["weekday"]))


def _last_of_month(found: re.Match[str]) -> Often:
    return Often("month", day=31)


def _number(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isdigit() else _NUMBERS.get(word) or _NUMBERS.get(word[:3], 1)


ROWS: list[tuple[str, str, Callable]] = [
    ("R", rf"(?:кажд[а-я]{{1,3}} )?{ORDINAL} {WEEKDAY} "
          rf"(?:(?:каждого )?месяца|ежемесячно){END}", _on_weekday_of_month),
    ("R", rf"(?:кажд[а-я]{{1,3}} |еженедельно,? (?:по|в|во) |по ){WEEKDAY}{END}", _on_weekday),
    ("R", rf"ежемесячно,? {_DAY_OF}{END}", _often),
    ("R", rf"{_DAY_OF} (?:каждого месяца|ежемесячно){END}", _often),
    ("R", rf"(?:ежемесячно,? )?(?:в |до )?последн[а-я]{{1,3}} (?:рабоч[а-я]{{1,3}} )?"
          rf"(?:день|число|дня|числа) (?:каждого )?месяца{END}", _last_of_month),
    ("R", rf"еже{_ADVERBS}{END}", _often),
    ("R", rf"по(?P<unit>квартал|месяч|недел)ь?но{END}", _often),
    ("R", rf"{_LEAST}(?:по )?(?P<count>{_NUMBER})?(?:-\d{{1,2}})?(?:-?(?:го|х))? ?раза? "
          rf"(?:в|за) (?:кажд[а-я]{{1,3}} )?(?:(?P<every>{_NUMBER}) )?"
          rf"{_SCHOOL}{_UNITS}{END}", _often),
    ("R", rf"(?P<count>дважды|трижды) в {_SCHOOL}{_UNITS}{END}", _often),
    ("R", rf"не (?:менее|реже)(?: чем)? (?:(?P<count>{_NUMBER}) )?[^,;.()\d]{{0,60}}? "
          rf"(?:в (?:течение )?|кажд[а-я]{{1,3}} ){_SCHOOL}{_UNITS}{END}", _often),
    ("R", rf"(?:в (?:конце|начале) )?кажд[а-я]{{1,3}} (?:(?P<every>{_NUMBER}) )?{_SCHOOL}"
          rf"{_UNITS}{END}", _often),
    ("R", rf"в конце (?P<unit>месяц|квартал|четверт|полугод)[а-я]{{1,2}}{END}", _often),
    ("R", rf"по (?P<unit>недел|месяц|квартал|четверт|полугод|триместр)(?:иям|ям|ам){END}", _often),
]  # fmt: skip
