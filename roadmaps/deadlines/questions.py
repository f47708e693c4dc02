"""Wordings with two readings: what to ask the curator once."""

from roadmaps.deadlines.rules import Piece, Rule, Span

_MONTHS = ("", "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь",
           "Октябрь", "Ноябрь", "Декабрь")  # fmt: skip
_GENITIVE = ("", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
             "сентября", "октября", "ноября", "декабря")  # fmt: skip


def question(rule: Rule) -> str:
    """Return the question whose answer is one of ANSWERS, "" when the wording is clear."""
    spans = rule.spans or tuple(span for item in rule.items for span in item.spans)
    return next((asked for asked in map(_about, spans) if asked), "")


def is_between_years(month: int, to_month: int) -> bool:
    """Say whether dates without a year may stand before the academic year or at its end."""
    if month > to_month:
        return False
    summer = month >= 6 and to_month <= 8
    over_august = month in (4, 5) and to_month == 8
    return summer or over_august or (month <= 7 and to_month >= 11)


def _about(span: Span) -> str:
    ends = span.last or span.first
    if ends.what == "closing_of_some":
        return "До конца календарного года (31 декабря) или до конца учебного?"
    if not ends.is_of_days:
        return ""
    if span.how == "until" and ends.what == "month" and not span.inclusive and not ends.closing:
        return f"До начала {_GENITIVE[ends.month]} или до его последнего дня?"
    first = ends if span.how == "until" else span.first
    if not (first.floats and ends.floats) or not is_between_years(first.month, ends.to_month):
        return ""
    return f"{_named(first, ends)} – до начала учебного года или в его конце?"


def _named(first: Piece, last: Piece) -> str:
    if first.month == last.to_month:
        return _MONTHS[first.month]
    return f"{_MONTHS[first.month]} – {_MONTHS[last.to_month].lower()}"
