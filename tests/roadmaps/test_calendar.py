"""The year as a picture: which months it has and where its marks stand."""

import re
from datetime import date

from roadmaps.calendar import RADIUS, RIGHT, Line, months, months_of, outside, year_chart

YEAR, TODAY = 2026, date(2026, 11, 21)
TO_JUNE = ["август", "сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март",
           "апрель", "май", "июнь"]  # fmt: skip


def chart(*marks):
    return year_chart([Line("Подготовка", list(marks))], year=YEAR, today=TODAY, label="Сроки")


def places(svg):
    return [int(x) for x in re.findall(r'<circle class="ahead" cx="(\d+)"', svg)]


def test_the_picture_ends_in_june_and_goes_on_where_something_is_due_in_summer():
    last = [(date(2027, 6, 30), "ahead")]
    summer = [*last, (date(2027, 7, 1), "ahead"), (date(2028, 1, 1), "ahead")]

    assert [month.title for month in months(last, year=YEAR, today=TODAY)] == TO_JUNE
    assert [month.title for month in months(summer, year=YEAR, today=TODAY)] == [
        *TO_JUNE, "июль", "август",
    ]  # fmt: skip
    assert [len(month.states) for month in months(summer, year=YEAR, today=TODAY)[-3:]] == [1, 1, 0]
    assert months_of([], year=YEAR)[:2] == [date(2026, 8, 1), date(2026, 9, 1)]
    assert months_of([date(2027, 8, 31)], year=YEAR)[-1] == date(2027, 8, 1)


def test_days_of_other_years_are_counted_not_drawn():
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2027, 8, 31), date(2027, 9, 1)]

    assert outside(days, year=YEAR) == 2
    assert len(places(chart(*[(day, "ahead") for day in days]))) == 2


def test_marks_of_one_day_stand_side_by_side_inside_the_picture():
    found = places(chart(*[(date(2027, 6, 30), "ahead")] * 3, (date(2027, 6, 29), "ahead")))

    assert found == [RIGHT - 3 * 12, RIGHT - 2 * 12, RIGHT - 12, RIGHT]
    assert RIGHT + RADIUS < 1000
