"""Ladders of reminders: when the first goes out, when the next, when it ends."""

import datetime

import pytest

from people.ladder import Ladder, is_due

EVENT = datetime.date(2026, 11, 2)
LADDER = Ladder(steps=(-2, 2), again=7, until=16)


def after(days):
    return EVENT + datetime.timedelta(days=days)


def test_every_step_is_reached_once():
    last, went = None, []
    for days in range(-5, 30):
        if is_due(LADDER, EVENT, last, after(days)):
            last = after(days)
            went.append(days)

    assert went == [-2, 2, 9, 16]


@pytest.mark.parametrize(("last", "on", "due"), [(None, 1, True), (-1, 1, False), (4, 8, False),
                                                 (4, 10, True), (10, 15, False)])  # fmt: skip
def test_a_missed_day_is_made_up_for_once(last, on, due):
    assert is_due(LADDER, EVENT, last if last is None else after(last), after(on)) is due


def test_without_again_the_last_step_is_the_end():
    assert not is_due(Ladder(steps=(0,)), EVENT, EVENT, after(100))
