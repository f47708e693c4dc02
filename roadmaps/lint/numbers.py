"""Numbers and cells of the table itself: repeated, left out, a result that is not named. Pure."""

import re
from collections.abc import Iterator

from roadmaps.lint.facts import Facts, Finding, Row, Severity, of_row

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,4}")


def wrong_numbers(facts: Facts) -> Iterator[Finding]:
    """Yield findings about repeated numbers and, mildly, about numbers left out."""
    seen: dict[str, list[Row]] = {}
    for row in facts.rows:
        if row.number and "number" not in row.inherits:
            seen.setdefault(row.number.rstrip(". "), []).append(row)
    for label, same in seen.items():
        if len(same) > 1:
            keys = tuple(row.key for row in same)
            yield Finding("number-twice", Severity.WARN, keys,
                          f"Номер {label} стоит у нескольких строк.",
                          "Исправить номера")  # fmt: skip
    yield from _gaps(facts.rows)


def _gaps(rows: tuple[Row, ...]) -> Iterator[Finding]:
    last: dict[tuple[int, ...], int] = {}
    for row in rows:
        number = row.number.strip().rstrip(". ")
        if not _NUMBER.fullmatch(number):
            continue
        *above, own = map(int, number.split("."))
        before = last.get(tuple(above), 0)
        if own > before + 1:
            lacking = ".".join(map(str, [*above, before + 1]))
            yield Finding("number-gap", Severity.HINT, (row.key,),
                          f"Перед строкой {row.label} нет номера {lacking}.",
                          "Проверить нумерацию")  # fmt: skip
        last[tuple(above)] = max(own, before)


def without_result(facts: Facts) -> Iterator[Finding]:
    """Yield rows that name neither a result nor an indicator, where the table has such a column."""
    asked = facts.fields & {"result", "indicator"}
    if not asked:
        return
    for row in facts.rows:
        if not any(getattr(row, name) or name in row.inherits for name in asked):
            yield of_row("no-result", Severity.WARN, row, "Не назван результат",
                         "Написать, чем закончится работа")  # fmt: skip
