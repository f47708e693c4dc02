"""From a rule to the dates of one academic year."""

from calendar import monthrange
from datetime import date, timedelta

from roadmaps.deadlines.placing import Days, days_of, nth_weekday, windows_of
from roadmaps.deadlines.rules import Calendar, Piece, Rule, Span

# a shorter piece of a quarter is no quarter, a Monday before the holidays no week
_STUBS = {"quarter": timedelta(days=30), "week": timedelta(days=3)}
_DAY = timedelta(days=1)


def occurrences(
    rule: Rule,
    calendar: Calendar,
    *,
    section_is_preparation: bool | None = None,
    answer: str = "",
) -> list[Days]:
    """Return (start, due) of each time the rule falls due in the academic year.

    A start of None is open since the roadmap begins, a due of None is a band that never falls
    due; no pair at all means that no date can be calculated. A list gives the pairs of its items
    in order and (None, None) for an item without dates. Explicit years are kept even outside the
    academic year. `answer` is the reply to rule.ambiguous, one of ANSWERS; without it a section
    of preparations takes the earlier reading. Weekends are not avoided: nothing is moved.
    """
    reading = answer
    if not reading and section_is_preparation is not None and "учебного года" in rule.ambiguous:
        reading = "earlier" if section_is_preparation else "later"
    if rule.kind == "list":
        items = (_of_one(item, calendar, reading) or [(None, None)] for item in rule.items)
        return [pair for pairs in items for pair in pairs]
    return _of_one(rule, calendar, reading)


def _of_one(rule: Rule, calendar: Calendar, reading: str) -> list[Days]:
    if rule.kind == "periodic":
        return _periodic(rule, calendar, reading)
    if rule.kind == "yearly":
        return _yearly(rule, calendar, reading)
    if rule.kind == "continuous" and not rule.spans:
        return [(calendar.start, None)]
    return [days_of(span, calendar, reading) for span in rule.spans]


def _yearly(rule: Rule, calendar: Calendar, reading: str) -> list[Days]:
    """Move the dates into this year; before the first of them it is not due yet."""
    if not rule.spans:
        return [(None, calendar.last_lesson)]
    pairs = []
    for span in rule.spans:
        moved = days_of(_without_year(span), calendar, reading)
        written = days_of(span, calendar, reading)
        pairs.append(max(moved, written, key=lambda pair: pair[1] or pair[0]))
    return list(dict.fromkeys(pairs))


def _without_year(span: Span) -> Span:
    first, last = (piece and _floating(piece) for piece in (span.first, span.last))
    return Span(span.how, first, last, span.inclusive)


def _floating(piece: Piece) -> Piece:
    if piece.what == "years":
        return Piece("school_year")
    fields = {**piece.__dict__, "year": None, "academic": None}
    return Piece(**fields)


def _periodic(rule: Rule, calendar: Calendar, reading: str) -> list[Days]:
    if rule.spans and not _is_frame(rule):
        return [days_of(span, calendar, reading) for span in rule.spans]
    calendar, start, end = _frame(rule, calendar, reading)
    windows = _windows(rule, calendar, start, end)
    kept = [(max(a, start), min(b, end)) for a, b in windows if a <= end and b >= start]
    least = _STUBS.get(rule.unit, _DAY) if rule.weekday is None else _DAY
    repeated = [(a, b) for a, b in kept if b - a + _DAY >= least]
    if not rule.onwards or not rule.spans:
        return repeated
    first = days_of(rule.spans[0], calendar, reading)  # «до 30.09, далее ежеквартально»
    return [first, *((a, b) for a, b in repeated if a > (first[1] or first[0]))]


def _is_frame(rule: Rule) -> bool:
    """Say whether the dates beside «ежемесячно» limit it; else they are its dates themselves."""
    (first, *others) = rule.spans
    if others:
        return False
    if first.how in ("from", "until", "range", "whole") or rule.onwards:
        return True
    return first.first.what in (
        "half",
        "term",
        "third",
        "quarter",
        "season",
        "years",
        "school_year",
    )


def _frame(rule: Rule, calendar: Calendar, reading: str) -> tuple[Calendar, date, date]:
    """Return the calendar and the first and last day between which the rule repeats."""
    if rule.spans and rule.spans[0].how == "whole" and rule.spans[0].first.academic:
        calendar = calendar.of(rule.spans[0].first.academic)
    last = calendar.last_lesson
    until = date(last.year, last.month, monthrange(last.year, last.month)[1])
    if rule.unit == "quarter" and calendar.quarter_basis == "calendar":
        until = _end_of_quarter(until)  # the quarter in which teaching ends is completed
    if not rule.spans:
        return calendar, calendar.start, until
    span = rule.spans[0]
    start, due = days_of(span, calendar, reading)
    if span.how == "in" and not rule.onwards:
        return calendar, start or calendar.start, due or until
    if span.how == "whole" and span.first.what == "years":
        return calendar, start, date(span.first.n, 12, 31)
    if span.how in ("in", "from") or rule.onwards:
        start = start or due
        return calendar, start, until if until > start else start.replace(month=12, day=31)
    start = start or calendar.start
    return calendar, start, due or until


def _end_of_quarter(day: date) -> date:
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, monthrange(day.year, month)[1])


def _windows(rule: Rule, calendar: Calendar, start: date, end: date) -> list[tuple[date, date]]:
    """Return the windows of the rule's unit that may touch the days from start to end."""
    if rule.unit == "week":
        return _weeks(rule, start, end)
    if rule.unit in ("month", "decade"):
        return [w for m in _months(start, end, rule.every) for w in _in_month(rule, m)]
    if rule.unit == "quarter" and calendar.quarter_basis == "calendar":
        return _quarters(start, end)
    unit = "term" if rule.unit == "quarter" else rule.unit
    years = range(start.year - 1, min(end.year, start.year + 5) + 1)
    return [window for year in years for window in windows_of(unit, calendar.of(year))]


def _quarters(start: date, end: date) -> list[tuple[date, date]]:
    day = start.replace(month=(start.month - 1) // 3 * 3 + 1, day=1)
    return _months(day, end, 3)


def _months(start: date, end: date, every: int) -> list[tuple[date, date]]:
    """Return windows of `every` months from the month of start; ten years are the most."""
    windows, number = [], start.year * 12 + start.month - 1
    while len(windows) < 120:
        first = date(number // 12, number % 12 + 1, 1)
        if first > end:
            break
        number += every
        windows.append((first, date(number // 12, number % 12 + 1, 1) - _DAY))
    return windows


def _in_month(rule: Rule, month: tuple[date, date]) -> list[tuple[date, date]]:
    first, last = month
    if rule.weekday is not None:
        day = nth_weekday(first.year, first.month, rule.weekday, rule.count)
        return [(day, day)]
    if rule.day:
        end_of_first = monthrange(first.year, first.month)[1]
        return [(first, first.replace(day=min(rule.day, end_of_first)))]
    parts = 3 if rule.unit == "decade" else rule.count if rule.every == 1 else 1
    if parts not in (2, 3):
        return [month]
    edges = [1, 16] if parts == 2 else [1, 11, 21]
    starts = [first.replace(day=day) for day in edges]
    return list(zip(starts, [day - _DAY for day in starts[1:]] + [last], strict=True))


def _weeks(rule: Rule, start: date, end: date) -> list[tuple[date, date]]:
    """Return weeks from Monday to Sunday, or the single weekdays; two years are the most."""
    monday = start - timedelta(days=start.weekday())
    step = timedelta(weeks=rule.every)
    if rule.weekday is not None:
        first = monday + timedelta(days=rule.weekday)
        return [(day, day) for day in (first + step * n for n in range(106))]
    return [(monday + step * n, monday + step * (n + 1) - _DAY) for n in range(106)]
