"""Working days of the production calendar, and the exceptions an organization enters."""

import datetime

import pytest

from people.models import CalendarException
from people.workdays import add_working_days, is_working
from tests import factories as make

THURSDAY = datetime.date(2026, 11, 26)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-11-23", True),
        ("2026-11-22", False),
        ("2026-11-04", False),
        ("2026-01-09", False),  # moved here from Saturday 3 January
        ("2025-11-01", True),  # a Saturday worked for Monday 3 November
        ("2025-11-03", False),
    ],
)
def test_the_calendar_of_russia_is_known(text, works):
    assert is_working(day(text)) is works


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-11-26", 3, "2026-12-01"),
        ("2026-12-30", 1, "2027-01-11"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-21", 1, "2026-11-23"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, number, end):
    assert add_working_days(day(start), number) == day(end)


def test_an_exception_of_the_organization_moves_the_term(ours, theirs):
    CalendarException.objects.create(organization=ours, day=day("2026-11-27"), reason="Праздник")

    assert add_working_days(THURSDAY, 1, organization=ours) == day("2026-11-30")
    assert add_working_days(THURSDAY, 1, organization=theirs) == day("2026-11-27")


def test_the_municipalitys_day_binds_its_schools_until_one_says_otherwise(ours):
    ours.parent = make.make_organization(code="town", kind="municipality")
    ours.save()
    rest = CalendarException(organization=ours.parent, day=THURSDAY, reason="Праздник республики")
    rest.save()
    closed = is_working(THURSDAY, organization=ours)
    CalendarException.objects.create(
        organization=ours, day=THURSDAY, is_working=True, reason="Работаем"
    )

    assert closed is False
    assert is_working(THURSDAY, organization=ours) is True
    assert is_working(THURSDAY, organization=ours.parent) is False
