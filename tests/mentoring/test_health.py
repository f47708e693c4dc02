import datetime

import pytest

from mentoring.health import PairFacts, Signal, examine, worst

TODAY = datetime.date(2026, 11, 23)


def days_ago(number):
    return TODAY - datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            PairFacts(days_ago(14)),
            Signal("first_meeting", 14, "ok", "Первая встреча – до 23\u00a0ноября."),
        ),
        (
            PairFacts(days_ago(15)),
            Signal("first_meeting", 14, "bad",
                   "Пара действует 15\u00a0дней, ни одной встречи не записано."),
        ),
        (
            PairFacts(days_ago(90), last_on=days_ago(30)),
            Signal("silence", 30, "ok", "Последняя встреча 24\u00a0октября, 30\u00a0дней назад."),
        ),
        (
            PairFacts(days_ago(90), last_on=days_ago(41)),
            Signal("silence", 30, "bad",
                   "41\u00a0день без встречи, последняя была 13\u00a0октября."),
        ),
        (
            PairFacts(days_ago(90), last_on=TODAY),
            Signal("silence", 30, "ok", "Последняя встреча сегодня."),
        ),
        (
            PairFacts(days_ago(90), last_on=TODAY, overdue=1),
            Signal("feedback", 7, "warn",
                   "Ждём 1\u00a0ответ о встречах, прошло больше 7\u00a0дней."),
        ),
        (
            PairFacts(days_ago(90), last_on=TODAY, lowest=3),
            Signal("low_rating", 3, "bad",
                   "Наставляемый поставил 3 из 10. Поговорите с ним без наставника."),
        ),
        (
            PairFacts(days_ago(90), last_on=TODAY, lowest=4),
            Signal("low_rating", 3, "ok", "Низких оценок за последний месяц нет."),
        ),
    ],
)  # fmt: skip
def test_a_rule_says_what_it_found(facts, expected):
    found = examine(facts, TODAY)

    assert [signal for signal in found if signal.rule == expected.rule] == [expected]


def test_the_worst_rule_colours_the_pair():
    found = examine(PairFacts(days_ago(90), last_on=days_ago(41), overdue=2), TODAY)

    assert [signal.level for signal in found] == ["bad", "warn", "ok"]
    assert worst(found) == "bad"


def test_a_pair_without_rules_is_well():
    assert worst([]) == "ok"
