"""TEMPORARY, to be replaced by its owner."""

import datetime


def year_of(day):
    return day.year if day.month >= 9 else day.year - 1


def first_day(year):
    return datetime.date(year, 9, 1)


def last_day(year):
    return datetime.date(year + 1, 8, 31)


def title(year):
    return f"{year}/{year + 1}"


def short_title(year):
    return f"{year}/{(year + 1) % 100:02}"
