"""Which steps of mentoring a row takes, recognised by stems of words, and when. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmaps.lint.facts import Days, Row

_I = re.IGNORECASE | re.DOTALL
_THREE = r"(?:\S+\s+){0,3}?"  # up to three words between

# (pattern, must not stand beside it, looked for in results too)
MILESTONES = {
    "campaign": (r"(?:анкетировани|опрос).{0,200}потенциальн"
                 r"|потенциальн.{0,200}(?:анкетировани|опрос)",
                 r"анализ", True),
    "campaign_read": (r"анализ\w*\s.{0,40}анкет.{0,60}(?:кампани|потенциальн)", "", False),
    "answers_read": (r"анализ\w*\s.{0,40}анкет", r"итогов|удовлетвор", False),
    "base": (rf"(?:форм|созда|соста)\w*\s+{_THREE}(?:баз|банк)\w*\s+(?:данных\s+)?настав",
             "", False),
    "consents": (rf"(?:оформ|собра|сбор|получ|обеспеч)\w*\s+{_THREE}соглас[ио][йея]", "", False),
    "pairs": (r"формирован\w*\s+(?:наставнических\s+)?(?:пар|групп)\b"
              r"|(?:состав|подобра|образова)\w*\s+(?:наставнические\s+)?пары\b"
              r"|соединени\w*\s.{{0,60}}\bв\s+пары", "", False),
    "order": (rf"приказ\S{{0,6}}\s+{_THREE}о\s+закреплени"
              rf"|закреп\w+\s+{_THREE}приказом", "", True),
    "programmes": (rf"(?:разработ|подготов|состав|утвержд|утверд)\w*\s+{_THREE}"
                   rf"(?:персонализированн\w+\s+программ|индивидуальн\w+\s+план)",
                   r"(?:утвержд|утверд|разработ|подготов)\w*\s+форм", False),
    "materials": (rf"(?:разработ|подготов)\w*\s.{{0,200}}для\s+кажд\w+\s+{_THREE}(?:пар|групп)",
                  r"персонализированн|индивидуальн", False),
    "work": (rf"перв\w+\s+{_THREE}встреч\w*\s.{{0,40}}пар|встреч\w*-знакомств", "", False),
    "final": (rf"(?:итогов|завершающ|заключительн)\w+\s+{_THREE}"
              rf"(?:опрос|анкетировани|диагностик|встреч|мониторинг)"
              rf"|анкетировани\w*\s+участник|удовлетвор", r"промежуточн|середин", False),
    "report": (r"(?:справк|отч[её]т(?!\w*\s+наставник)|итогов\w+\s+документ)",
               r"промежуточн|середин|кратк|муниципальн\w+\s+мониторинг", True),
}  # fmt: skip
_COMPILED = {
    name: (re.compile(pattern, _I), re.compile(without or r"(?!)", _I), in_results)
    for name, (pattern, without, in_results) in MILESTONES.items()
}
_OF_THE_YEAR = re.compile(r"итог|за\s+(?:учебный\s+)?год|по\s+результатам|о\s+результатах", _I)


@dataclass(frozen=True)
class Step:
    """A milestone in a row: not begun before `start`, done by `due`."""

    row: Row
    start: date | None
    due: date

    @property
    def bound(self) -> date:
        """The first day on which it may be counted on: what comes after cannot end before it."""
        return self.start or self.due

    @property
    def when(self) -> str:
        """«с 01.02.2023» or «к 05.09.2023»."""
        return f"с {self.start:%d.%m.%Y}" if self.start else f"к {self.due:%d.%m.%Y}"


def steps(rows: Iterable[Row]) -> dict[str, list[Step]]:
    """Return the steps by the name of their milestone, a row once each; rows without firm dates
    take none.
    """
    found: dict[str, list[Step]] = {name: [] for name in MILESTONES}
    for row in rows:
        for name, days in _named(row).items():
            step = _step(row, days)
            if step is not None:
                found[name].append(step)
    return found


def named(row: Row, name: str) -> bool:
    """Say whether the row takes a milestone, with dates or without."""
    return name in _named(row)


def _named(row: Row) -> dict[str, tuple[Days, ...]]:
    found: dict[str, tuple[Days, ...]] = {}
    for column, text, days in row.parts:
        for name, (pattern, without, in_results) in _COMPILED.items():
            if column == "result" and not in_results:
                continue
            read = row.words if name == "campaign" else text
            if pattern.search(read) and not without.search(read) and _is_meant(name, text):
                found[name] = (*found.get(name, ()), *days)
    return found


def _is_meant(name: str, text: str) -> bool:
    """A report counts only where it closes the year; a note on the way does not."""
    return name != "report" or bool(_OF_THE_YEAR.search(text))


def _step(row: Row, days: tuple[Days, ...]) -> Step | None:
    dues = [due for _, due in days if due]
    if not dues or not row.firm:
        return None
    open_start = any(start is None for start, due in days if due)
    starts = [start for start, due in days if start and due]
    first, last = (None if open_start else min(starts, default=None)), max(dues)
    return Step(row, None if first == last else first, last)
