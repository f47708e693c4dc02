"""The academic year: from 1 September to 31 August, named by the year in which it begins.

Papers of August prepare the next year; whoever draws them up asks for that year by itself.
"""

from datetime import date

_FIRST_MONTH = 9


def year_of(day: date) -> int:
    """Return the year N whose 1 September opened the academic year of `day`."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def first_day(year: int) -> date:
    """Return 1 September of the academic year."""
    return date(year, _FIRST_MONTH, 1)


def last_day(year: int) -> date:
    """Return 31 August, the last day of the academic year."""
    return date(year + 1, 8, 31)


def title(year: int) -> str:
    """Return «2026/2027»."""
    return f"{year}/{year + 1}"


def short_title(year: int) -> str:
    """Return «2026/27»."""
    return f"{year}/{(year + 1) % 100:02}"
