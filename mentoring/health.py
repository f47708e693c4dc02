"""Signals of a pair: what is known about it in, sentences with their thresholds out. Pure."""

import datetime
from dataclasses import dataclass

from people.templatetags.words import day, plural

FIRST_MEETING_DAYS = 14
SILENCE_DAYS = 30
FEEDBACK_DAYS = 7
RECENT_DAYS = 30
LOW_RATING = 3
LEVELS = ("bad", "warn", "ok")


@dataclass(frozen=True)
class PairFacts:
    """What is known of a pair at work: its first day, its meetings and the answers about them.

    `overdue` counts answers missing for more than FEEDBACK_DAYS, `lowest` is the lowest rating
    a mentee gave about a meeting of the last RECENT_DAYS.
    """

    started_on: datetime.date
    last_on: datetime.date | None = None
    answered: int = 0
    overdue: int = 0
    lowest: int | None = None


@dataclass(frozen=True)
class Signal:
    """One rule looked at: `level` is bad, warn or ok, `text` the sentence people read."""

    rule: str
    threshold: int
    level: str
    text: str


def examine(facts: PairFacts, on: datetime.date) -> list[Signal]:
    """Return every rule with its outcome on that day, the worst first."""
    found = [_meeting(facts, on), _feedback(facts), _rating(facts)]
    return sorted(found, key=lambda signal: LEVELS.index(signal.level))


def worst(found: list[Signal]) -> str:
    """Return the level that colours the pair."""
    return min((signal.level for signal in found), key=LEVELS.index, default="ok")


def _meeting(facts, on):
    if facts.last_on is None:
        days = (on - facts.started_on).days
        if days > FIRST_MEETING_DAYS:
            text = f"Пара действует {plural(days, 'день,дня,дней')}, ни одной встречи не записано."
            return Signal("first_meeting", FIRST_MEETING_DAYS, "bad", text)
        until = day(facts.started_on + datetime.timedelta(days=FIRST_MEETING_DAYS))
        return Signal("first_meeting", FIRST_MEETING_DAYS, "ok", f"Первая встреча – до {until}.")
    days = (on - facts.last_on).days
    if days > SILENCE_DAYS:
        text = f"{plural(days, 'день,дня,дней')} без встречи, последняя была {day(facts.last_on)}."
        return Signal("silence", SILENCE_DAYS, "bad", text)
    return Signal("silence", SILENCE_DAYS, "ok", f"Последняя встреча {_ago(days, facts.last_on)}.")


def _ago(days, last_on):
    if days < 2:
        return ("сегодня", "вчера")[days]
    return f"{day(last_on)}, {plural(days, 'день,дня,дней')} назад"


def _feedback(facts):
    if facts.overdue:
        text = (
            f"Ждём {plural(facts.overdue, 'ответ,ответа,ответов')} о встречах, "
            f"прошло больше {FEEDBACK_DAYS}\u00a0дней."
        )
        return Signal("feedback", FEEDBACK_DAYS, "warn", text)
    text = (
        f"Получено {plural(facts.answered, 'ответ,ответа,ответов')} о встречах."
        if facts.answered
        else "Ответов о встречах пока нет."
    )
    return Signal("feedback", FEEDBACK_DAYS, "ok", text)


def _rating(facts):
    if facts.lowest is not None and facts.lowest <= LOW_RATING:
        text = f"Наставляемый поставил {facts.lowest} из 10. Поговорите с ним без наставника."
        return Signal("low_rating", LOW_RATING, "bad", text)
    text = (
        "Низких оценок за последний месяц нет."
        if facts.lowest is not None
        else "Оценок за последний месяц нет."
    )
    return Signal("low_rating", LOW_RATING, "ok", text)
