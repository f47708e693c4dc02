"""What the wording of a deadline means: a rule, and its dates in an academic year. Pure.

    rule = parse("до 15.09.2022г., далее ежегодно")
    occurrences(rule, Calendar(2026))            # [(None, date(2026, 9, 15))]

The wording is always kept as the school wrote it. The forms that are understood stand, each with
its dates, in tests/roadmaps/deadlines.csv; anything else is of the kind "text" and waits for a date
by hand. A new form is a row of the lexicon (or of frequency) and a row of that table.
"""

from roadmaps.deadlines.calculation import occurrences
from roadmaps.deadlines.grammar import parse
from roadmaps.deadlines.rules import ANSWERS, KINDS, Calendar, Piece, Rule, Span
from roadmaps.deadlines.sentences import dates, describe, weekend_note
from roadmaps.deadlines.shifting import shift

__all__ = [
    "ANSWERS",
    "KINDS",
    "Calendar",
    "Piece",
    "Rule",
    "Span",
    "dates",
    "describe",
    "occurrences",
    "parse",
    "shift",
    "weekend_note",
]
