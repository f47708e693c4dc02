"""How a value stands to its target: reached or not, as words and as a bar."""

from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"at_least": "не менее", "more": "более", "at_most": "не более", "less": "менее"}
ASKED = "число не названо"


@dataclass(frozen=True)
class Standing:
    """A value (None: not known yet) beside the target of a row."""

    op: str
    goal: Decimal | None
    upper: Decimal | None
    unit: str
    reached: Decimal | None

    @property
    def is_known(self) -> bool:
        return self.goal is not None and self.reached is not None

    @property
    def is_met(self) -> bool:
        """A plain number («100 %», «две встречи») is reached by more as well."""
        if not self.is_known:
            return False
        return {
            "more": self.reached > self.goal,
            "less": self.reached < self.goal,
            "at_most": self.reached <= self.goal,
            "between": self.goal <= self.reached <= (self.upper or self.goal),
        }.get(self.op, self.reached >= self.goal)

    @property
    def share(self) -> Decimal | None:
        """The length of the bar in per cent; a count is drawn against the larger number."""
        return None if self.reached is None else self._drawn(self.reached)

    @property
    def mark(self) -> Decimal | None:
        """Where the line of the target stands on the bar."""
        return None if self.goal is None else self._drawn(self.goal)

    @property
    def words(self) -> str:
        """Return «Цель достигнута.», «Не хватает 12 %.» or what is not known."""
        if self.goal is None:
            return "Число цели не названо." if self.reached is None else ""
        if self.reached is None:
            return "Значения ещё нет."
        if self.is_met:
            return "Цель достигнута."
        if self.op in ("more", "less"):
            return "Цель не достигнута."
        lacking = self.goal - self.reached
        if lacking > 0:
            return f"Не хватает {self._counted(lacking)}."
        return f"Больше цели на {self._counted(self.reached - (self.upper or self.goal))}."

    @property
    def value_words(self) -> str:
        """Return the value with its sign: «62,5 %», «3»."""
        return "" if self.reached is None else self._counted(self.reached)

    def _drawn(self, number: Decimal) -> Decimal:
        known = (self.goal, self.reached, self.upper)
        largest = max((one for one in known if one is not None), default=Decimal(0))
        whole = max(largest, Decimal(100)) if self.unit == "%" else largest
        return round(100 * number / whole, 1) if whole else Decimal(0)

    def _counted(self, number: Decimal) -> str:
        return f"{shown(number)}\u00a0%" if self.unit == "%" else shown(number)


def goal_words(op, value, upper, *, unit="", per="", per_group=False) -> str:
    """Return the target as words: «не менее 2 встреч в месяц», «от 10 до 15 %»."""
    if value is None:
        number = ASKED
    elif op == "between":
        number = f"от {shown(value)} до {shown(upper)}"
    else:
        number = f"{_SIGNS.get(op, '')} {shown(value)}".strip()
    counted = "" if value is None and unit else f"\u00a0{unit}" if unit else ""
    asked = f"{unit}: " if value is None and unit and unit != "%" else ""
    group = "по каждой группе" if per_group else ""
    return " ".join(filter(None, [f"{asked}{number}{counted}", per, group]))


def shown(number: Decimal) -> str:
    """Return a number as people write it: «4,5», «10»."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
