import datetime

import pytest

from mentoring.health import RULES, Mark, PairFacts, examine, open_to, worst

TODAY = datetime.date(2026, 11, 23)
MAY = datetime.date(2027, 5, 31)


def days_ago(number):
    return TODAY - datetime.timedelta(days=number)


def facts(**values):
    """Return the facts of a pair that met today and lacks nothing, but for what is given."""
    return PairFacts(**{"started_on": days_ago(90), "ends_on": MAY, "last_on": TODAY} | values)


def never_met(days):
    return facts(started_on=days_ago(days), last_on=None, idle=days)


def silent(days):
    return facts(last_on=days_ago(days), idle=days)


def found(rule, facts, marks=()):
    return [signal for signal in examine(facts, TODAY, marks) if signal.rule.code == rule]


@pytest.mark.parametrize(
    ("rule", "facts", "level", "text"),
    [
        ("first_meeting", never_met(10), "ok", "Первая встреча – до 27\u00a0ноября."),
        ("first_meeting", never_met(11), "warn",
         "Пара действует 11\u00a0дней, ни одной встречи не записано."),
        ("first_meeting", never_met(15), "bad",
         "Пара действует 15\u00a0дней, ни одной встречи не записано."),
        ("silence", facts(), "ok", "Последняя встреча сегодня."),
        ("silence", silent(21), "ok", "Последняя встреча 2\u00a0ноября, 21\u00a0день назад."),
        ("silence", silent(22), "warn",
         "22\u00a0дня без встречи, последняя была 1\u00a0ноября."),
        ("silence", silent(30), "warn",
         "30\u00a0дней без встречи, последняя была 24\u00a0октября."),
        ("silence", silent(31), "bad",
         "31\u00a0день без встречи, последняя была 23\u00a0октября."),
        ("feedback", facts(overdue=1, overdue_on=days_ago(8)), "warn",
         "Ждём 1\u00a0ответ о встречах, прошло больше 7\u00a0дней."),
        ("feedback", facts(answered=2), "ok", "Получено 2\u00a0ответа о встречах."),
        ("low_rating", facts(lowest=3, lowest_on=TODAY), "bad",
         "Наставляемый поставил 3 из 10. Поговорите с ним без наставника."),
        ("low_rating", facts(lowest=4), "ok", "Низких оценок за последний месяц нет."),
        ("concern", facts(concern_on=days_ago(3)), "bad",
         "20\u00a0ноября наставляемый ответил «не подходим»."),
        ("apart", facts(apart_on=TODAY), "warn",
         "Оценки наставника и наставляемого разошлись на 4 балла или больше."),
        ("task", facts(late_tasks=2, late_on=days_ago(1)), "warn",
         "Срок прошёл: 2\u00a0задачи программы."),
        ("legal", facts(gaps=2), "bad", "Не хватает 2\u00a0согласий."),
        ("capacity", facts(over_capacity=True), "warn",
         "У наставника больше наставляемых, чем указано в банке."),
        ("closing", facts(ends_on=TODAY + datetime.timedelta(days=14)), "warn",
         "Срок пары – по 7\u00a0декабря, итоговой встречи ещё не было."),
    ],
)  # fmt: skip
def test_a_rule_says_what_it_found(rule, facts, level, text):
    assert [(signal.level, signal.text) for signal in found(rule, facts)] == [(level, text)]


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("concern", facts()),
        ("apart", facts()),
        ("task", facts()),
        ("legal", facts()),
        ("capacity", facts()),
        ("closing", facts(ends_on=TODAY + datetime.timedelta(days=15))),
        ("closing", facts(ends_on=TODAY, closing_held=True)),
    ],
)
def test_a_rule_without_trouble_says_nothing(rule, facts):
    assert found(rule, facts) == []


def test_the_worst_rule_colours_the_pair():
    signals = examine(facts(last_on=days_ago(41), idle=41, overdue=2, overdue_on=TODAY), TODAY)

    assert [signal.level for signal in signals] == ["bad", "warn"]
    assert worst(signals) == "bad"


def test_a_pair_without_rules_is_well():
    assert worst([]) == "ok"


def test_a_snoozed_signal_is_shown_last_and_colours_nothing():
    until = TODAY + datetime.timedelta(days=1)
    signals = examine(silent(41), TODAY, [Mark("silence", until=until)])

    assert [(signal.rule.code, signal.until) for signal in signals] == [
        ("feedback", None), ("silence", until),
    ]  # fmt: skip
    assert worst(signals) == "ok"


def test_a_snoozed_signal_returns_on_its_day():
    [signal] = found("silence", silent(41), [Mark("silence", until=TODAY)])

    assert (signal.until, signal.is_open) == (None, True)


def test_a_closed_signal_is_gone_until_the_trouble_begins_anew():
    assert found("silence", silent(41), [Mark("silence", closed_on=days_ago(5))]) == []

    [signal] = found("task", facts(late_tasks=1, late_on=days_ago(3)),
                     [Mark("task", closed_on=days_ago(5))])  # fmt: skip
    assert signal.is_open


def test_a_mark_is_about_one_rule():
    until = TODAY + datetime.timedelta(days=9)

    assert found("silence", silent(41), [Mark("task", until=until)])[0].is_open


def test_the_law_does_not_wait():
    marks = [Mark("legal", until=MAY), Mark("legal", closed_on=TODAY)]

    assert found("legal", facts(gaps=1), marks)[0].is_open


def test_who_reads_no_answers_sees_no_signal_made_of_them():
    signals = examine(
        facts(concern_on=TODAY, lowest=2, lowest_on=TODAY, apart_on=TODAY, late_tasks=1,
              late_on=TODAY), TODAY,
    )  # fmt: skip

    seen = {signal.rule.code for signal in open_to(signals, reads_answers=False)}

    assert seen == {"silence", "feedback", "task"}
    assert open_to(signals, reads_answers=True) == signals


def test_every_rule_says_when_and_what_to_do():
    assert [rule.code for rule in RULES.values() if not (rule.threshold and rule.action)] == []
