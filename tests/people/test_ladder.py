"""Ladders of reminders: when the first goes out, when the next, when it ends."""

import datetime

import pytest

from people.ladder import LADDERS, Ladder, is_due

EVENT = datetime.date(2026, 11, 2)  # a Monday
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


def test_what_is_late_is_said_on_mondays_only():
    went = {}
    for due_on in (after(days) for days in range(7)):  # one of each day of the week
        last, went[due_on.weekday()] = None, []
        for days in range(-5, 24):
            if is_due(LADDERS["roadmap"], due_on, last, after(days)):
                last = after(days)
                went[due_on.weekday()].append(days)

    assert went == {
        0: [-2, 0, 7, 14, 21], 1: [-1, 1, 7, 14, 21], 2: [0, 2, 7, 14, 21], 3: [1, 3, 7, 14, 21],
        4: [2, 4, 7, 14, 21], 5: [3, 5, 7, 14, 21], 6: [4, 6, 14, 21],
    }  # fmt: skip


@pytest.mark.parametrize(("last", "on", "due"), [(2, 3, False), (2, 8, True), (7, 8, False),
                                                 (6, 7, False), (6, 8, False), (6, 14, True),
                                                 (9, 13, False), (9, 14, True)])  # fmt: skip
def test_a_missed_monday_is_made_up_for_and_moves_nothing(last, on, due):
    tuesday = after(1)
    assert is_due(LADDERS["roadmap"], tuesday, after(last), after(on)) is due
