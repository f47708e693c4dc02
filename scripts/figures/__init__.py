"""The registry of figures: what is measured, in which unit, and which limit it must keep."""

import operator
from collections.abc import Callable
from dataclasses import dataclass

FIGURES = []
KEEPS = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True)
class Figure:
    name: str
    limit: float
    unit: str
    sense: str
    measure: Callable[[], float]
    slow: bool
    needs: Callable[[], str] | None = None

    def lacking(self):
        """Return why this machine cannot measure it, "" when it can."""
        return self.needs() if self.needs else ""

    def keeps(self, value):
        """Return whether the value is within the limit; what could not be measured is not."""
        return value is not None and KEEPS[self.sense](value, self.limit)


def figure(name, *, limit, unit, sense="<=", slow=False, needs=None):
    """Register the decorated function; `slow` ones are left out by `scripts/bench --quick`.

    `needs()` returns why a machine cannot measure the figure: then it is said and not judged.
    """
    assert sense in KEEPS, f"figure {name}: the sense {sense} is unknown"

    def register(measure):
        FIGURES.append(Figure(name, limit, unit, sense, measure, slow, needs))
        return measure

    return register
