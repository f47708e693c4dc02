"""Signals of a pair: what is known about it in, sentences with their thresholds out. Pure."""

import datetime
from dataclasses import dataclass, replace

from mentoring.health_rules import (
    APART,
    CLOSING_DAYS,
    FEEDBACK_DAYS,
    FIRST_MEETING_DAYS,
    FIRST_SOON,
    GAP_DAYS,
    LOW_RATING,
    RULES,
    SILENCE_DAYS,
    Rule,
)
from people.templatetags.words import day, plural

LEVELS = ("bad", "warn", "ok")


@dataclass(frozen=True)
class PairFacts:
    """What is known of a pair at work: its days, its meetings and the answers about them.

    `idle` are the days since the last meeting, or the order, that count: without pauses and long
    breaks. Numbers come with the day since which they are so.
    """

    started_on: datetime.date
    ends_on: datetime.date
    last_on: datetime.date | None = None
    idle: int = 0
    answered: int = 0
    overdue: int = 0
    overdue_on: datetime.date | None = None
    lowest: int | None = None
    lowest_on: datetime.date | None = None
    apart_on: datetime.date | None = None
    concern_on: datetime.date | None = None
    noted_on: datetime.date | None = None
    absent_on: datetime.date | None = None
    absent_until: datetime.date | None = None
    late_tasks: int = 0
    late_on: datetime.date | None = None
    over_capacity: bool = False
    joined_on: datetime.date | None = None
    closing_held: bool = False
    gaps: int = 0
    partner: str = ""  # what is wrong with the agreement the form wants


@dataclass(frozen=True)
class Mark:
    """What the curator decided about a signal: silent until a day, or closed on a day."""

    rule: str
    until: datetime.date | None = None
    closed_on: datetime.date | None = None


@dataclass(frozen=True)
class Signal:
    """One rule looked at: `level` is bad, warn or ok, `text` the sentence people read.

    `since` is the day on which this trouble began: a later one is a new signal. `until` is the
    day to which the curator snoozed it, `is_closed` tells that this trouble was dealt with.
    """

    rule: Rule
    level: str
    text: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    is_closed: bool = False

    @property
    def is_quiet(self):
        return self.until is not None or self.is_closed

    @property
    def is_open(self):
        return self.level != "ok" and not self.is_quiet


def examine(facts: PairFacts, on: datetime.date, marks=()) -> list[Signal]:
    """Return the rules that say something on that day, the worst first, the silenced last."""
    looks = (
        _concern,
        _rating,
        _legal,
        _meeting,
        _apart,
        _feedback,
        _tasks,
        _capacity,
        _absence,
        _closing,
    )
    found = [_marked(signal, marks, on) for look in looks if (signal := look(facts, on))]
    shown = [signal for signal in found if not signal.is_closed]
    return sorted(shown, key=lambda signal: (signal.is_quiet, LEVELS.index(signal.level)))


def worst(found: list[Signal]) -> str:
    """Return the level that colours the pair; what is snoozed does not."""
    levels = (signal.level for signal in found if not signal.is_quiet)
    return min(levels, key=LEVELS.index, default="ok")


def open_to(found: list[Signal], *, reads_answers: bool) -> list[Signal]:
    """Return the signals that somebody who may or may not read answers sees."""
    return [signal for signal in found if reads_answers or not signal.rule.confidential]


def _marked(signal, marks, on):
    if signal.level == "ok" or not signal.rule.may_wait:
        return signal
    own = [mark for mark in marks if mark.rule == signal.rule.code]
    until = max((mark.until for mark in own if mark.until and mark.until > on), default=None)
    closed_on = max((mark.closed_on for mark in own if mark.closed_on), default=None)
    is_closed = bool(closed_on and signal.since and closed_on >= signal.since)
    return replace(signal, until=until, is_closed=is_closed)


def _signal(code, text, *, level=None, since=None):
    return Signal(RULES[code], level or RULES[code].level, text, since)


def _concern(facts, on):
    if facts.noted_on and facts.noted_on >= (facts.concern_on or facts.noted_on):
        return _signal("concern", f"{day(facts.noted_on).capitalize()} записана тревога о паре.")
    if facts.concern_on is None:
        return None
    text = f"{day(facts.concern_on).capitalize()} наставляемый ответил «не подходим»."
    return _signal("concern", text)  # closing settles the request itself


def _rating(facts, on):
    if facts.lowest is None:
        return None
    if facts.lowest > LOW_RATING:
        return _signal("low_rating", "Низких оценок за последний месяц нет.", level="ok")
    text = f"Наставляемый поставил {facts.lowest} из 10. Поговорите с ним без наставника."
    return _signal("low_rating", text, since=facts.lowest_on)


def _legal(facts, on):
    lacking = plural(facts.gaps, "согласия,согласий,согласий")
    said = [f"Не хватает {lacking}."] if facts.gaps else []
    said += [f"{facts.partner[:1].upper()}{facts.partner[1:]}."] if facts.partner else []
    return _signal("legal", " ".join(said)) if said else None


def _meeting(facts, on):
    if facts.last_on is None:
        return _first(facts, on)
    if facts.idle <= GAP_DAYS:
        ago = _ago((on - facts.last_on).days, facts.last_on)
        return _signal("silence", f"Последняя встреча {ago}.", level="ok")
    level = "bad" if facts.idle > SILENCE_DAYS else "warn"
    text = (
        f"{plural(facts.idle, 'день,дня,дней')} без встречи, последняя была {day(facts.last_on)}."
    )
    return _signal("silence", text, level=level, since=facts.last_on)


def _first(facts, on):
    if facts.idle <= FIRST_SOON:
        until = day(on + datetime.timedelta(days=FIRST_MEETING_DAYS - facts.idle))
        return _signal("first_meeting", f"Первая встреча – до {until}.", level="ok")
    level = "bad" if facts.idle > FIRST_MEETING_DAYS else "warn"
    text = f"Пара действует {plural(facts.idle, 'день,дня,дней')}, ни одной встречи не записано."
    return _signal("first_meeting", text, level=level, since=facts.started_on)


def _ago(days, last_on):
    if days < 2:
        return ("сегодня", "вчера")[days]
    return f"{day(last_on)}, {plural(days, 'день,дня,дней')} назад"


def _apart(facts, on):
    if facts.apart_on is None:
        return None
    text = f"Оценки наставника и наставляемого разошлись на {APART} балла или больше."
    return _signal("apart", text, since=facts.apart_on)


def _feedback(facts, on):
    if facts.overdue:
        text = (
            f"Ждём {plural(facts.overdue, 'ответ,ответа,ответов')} о встречах, "
            f"прошло больше {FEEDBACK_DAYS}\u00a0дней."
        )
        since = facts.overdue_on + datetime.timedelta(days=FEEDBACK_DAYS + 1)
        return _signal("feedback", text, since=since)
    text = (
        f"Получено {plural(facts.answered, 'ответ,ответа,ответов')} о встречах."
        if facts.answered
        else "Ответов о встречах пока нет."
    )
    return _signal("feedback", text, level="ok")


def _tasks(facts, on):
    if not facts.late_tasks:
        return None
    tasks = plural(facts.late_tasks, "задача,задачи,задач")
    since = facts.late_on + datetime.timedelta(days=1)
    return _signal("task", f"Срок прошёл: {tasks} программы.", since=since)


def _capacity(facts, on):
    if not facts.over_capacity:
        return None
    text = "У наставника больше наставляемых, чем указано в банке."
    return _signal("capacity", text, since=facts.joined_on)


def _absence(facts, on):
    if facts.absent_on is None:
        return None
    until = f"до {day(facts.absent_until)}" if facts.absent_until else "день возвращения неизвестен"
    text = f"Участник отсутствует с {day(facts.absent_on)}, {until}."
    return _signal("absence", text, since=facts.absent_on)


def _closing(facts, on):
    since = facts.ends_on - datetime.timedelta(days=CLOSING_DAYS)
    if facts.closing_held or on < since:
        return None
    text = f"Срок пары – по {day(facts.ends_on)}, итоговой встречи ещё не было."
    return _signal("closing", text, since=since)
