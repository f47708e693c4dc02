"""A value beside its target: reached or not, in words and as a bar."""

from decimal import Decimal

import pytest

from roadmaps.targets import Standing, goal_words


@pytest.mark.parametrize(
    ("op", "goal", "upper", "unit", "reached", "met", "words"),
    [
        ("at_least", 90, None, "%", "89.5", False, "Не хватает 0,5\u00a0%."),
        ("at_least", 90, None, "%", 90, True, "Цель достигнута."),
        ("is", 2, None, "встречи", 3, True, "Цель достигнута."),
        ("more", 10, None, "пар", 10, False, "Цель не достигнута."),
        ("at_most", 5, None, "%", 7, False, "Больше цели на 2\u00a0%."),
        ("less", 5, None, "%", 4, True, "Цель достигнута."),
        ("between", 10, 15, "пар", 16, False, "Больше цели на 1."),
        ("between", 10, 15, "пар", 12, True, "Цель достигнута."),
        ("at_least", None, None, "", 12, False, ""),
        ("at_least", None, None, "", None, False, "Число цели не названо."),
        ("at_least", 3, None, "", None, False, "Значения ещё нет."),
    ],
)
def test_how_a_value_stands(op, goal, upper, unit, reached, met, words):
    numbers = [None if one is None else Decimal(str(one)) for one in (goal, upper, reached)]
    standing = Standing(op, *numbers[:2], unit, numbers[2])

    assert (standing.is_met, standing.words) == (met, words)


def test_per_cents_are_drawn_on_a_hundred_and_counts_on_the_larger_number():
    share = Standing("at_least", Decimal(90), None, "%", Decimal(45))
    count = Standing("at_least", Decimal(2), None, "встреч", Decimal(8))

    assert (share.share, share.mark) == (45, 90)
    assert (count.share, count.mark) == (100, 25)
    assert Standing("at_least", Decimal(0), None, "", Decimal(0)).share == 0


def test_the_goal_is_said_in_words():
    assert goal_words("at_least", Decimal("2.00"), None, unit="встреч", per="в месяц") == (
        "не менее 2\u00a0встреч в месяц"
    )
    assert goal_words("between", Decimal(10), Decimal("15.5"), unit="%", per_group=True) == (
        "от 10 до 15,5\u00a0% по каждой группе"
    )
    assert goal_words("at_least", None, None, unit="экспертов") == "экспертов: число не названо"
