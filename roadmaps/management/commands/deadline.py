"""Print what a deadline means; the console's door to roadmaps.deadlines, without database."""

import json
import sys

from people.console import PlainCommand
from roadmaps import deadlines

_EXAMPLE = 'Пример: manage.py deadline "до 15 сентября" --year 2026'
_LINE = (
    "Строка не читается. Нужен объект JSON с полями text (текст срока) и year (год, с 1 сентября "
    "которого идёт учебный год)."
)
_YEARS = range(1990, 2101)
_YEAR = (
    f"Учебный год пишется числом от {_YEARS[0]} до {_YEARS[-1]}: это год, "
    "с 1 сентября которого он идёт."
)


class Unreadable(ValueError):
    """A line of --stdin that is no question to this command."""


class Command(PlainCommand):
    help = "Читает срок из дорожной карты: вид и даты в учебном году."
    example = _EXAMPLE
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", help="текст срока; пустой значит «как строкой выше»")
        parser.add_argument("--year", help="год, с 1 сентября которого идёт учебный год")
        parser.add_argument("--json", action="store_true", help="только JSON, без пояснения")
        parser.add_argument("--stdin", action="store_true", help="вопросы по одному JSON в строке")

    def handle(self, *args, **options):
        if options["stdin"]:
            self._answer_lines(options["year"])
        elif options["text"] is None:
            self.refuse(f"Напишите срок в кавычках. {_EXAMPLE}")
        else:
            self._answer(options)

    def _answer(self, options) -> None:
        if options["year"] is None:
            self.refuse(f"Добавьте учебный год: --year. {_EXAMPLE}")
        try:
            year = _year(options["year"])
        except Unreadable as refusal:
            self.refuse(str(refusal))
        self.answer(_meaning(options["text"], year))
        if not options["json"]:
            rule = deadlines.parse(options["text"])
            words = deadlines.describe(rule, deadlines.Calendar(year))
            self.stderr.write(" ".join(filter(None, [f"{words}.", rule.ambiguous])))

    def _answer_lines(self, year: str | None) -> None:
        # bytes: a line in a foreign encoding is answered like any other unreadable one
        for line in getattr(sys.stdin, "buffer", sys.stdin):
            try:
                self.answer(_answer_to(line, year))
            except Unreadable as refusal:
                self.answer({"error": str(refusal)})


def _answer_to(line: bytes | str, default: str | None) -> dict:
    """Return the answer to one line of --stdin, or raise Unreadable with a sentence."""
    try:
        question = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable(_LINE) from None
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        raise Unreadable(_LINE)
    year = question.get("year", default)
    if year is None:
        raise Unreadable(_LINE)
    return _meaning(question["text"], _year(year))


def _year(value) -> int:
    """Return the year as a number, or raise Unreadable when it is none or out of reach."""
    digits = value.isdecimal() if isinstance(value, str) else type(value) is int
    # four digits at most: int() of a long number is slow and refuses the longest
    if not digits or len(str(value)[:6]) > 5 or int(value) not in _YEARS:
        raise Unreadable(_YEAR)
    return int(value)


def _meaning(text: str, year: int) -> dict:
    kind, pairs = deadlines.dates(text, year)
    return {"kind": kind, "occurrences": [[day and day.isoformat() for day in p] for p in pairs]}
