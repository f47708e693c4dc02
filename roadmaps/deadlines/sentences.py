"""What is said beside the wording of a deadline: its kind and dates, in short Russian words."""

from datetime import date, timedelta
from functools import cache

from roadmaps.deadlines.calculation import occurrences
from roadmaps.deadlines.grammar import parse
from roadmaps.deadlines.placing import Days
from roadmaps.deadlines.rules import Calendar, Rule

_WITHOUT_DATES = {
    "by_plan": "по отдельному плану",
    "by_programme": "по программе наставничества",
    "inherit": "как в строке выше",
    "text": "срок не распознан, укажите дату",
}
_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_SHOWN = 4  # so many dates of a repeated deadline are named, then only their number


def dates(text: str, year: int) -> tuple[str, list[Days]]:
    """Return the kind of a wording and its (start, due) pairs in the academic year from 1.09."""
    rule = parse(text)
    return rule.kind, occurrences(rule, Calendar(year))


def describe(
    rule: Rule,
    calendar: Calendar,
    *,
    section_is_preparation: bool | None = None,
    answer: str = "",
) -> str:
    """Return the dates of a rule in words: «до 15.09.2026», «в течение года».

    What is known of an ambiguous wording is taken as `occurrences` takes it.
    """
    known = {"section_is_preparation": section_is_preparation, "answer": answer}
    if rule.kind in _WITHOUT_DATES:
        return _WITHOUT_DATES[rule.kind]
    if rule.kind == "yearly" and not rule.spans:
        return "в течение года, 1 раз"
    pairs = occurrences(rule, calendar, **known)
    if not pairs:
        return "в этом учебном году срока нет"
    if rule.kind == "list":
        return "; ".join(describe(item, calendar, **known) for item in rule.items)
    if rule.kind == "exact":
        return f"{pairs[0][1]:%d.%m.%Y}"
    if rule.kind == "continuous" and not rule.spans:
        return "в течение года"
    if len(pairs) <= _SHOWN:
        return "; ".join(_said(pair) for pair in pairs)
    first, last = pairs[0], pairs[-1]
    return f"сроков в году: {len(pairs)}, первый {_said(first)}, последний {_said(last)}"


def weekend_note(day: date) -> str:
    """Return «выходной, фактически до пт 04.09» for a day off, "" for a working day.

    The date itself is never moved; the working day before it is only named. Days off are those of
    the production calendar of Russia.
    """
    russia = _russia(day.year)
    if russia.is_working_day(day):
        return ""
    working = day
    while not russia.is_working_day(working):
        working -= timedelta(days=1)
    return f"выходной, фактически до {_WEEKDAYS[working.weekday()]} {working:%d.%m}"


@cache
def _russia(year: int):
    import holidays  # slow import

    return holidays.country_holidays("RU", years=[year, year - 1])


def _said(pair: Days) -> str:
    start, due = pair
    if start is None and due is None:
        return "без даты"
    if due is None:
        return f"с {start:%d.%m.%Y}"
    if start is None:
        return f"до {due:%d.%m.%Y}"
    return f"{due:%d.%m.%Y}" if start == due else f"{start:%d.%m.%Y} – {due:%d.%m.%Y}"
