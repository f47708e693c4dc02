"""The demo can begin on any day of a year, also before its first orders."""

import datetime

import pytest

from mentoring.models import Pair
from reports import demo


@pytest.mark.parametrize("day", [datetime.date(2026, 9, 3), datetime.date(2027, 6, 30)])
def test_it_begins_on_any_day(db, day):
    assert demo.fill(on=day) is True
    assert Pair.objects.filter(starts_on__gt=day).exclude(confirmed_on=None).count() == 0
