"""From words found in a deadline to pieces of the calendar; None for a date that cannot be."""

import re
from calendar import monthrange
from dataclasses import replace

from roadmaps.deadlines.patterns import month_in, ordinal, weekday
from roadmaps.deadlines.rules import Piece

Pieces = tuple[Piece, ...] | None

_LEAP = 2024
_SEASONS = {"осен": (9, 11), "зим": (12, 2), "весн": (3, 5), "весен": (3, 5), "лет": (6, 8)}
_BREAKS = {"осен": 1, "зим": 2, "весен": 3, "лет": 4}
_UNITS = {"кварт": "quarter", "кв": "quarter", "четве": "term", "полуг": "half", "триме": "third"}


def day(found: re.Match[str]) -> Pieces:
    """«15.09.2026», «15.09», «15 сентября 2026 г.»"""
    month, number = _month(found), int(found["d"])
    return _checked(Piece("day", month, number, month, number), found)


def days(found: re.Match[str]) -> Pieces:
    """«1-15 октября», «с 25 по 30.09.2026»; backwards is no date."""
    month, first, last = _month(found), int(found["d"]), int(found["d2"])
    if first > last:
        return None
    return _checked(Piece("days", month, first, month, last), found)


def several_days(found: re.Match[str]) -> Pieces:
    """«1, 8 и 15 октября»"""
    month = _month(found)
    numbers = map(int, re.findall(r"\d+", found["several"]))
    pieces = [_checked(Piece("day", month, n, month, n), found) for n in numbers]
    return None if None in pieces else tuple(piece for (piece,) in pieces)


def month_by_number(found: re.Match[str]) -> Pieces:
    """«09.2026»"""
    number = _month(found)
    return _checked(Piece("month", number, 1, number), found)


def month(found: re.Match[str]) -> Pieces:
    """«сентябрь», «май 2027 г.», «август 2026/2027»"""
    number = _month(found)
    return _checked(Piece("month", number, 1, number), found)


def part(found: re.Match[str]) -> Pieces:
    """«первая половина октября», «последняя неделя мая», «начало сентября»; thirds are decades."""
    number, word = _month(found), found["part"]
    if word.startswith(("начал", "середин", "перв")):
        n = 2 if word == "середин" else 1
        return _checked(
            Piece("part", number, 10 * n - 9, number, 10 * n, n=n, closing=n == 2), found
        )
    if word.startswith(("кон", "последн")):
        return _checked(Piece("part", number, 21, number, 0, closing=True), found)
    length, count = {"половин": (15, 2), "декад": (10, 3), "недел": (7, 5)}[word]
    n = ordinal(found["ordinal"])
    if n > count:
        return None
    if n == -1 and word == "недел":
        return _checked(Piece("part", number, -6, number, 0, closing=True), found)
    n = count if n == -1 else n
    to_day = 0 if n == count else length * n
    return _checked(
        Piece("part", number, length * n - length + 1, number, to_day, closing=True), found
    )


def weekday_of_month(found: re.Match[str]) -> Pieces:
    """«первый понедельник сентября», «последняя пятница мая 2027 г.»"""
    number, n = _month(found), ordinal(found["ordinal"])
    day = weekday(found["weekday"])
    return _checked(Piece("weekday", number, 1, number, n=n, weekday=day), found)


def break_of_year(found: re.Match[str]) -> Pieces:
    """«осенние каникулы», «на зимних каникулах»: between the terms as the school has them."""
    return _checked(Piece("break", n=_BREAKS[found["season"]]), found)


def first_day(found: re.Match[str]) -> Pieces:
    """«первое сентября»"""
    number = _month(found)
    return _checked(Piece("day", number, 1, number, 1), found)


def last_day(found: re.Match[str]) -> Pieces:
    """«последний день мая»"""
    number = _month(found)
    return _checked(Piece("day", number, 0, number, 0), found)


def quarter(found: re.Match[str]) -> Pieces:
    """«IV квартал 2026 г.», «I–II квартал», «1 и 3 четверть», «конец II полугодия»"""
    what = _UNITS[found["unit"][:5]]
    first = ordinal(found["ordinal"])
    second = ordinal(found["ordinal2"]) if found["ordinal2"] else first
    if not 1 <= first <= second <= {"half": 2, "third": 3}.get(what, 4):
        return None
    apart = (found["both"] or "").strip() in (",", "и")
    pairs = [(first, first), (second, second)] if apart else [(first, second)]
    pieces = [_checked(_part_of_year(what, *pair, bool(found["closing"])), found) for pair in pairs]
    return None if None in pieces else tuple(piece for (piece,) in pieces)


def _part_of_year(what: str, first: int, second: int, closing: bool) -> Piece:
    if what == "quarter":
        return Piece(what, 3 * first - 2, 1, 3 * second, closing=closing)
    return Piece(what, n=10 * first + second, closing=closing)


def season(found: re.Match[str]) -> Pieces:
    """«осень 2026», «весной»"""
    first, last = _SEASONS[found["season"]]
    return _checked(Piece("season", first, 1, last), found)


def opening(found: re.Match[str]) -> Pieces:
    """«начало учебного года»"""
    return _checked(Piece("opening"), found)


def closing(found: re.Match[str]) -> Pieces:
    """«конец учебного года»"""
    return _checked(Piece("closing", closing=True), found)


def closing_of_some_year(found: re.Match[str]) -> Pieces:
    """«конец года»: which of the two years is asked."""
    return (Piece("closing_of_some", closing=True),)


def last_of_year(found: re.Match[str]) -> Pieces:
    """«конец 2026 года», «конец календарного года»"""
    return _checked(Piece("part", 12, 21, 12, 0, closing=True), found)


def school_year(found: re.Match[str]) -> Pieces:
    """«2026–2027 учебный год», «2023–2025 гг.»; without figures the year that is counted."""
    first, second = _years(found)
    if first is None:
        return (Piece("school_year"),)
    if second is not None and second != first + 1:
        return (Piece("years", year=first, n=second),) if second > first else None
    return (Piece("school_year", academic=first),)


def year(found: re.Match[str]) -> Pieces:
    """«2026 год»"""
    return (Piece("years", year=int(found["y"]), n=int(found["y"])),)


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return int(groups["m"]) if groups.get("m") else month_in(groups)


def _years(found: re.Match[str]) -> tuple[int | None, int | None]:
    """Return the years written: one, or the two of «2026/27»."""
    groups = found.groupdict()
    first = groups.get("y") or groups.get("y_")
    second = groups.get("y2") or groups.get("y2_")
    if first is None:
        return None, None
    number = int(first) if len(first) == 4 else 2000 + int(first)
    if second is None:
        return number, None
    return number, int(second) if len(second) == 4 else number // 100 * 100 + int(second)


def _checked(piece: Piece, found: re.Match[str]) -> Pieces:
    """Give the piece its year; None when no calendar has such a day."""
    first, second = _years(found)
    if piece.is_of_days or piece.what in ("day", "days", "month"):
        if not 1 <= piece.month <= 12:
            return None
        longest = monthrange(_LEAP if first is None or second else first, piece.month)[1]
        if piece.what in ("day", "days") and not piece.day <= piece.to_day <= longest:
            return None
        if piece.what in ("day", "days") and piece.day < 1 and "последн" not in found[0]:
            return None
    if second is not None:
        return (replace(piece, academic=first),) if second == first + 1 else None
    if first is not None and not 1900 <= first <= 2199:
        return None
    return (replace(piece, year=first),)
