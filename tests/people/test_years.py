from datetime import date

import pytest

from people import years


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
    ],
)
def test_year_begins_on_the_first_of_september(day, year):
    assert years.year_of(day) == year


def test_first_and_last_day_belong_to_their_year():
    assert (years.first_day(2026), years.last_day(2026)) == (date(2026, 9, 1), date(2027, 8, 31))


def test_titles_are_written_as_schools_write_them():
    assert (years.title(2026), years.short_title(2026)) == ("2026/2027", "2026/27")
    assert (years.title(2099), years.short_title(2099)) == ("2099/2100", "2099/00")
