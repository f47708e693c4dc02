"""Deadlines that cannot be kept: outside the year, before the order, backwards, not understood."""

import re
from collections.abc import Iterator
from datetime import date

from people.years import first_day, short_title
from roadmaps.lint.facts import Facts, Finding, Row, Severity, of_row

EARLY_MONTH = 5  # what is prepared for a year may fall due from May before it
_SATURDAY = 5
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)|\d\.\d\d\.\d\d(?!\d)")
_TWO_DATES = re.compile(
    r"(?:\bс|\bот)?\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\D{0,12}?(?:\bдо|\bпо|[-–—])\s*"
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.I,
)  # fmt: skip
_OF_ITSELF = re.compile(
    r"(?:разработ|подготов|утвержд|утверд|издани)\w*\s.{0,200}(?:дорожн|план)", re.I | re.S
)


def wrong_days(facts: Facts) -> Iterator[Finding]:
    """Yield findings about the days of single rows and of the whole period."""
    yield from _backward_period(facts)
    for row in facts.rows:
        yield from _of_row(row, facts)


def _backward_period(facts: Facts) -> Iterator[Finding]:
    start, end = facts.period
    if start and end and end < start:
        yield Finding(
            "period-backwards", Severity.BAD, (),
            f"Период карты начинается {start:%d.%m.%Y}, а заканчивается раньше, {end:%d.%m.%Y}.",
            "Исправить период",
        )  # fmt: skip


def _of_row(row: Row, facts: Facts) -> Iterator[Finding]:
    if _is_backward(row.deadline):
        yield of_row("deadline-backwards", Severity.BAD, row,
                     "Срок заканчивается раньше, чем начинается", "Исправить срок")  # fmt: skip
    elif row.kind == "text":
        yield of_row("deadline-unknown", Severity.WARN, row, "Срок не понят, даты нет",
                     "Написать срок иначе или добавить дату")  # fmt: skip
    elif _is_outside(row, facts):
        yield of_row("outside-year", Severity.BAD, row,
                     f"Срок вне {short_title(facts.year)} учебного года",
                     "Исправить год в сроке")  # fmt: skip
    elif _is_before_order(row, facts):
        yield of_row("before-order", Severity.HINT, row,
                     f"Срок истёк ещё до утверждения карты ({facts.order_words})",
                     "Исправить срок")  # fmt: skip
    elif _is_after_period(row, facts):
        yield of_row("after-period", Severity.HINT, row,
                     f"Срок позже окончания карты ({facts.period[1]:%d.%m.%Y})",
                     "Исправить срок или период карты")  # fmt: skip
    yield from _on_days_off(row)


def _is_backward(deadline: str) -> bool:
    found = _TWO_DATES.search(deadline)
    if not found:
        return False
    numbers = [int(number) for number in found.groups()]
    try:
        return date(*numbers[2::-1]) > date(*numbers[5:2:-1])
    except ValueError:
        return False


def _is_outside(row: Row, facts: Facts) -> bool:
    """A written year puts the row outside; months without a year are always placed inside."""
    early = min(first_day(facts.year).replace(month=EARLY_MONTH), facts.first_day)
    days = [due for _, due in row.dates if due]
    return bool(_YEAR.search(row.deadline)) and any(
        not early <= due <= facts.last_day for due in days
    )


def _is_after_period(row: Row, facts: Facts) -> bool:
    """A written date behind the end of the roadmap; what is prepared before its start may be."""
    start, end = facts.period
    if end is None or (start and end < start) or not _YEAR.search(row.deadline):
        return False
    return any(due > end for _, due in row.dates if due)


def _is_before_order(row: Row, facts: Facts) -> bool:
    """The roadmap itself is prepared before its order, all other work after it."""
    if facts.order_on is None or not _YEAR.search(row.deadline) or row.kind == "yearly":
        return False
    days = [due for _, due in row.dates if due]
    return bool(days) and max(days) < facts.order_on and not _OF_ITSELF.search(row.activity)


def _on_days_off(row: Row) -> Iterator[Finding]:
    """A day that is written and falls on a weekend; ends of months are nobody's choice."""
    for _, due in row.dates:
        written = due and re.search(
            rf"(?<!\d)0?{due.day}(?:\.0?{due.month}(?!\d)|\s+[а-я]{{3,8}}[ая]\b)", row.deadline
        )
        if written and due.weekday() >= _SATURDAY:
            yield of_row("day-off", Severity.HINT, row, "Срок приходится на выходной",
                         "Посмотреть, успеете ли вы к пятнице")  # fmt: skip
            return
