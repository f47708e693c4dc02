import datetime

import pytest
from django.utils import timezone

from mentoring.meeting_plan import planned_meetings
from people.history import record
from people.models import CalendarException
from tests import factories as make


def day(month, number):
    return datetime.date(2026, month, number)


@pytest.fixture
def pair(ours):
    """Seventy days from the middle of September, with no long break of the calendar inside."""
    return make.make_pair(ours, active=True, starts_on=day(9, 15), ends_on=day(11, 24))


@pytest.fixture
def noted(monkeypatch):
    """Return a function that lets the journal tell of a step of a pair on that day."""

    def note(pair, action, on):
        noon = datetime.datetime.combine(on, datetime.time(12), tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)
        record(organization=pair.organization, by=None, action=action, text="", subject=pair)

    return note


def planned(pair):
    return planned_meetings([pair])[pair.pk]


def test_the_plan_is_a_meeting_a_fortnight(pair):
    assert planned(pair) == 5


def test_a_pair_of_a_few_days_still_has_a_meeting(ours):
    assert planned(make.make_pair(ours, ends_on=day(9, 20))) == 1


def test_a_pause_that_is_over_holds_no_meetings(pair, ours, noted):
    noted(pair, "pause_pair", day(10, 1))
    noted(pair, "resume_pair", day(10, 31))
    noted(make.make_pair(ours), "pause_pair", day(9, 16))

    assert planned(pair) == 2  # forty days


def test_a_pause_that_lasts_ends_the_plan(pair, noted):
    pair.paused_on = day(10, 13)
    noted(pair, "pause_unlawful_pair", day(10, 20))  # noticed a week after the consent ran out

    assert planned(pair) == 2


def test_holidays_of_the_school_hold_no_meetings(pair, theirs):
    holidays = [day(10, 26) + datetime.timedelta(days=n) for n in range(9)]
    CalendarException.objects.bulk_create(
        CalendarException(organization=pair.organization, day=each, reason="каникулы")
        for each in holidays
    )
    CalendarException.objects.create(organization=theirs, day=day(10, 20), reason="каникулы")

    assert planned(pair) == 4  # sixty-one days, the day of national unity joins the holidays


def test_the_new_year_is_a_break_of_the_calendar(ours):
    term = {"starts_on": day(12, 25), "ends_on": datetime.date(2027, 1, 22)}

    assert planned(make.make_pair(ours, **term)) == 1


def test_a_closed_pair_planned_to_its_last_day(pair):
    pair.closed_on = day(10, 13)

    assert planned(pair) == 2


def test_all_pairs_take_two_questions(ours, django_assert_num_queries):
    pairs = [make.make_pair(ours) for _ in range(4)]

    with django_assert_num_queries(2):
        found = planned_meetings(pairs)

    assert sorted(found) == [pair.pk for pair in pairs]
