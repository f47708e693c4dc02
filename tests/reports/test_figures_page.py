"""The page of the figures: as of today, or of a day of the year that is asked for."""

import datetime

import pytest
from django.urls import reverse

from people.years import last_day, year_of
from tests import factories as make

DAY = datetime.timedelta(days=1)


def numbers(client, **asked):
    found = client.get(reverse("figures"), asked).context["figures"]
    return found.on, found.pairs, found.mentors


def test_a_replacement_counts_from_its_day_on(as_curator, ours, today):
    pair = make.make_pair(ours, active=True, year=year_of(today), starts_on=today - 9 * DAY,
                          ends_on=today + 90 * DAY, confirmed_on=today - 9 * DAY)  # fmt: skip
    pair.members.filter(side="mentor").update(left_on=today - 2 * DAY)
    pair.members.create(person=make.make_person(ours), side="mentor", joined_on=today - DAY)

    assert numbers(as_curator) == (today, 1, 2)
    before = today - 2 * DAY
    assert numbers(as_curator, on=before.isoformat()) == (before, 1, 1)


@pytest.mark.parametrize("asked", ["вчера", "2026-02-31", ""])
def test_a_wrong_day_is_today(as_curator, today, asked):
    assert numbers(as_curator, on=asked)[0] == today


def test_a_day_of_another_year_is_the_nearest_of_this_one(as_curator, today):
    assert numbers(as_curator, on="2199-01-01")[0] == last_day(year_of(today))
