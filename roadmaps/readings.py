"""How a roadmap reads its deadlines: the days of the school, its answers to what is unclear. Pure.

    reading = Reading.of(2026, quarter_basis="terms", answers={"июль-август": "later"})
    rule, pairs = reading.dates("Июль – август", section="Мониторинг")

A wording with two readings is asked about once, whatever its spelling; where the section says
whether it prepares the year or closes it, wordings of the two are different questions.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from roadmaps import deadlines
from roadmaps.deadlines.placing import Days
from roadmaps.deadlines.writing import canonical, tidy

_PREPARES = re.compile(r"подготов|подготав|нормативн|правов\w+ регулир|организационн\w+ этап", re.I)
_CLOSES = re.compile(r"мониторинг|итог|результат|заверш|оценк|анализ", re.I)


@dataclass(frozen=True)
class Reading:
    """The calendar of a school and its answers: key of a wording to one of deadlines.ANSWERS."""

    calendar: deadlines.Calendar
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, year: int, *, teaching_end: date | None = None, quarter_basis: str = "",
        terms: Iterable = (), answers: Mapping[str, str] | None = None,
    ) -> "Reading":  # fmt: skip
        """Return the Reading of stored settings; the end of lessons is moved to that year."""
        given = {"teaching_end": _in_year(teaching_end, year + 1)} if teaching_end else {}
        if quarter_basis:
            given["quarter_basis"] = quarter_basis
        if terms:
            given["terms"] = tuple((tuple(start), tuple(end)) for start, end in terms)
        return cls(deadlines.Calendar(year, **given), answers or {})

    def dates(self, text: str, section: str = "") -> tuple[deadlines.Rule, list[Days]]:
        """Return the rule of a wording and its (start, due) pairs."""
        rule = deadlines.parse(text)
        return rule, deadlines.occurrences(rule, self.calendar, **self._how(rule, text, section))

    def describe(self, text: str, section: str = "") -> str:
        """Return the dates in words."""
        rule = deadlines.parse(text)
        return deadlines.describe(rule, self.calendar, **self._how(rule, text, section))

    def is_answered(self, text: str, section: str = "") -> bool:
        """Say whether the school itself has said how the wording is meant."""
        return self.answers.get(key_of(text, section)) in deadlines.ANSWERS

    def is_settled(self, text: str, section: str = "") -> bool:
        """Say whether nothing is left to ask: one reading, an answer, or the section says it."""
        asked = deadlines.parse(text).ambiguous
        by_section = "учебного года" in asked and prepares(section) is not None
        return not asked or by_section or self.is_answered(text, section)

    def _how(self, rule: deadlines.Rule, text: str, section: str) -> dict:
        answer = self.answers.get(key_of(text, section), "") if rule.ambiguous else ""
        return {"answer": answer if answer in deadlines.ANSWERS else "",
                "section_is_preparation": prepares(section)}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One of the two readings of a wording: its dates in words."""

    answer: str
    words: str


@dataclass(frozen=True)
class Asked:
    """A wording with two readings, asked once; `taken` is the reading that holds now."""

    key: str
    text: str
    question: str
    section: str
    rows: int
    choices: tuple[Choice, ...]
    taken: str
    is_answered: bool

    @property
    def token(self) -> str:
        """A short name of the question in a form."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:10]

    @property
    def where(self) -> str:
        """Say how many rows it decides, and of which section."""
        inside = f" в разделе «{self.section}»" if self.section else ""
        known = " Ответ взят из прежних карт." if self.is_answered else ""
        return f"Строк{inside}: {self.rows}.{known}"


def prepares(section: str) -> bool | None:
    """Say whether a section prepares the year or closes it; None when its title does not say."""
    before, after = bool(_PREPARES.search(section)), bool(_CLOSES.search(section))
    return before if before != after else None


def key_of(text: str, section: str = "") -> str:
    """Return the name under which the answer to a wording is kept."""
    kind = {True: "|подготовка", False: "|итоги"}.get(prepares(section), "")
    return f"{canonical(tidy(text))[:200]}{kind}"


def questions(rows: Iterable[tuple[str, str]], reading: Reading) -> list[Asked]:
    """Return what is to be asked about rows (deadline, section), a wording once, in their order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text, section in rows:
        if text and deadlines.parse(text).ambiguous:
            found.setdefault(key_of(text, section), []).append((text, section))
    return [_asked(key, same, reading) for key, same in found.items()]


def _asked(key: str, same: list[tuple[str, str]], reading: Reading) -> Asked:
    text, section = same[0]
    rule = deadlines.parse(text)
    choices = tuple(
        Choice(answer, deadlines.describe(rule, reading.calendar, answer=answer))
        for answer in deadlines.ANSWERS
    )
    now = reading.describe(text, section)
    taken = next((choice.answer for choice in choices if choice.words == now), "")
    named = section if prepares(section) is not None else ""
    return Asked(key, " ".join(text.split()), rule.ambiguous, named, len(same), choices, taken,
                 reading.is_answered(text, section))  # fmt: skip


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)
