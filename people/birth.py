"""Birth dates as people type them, and what is wrong with one. Pure."""

import datetime
import re

from people.signers import age_on

OLDEST = 110
YOUNGEST_AT_WORK = 14  # ТК РФ ст. 63
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")


class DayNotUnderstood(ValueError):
    """The text is no date; the message is the beginning of a sentence for the user."""


def read_day(text: str) -> datetime.date:
    """Return the date of «31.12.2013», «31.12.2013 г.» or «2013-12-31»."""
    text = text.strip()
    bare = re.sub(r"\s*(г\.?|года)$", "", text)
    if match := _NUMBERS.fullmatch(bare):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(bare):
        year, month, day = map(int, match.groups())
    else:
        raise DayNotUnderstood(f"Дата «{text[:40]}» не понята, нужна дата вида 03.02.2014.")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise DayNotUnderstood(f"Дата {text[:20]} не существует.") from None


def birth_trouble(born_on: datetime.date, on: datetime.date) -> str:
    """Return the sentence that refuses this birth date on the day `on`, or ""."""
    if born_on > on:
        century_ago = born_on.replace(year=born_on.year - 100, day=min(born_on.day, 28))
        guess = century_ago.replace(day=born_on.day) if born_on.day <= 28 else None
        likely = f" Вероятно, {guess:%d.%m.%Y}." if guess and guess < on else ""
        return f"Дата {born_on:%d.%m.%Y} ещё не наступила.{likely}"
    if age_on(born_on, on) > OLDEST:
        return f"Дата {born_on:%d.%m.%Y} слишком давняя: больше {OLDEST} лет назад."
    return ""


def work_trouble(born_on: datetime.date, on: datetime.date) -> str:
    """Return the sentence that refuses somebody born then as an employee, or ""."""
    if age_on(born_on, on) >= YOUNGEST_AT_WORK:
        return ""
    return (f"Дата рождения {born_on:%d.%m.%Y}: работником бывают с {YOUNGEST_AT_WORK} лет. "
            "Проверьте дату рождения и кто это.")  # fmt: skip
