"""From pieces of the calendar to days: which year a date without a year belongs to."""

from calendar import monthrange
from datetime import date, timedelta

from roadmaps.deadlines.questions import is_between_years
from roadmaps.deadlines.rules import Calendar, Piece, Span

Days = tuple[date | None, date | None]

_THIRDS = (((9, 1), (11, 30)), ((12, 1), (2, 0)), ((3, 1), (5, 31)))


def days_of(span: Span, calendar: Calendar, reading: str) -> Days:
    """Return (start, due) of a span; `reading` is one of ANSWERS or "" for the usual one."""
    if span.how == "until":
        return None, _due(span, calendar, reading)
    if span.how == "from":
        return _bounds(span.first, calendar, reading)[0], None
    if span.how == "whole":
        return _bounds(span.first, calendar, reading)[0], None
    if span.how == "range":
        start, due = _range(span, calendar, reading)
        return (start, due) if start <= due else (None, due)
    start, due = _bounds(span.first, calendar, reading)
    if span.first.what in ("day", "weekday"):
        return None, due
    return (start, None) if span.first.what == "school_year" else (start, due)


def _due(span: Span, calendar: Calendar, reading: str) -> date:
    """Return the last day of «до …»: «до мая» ends before May, «до конца мая» with it."""
    piece = span.last
    if piece.what == "month" and not span.inclusive:
        start, end = _bounds(piece, calendar, "")
        return end if reading == "later" else start - timedelta(days=1)
    start, end = _bounds(piece, calendar, reading)
    whole = piece.closing or span.inclusive or piece.what in ("day", "days", "weekday")
    return end if whole else start - timedelta(days=1)


def _range(span: Span, calendar: Calendar, reading: str) -> tuple[date, date]:
    first, last = span.first, span.last
    if not first.is_of_days or not last.is_of_days:
        start = _bounds(first, _like(calendar, last), reading)[0]
        return start, _bounds(last, calendar, reading)[1]
    begins, ends = (first.month, first.day), (last.to_month, last.to_day or 31)
    over_new_year = ends < begins or last.wraps
    if first.year is not None:
        year = first.year
        end_year = last.year + last.wraps if last.year is not None else year + over_new_year
    elif last.year is not None:
        end_year = last.year + last.wraps
        year = end_year - over_new_year
    else:
        calendar = _like(_like(calendar, first), last)
        year = _floating_year(first.month, last.to_month, over_new_year, calendar, reading)
        end_year = year + over_new_year
    return _bounds_in(first, year)[0], _bounds_in(last, end_year - last.wraps)[1]


def _bounds(piece: Piece, calendar: Calendar, reading: str) -> tuple[date, date]:
    """Return the first and the last day of a piece."""
    if piece.is_of_days:
        year = piece.year
        if year is None:
            calendar = _like(calendar, piece)
            year = _floating_year(piece.month, piece.to_month, piece.wraps, calendar, reading)
        return _bounds_in(piece, year)
    if piece.what == "years":
        return date(piece.year, 1, 1), date(piece.n, 12, 31)
    if piece.what == "half" and piece.year is not None:
        first, last = divmod(piece.n, 10)
        return _day(piece.year, 6 * first - 5, 1), _day(piece.year, 6 * last, 0)
    return _bounds_at_school(piece, _like(calendar, piece), reading)


def _bounds_in(piece: Piece, year: int) -> tuple[date, date]:
    """Return the limits of a piece made of days that begins in that year."""
    if piece.weekday is not None:
        day = nth_weekday(year, piece.month, piece.weekday, piece.n)
        return day, day
    start = _day(year, piece.month, piece.day)
    return start, _day(year + piece.wraps, piece.to_month, piece.to_day)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th such day of a month; -1, or one too many, is the last."""
    first = date(year, month, 1)
    found = [day for day in range(1, monthrange(year, month)[1] + 1)
             if (first.weekday() + day - 1) % 7 == weekday]  # fmt: skip
    return first.replace(day=found[min(n, len(found)) - 1] if n > 0 else found[-1])


def _bounds_at_school(piece: Piece, calendar: Calendar, reading: str) -> tuple[date, date]:
    """Return the limits of what only the school's year defines.

    The beginning of the year is its September, the end its last month of lessons.
    """
    end = calendar.last_lesson
    if piece.what == "opening":
        return calendar.start, _day(calendar.year, 9, 0)
    if piece.what == "closing":
        return end.replace(day=1), end
    if piece.what == "closing_of_some":
        end = date(calendar.year, 12, 31) if reading == "earlier" else end
        return end.replace(day=1), end
    if piece.what == "school_year":
        return calendar.start, end
    if piece.what == "break":
        return _break(piece.n, calendar)
    first, last = divmod(piece.n, 10)
    windows = windows_of(piece.what, calendar)
    return windows[first - 1][0], windows[last - 1][1]


def _break(n: int, calendar: Calendar) -> tuple[date, date]:
    """Return the days between two terms, after the last one those until the next year."""
    terms = windows_of("term", calendar)
    start = terms[n - 1][1] + timedelta(days=1)
    return start, terms[n][0] - timedelta(days=1) if n < len(terms) else calendar.end


def windows_of(unit: str, calendar: Calendar) -> list[tuple[date, date]]:
    """Return the halves, thirds or terms of the academic year; the last ends with teaching."""
    if unit == "half":
        limits = (((9, 1), (12, 31)), ((1, 1), (5, 31)))
    else:
        limits = _THIRDS if unit == "third" else calendar.terms
    days = [(_in(calendar, *start), _in(calendar, *end)) for start, end in limits]
    days[-1] = (days[-1][0], max(days[-1][0], calendar.last_lesson))
    return days


def _in(calendar: Calendar, month: int, day: int) -> date:
    return _day(calendar.year + (month < 9), month, day)


def _like(calendar: Calendar, piece: Piece) -> Calendar:
    """Return the academic year a piece names, by itself or by a calendar year (its school year)."""
    if piece.academic is not None:
        return calendar.of(piece.academic)
    if piece.year is None or piece.is_of_days or piece.what == "years":
        return calendar
    if piece.what == "break" and piece.n == 2:  # over New Year, named by either of the two
        return calendar if piece.year == calendar.year else calendar.of(piece.year - 1)
    early = piece.n == 1 if piece.what == "break" else piece.n // 10 <= 2
    opens = piece.what in ("opening", "school_year") or (
        piece.what in ("term", "third", "break") and early
    )
    return calendar.of(piece.year if opens else piece.year - 1)


def _floating_year(
    month: int, to_month: int, over_new_year: bool, calendar: Calendar, reading: str
) -> int:
    """Return the calendar year in which dates without a year begin.

    Dates that end in August to October prepare the year, so they stand before it; dates from May
    into the winter are kept as one stretch. In summer alone August prepares, June and July close.
    """
    if over_new_year or month >= 9:
        return calendar.year
    if is_between_years(month, to_month):
        usual = "later" if month in (6, 7) and to_month <= 8 else "earlier"
        return calendar.year + ((reading or usual) == "later")
    return calendar.year + (to_month < 9)


def _day(year: int, month: int, day: int) -> date:
    """Return a day of the month, 0 and below counted from its end; what lies behind is the last."""
    last = monthrange(year, month)[1]
    return date(year, month, min(day, last) if day > 0 else last + day)
