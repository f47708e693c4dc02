"""Contradictions in a roadmap, found from its words and dates alone; each names rows and a fix."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from people.years import first_day, last_day, short_title

EARLY_MONTH = 5  # what is prepared for a year may fall due from May before it
NAMED = 4  # so many rows are named in a sentence, then only their number

FORMING = re.compile(r"формирован\w*\s+(?:наставнических\s+)?(?:пар|групп)", re.I)
ANALYSIS = re.compile(r"анализ\w*\s.{0,40}анкет", re.I | re.S)
ORDER = re.compile(r"приказ\S{0,6}\s+о\s+закреплении", re.I)
TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)[ \t]?[-–—/][ \t]?(?:20)?\d\d(?!\d)")


@dataclass(frozen=True)
class Line:
    """A row as the checks see it; `dates` are pairs (start, due), cells of merges are filled."""

    key: int
    label: str
    activity: str
    responsible: str
    outcome: str
    deadline_kind: str
    dates: tuple[tuple[date | None, date | None], ...] = ()

    @property
    def first_due(self) -> date | None:
        return min((due for _, due in self.dates if due), default=None)

    @property
    def last_due(self) -> date | None:
        return max((due for _, due in self.dates if due), default=None)

    @property
    def first_day(self) -> date | None:
        """The earliest beginning of what falls due; a band of the whole year says nothing."""
        return min((start or due for start, due in self.dates if due), default=None)


@dataclass(frozen=True)
class Finding:
    """What is wrong, in which rows (`keys`, the first one leads there), and what to do."""

    keys: tuple[int, ...]
    sentence: str
    fix: str


def findings(lines: list[Line], *, year: int, title: str, has_outcome: bool) -> list[Finding]:
    """Return what contradicts itself or is missing, the gravest first.

    `has_outcome` says whether the table has a column for results or indicators at all.
    """
    found = [*_pairs_before_answers(lines), *_order_before_pairs(lines), *_old_years(title, year)]
    found += _old_years_in_rows(lines, year)
    found += _together(lines, lambda line: _is_outside(line, year), f"Срок вне {short_title(year)} "
                       "учебного года", "Поправьте год в сроке.")  # fmt: skip
    found += _repeated_numbers(lines)
    found += _together(lines, lambda line: line.deadline_kind == "text",
                       "Срок не понят", "Напишите срок иначе или добавьте дату.")  # fmt: skip
    found += _together(lines, lambda line: not line.responsible, "Никто не отвечает",
                       "Назовите ответственного.")  # fmt: skip
    if has_outcome:
        found += _together(lines, lambda line: not line.outcome, "Не назван результат",
                           "Напишите, чем кончится работа.")  # fmt: skip
    return found


def _pairs_before_answers(lines: list[Line]) -> Iterator[Finding]:
    """Pairs are formed from the questionnaires, so their analysis cannot end later."""
    for forming in _matching(FORMING, lines):
        for analysis in _matching(ANALYSIS, lines):
            if _before(forming.first_due, analysis.last_due) and forming != analysis:
                yield Finding(
                    (analysis.key, forming.key),
                    f"Строка {forming.label} формирует пары до {forming.first_due:%d.%m.%Y}, а "
                    f"анкеты анализируются по строке {analysis.label} только до "
                    f"{analysis.last_due:%d.%m.%Y}.",
                    f"Перенесите срок строки {analysis.label} или {forming.label}.",
                )


def _order_before_pairs(lines: list[Line]) -> Iterator[Finding]:
    """The order names the members of the pairs, so it cannot come before they are formed."""
    for order in _matching(ORDER, lines):
        for forming in _matching(FORMING, lines):
            if _before(order.last_due, forming.first_day) and forming != order:
                yield Finding(
                    (order.key, forming.key),
                    f"Приказ о закреплении пар по строке {order.label} нужен до "
                    f"{order.last_due:%d.%m.%Y}, а пары формируются по строке {forming.label} "
                    f"только с {forming.first_day:%d.%m.%Y}.",
                    f"Перенесите приказ из строки {order.label} или срок строки {forming.label}.",
                )


def _old_years(title: str, year: int) -> Iterator[Finding]:
    if (found := TWO_YEARS.search(title)) and int(found[1]) != year:
        yield Finding((), f"В названии стоит {found[0]}, а карта на {short_title(year)}.",
                      "Исправьте название или учебный год.")  # fmt: skip


def _old_years_in_rows(lines: list[Line], year: int) -> list[Finding]:
    """A later year is the plan of the next one, an earlier year was left over."""

    def is_old(line):
        return any(int(found[1]) < year for found in TWO_YEARS.finditer(line.activity))

    return _together(lines, is_old, "Назван прошлый учебный год", "Исправьте год в строке.")


def _repeated_numbers(lines: list[Line]) -> Iterator[Finding]:
    seen: dict[str, list[Line]] = {}
    for line in lines:
        seen.setdefault(line.label, []).append(line)
    for label, same in seen.items():
        if len(same) > 1:
            keys = tuple(line.key for line in same)
            yield Finding(keys, f"Номер {label} стоит у нескольких строк.", "Исправьте номер.")


def _together(
    lines: list[Line], test: Callable[[Line], bool], what: str, fix: str
) -> list[Finding]:
    """Return one finding for all rows that fail a test, none when no row does."""
    own = [line for line in lines if test(line)]
    if not own:
        return []
    more = f" и ещё {len(own) - NAMED}" if len(own) > NAMED else ""
    labels = ", ".join(line.label for line in own[:NAMED]) + more
    words = "строка" if len(own) == 1 else "строки"
    return [Finding(tuple(line.key for line in own), f"{what}: {words} {labels}.", fix)]


def _is_outside(line: Line, year: int) -> bool:
    early = first_day(year).replace(month=EARLY_MONTH)
    return any(due and not early <= due <= last_day(year) for _, due in line.dates)


def _matching(pattern: re.Pattern[str], lines: list[Line]) -> list[Line]:
    return [line for line in lines if pattern.search(line.activity)]


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other
