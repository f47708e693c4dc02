"""The registry of checks: each a function of today that yields a sentence for every trouble."""

from collections.abc import Callable
from dataclasses import dataclass

CHECKS: list[tuple[str, str, Callable]] = []


@dataclass(frozen=True)
class Verdict:
    name: str
    ok: bool
    text: str


def check(name, title):
    """Register a check: a function of today that yields a sentence for every trouble it finds."""

    def register(function):
        CHECKS.append((name, title, function))
        return function

    return register


def examine(on):
    """Return the Verdicts of all checks; a check that breaks is a trouble, not an end."""
    verdicts = []
    for name, title, function in CHECKS:
        try:
            troubles = list(function(on))
        except Exception as broken:
            troubles = [f"проверка не выполнена: {broken}"]
        more = f" и ещё {len(troubles) - 3}" if len(troubles) > 3 else ""
        text = f"{title}: {'; '.join(troubles[:3])}{more}" if troubles else title
        verdicts.append(Verdict(name, not troubles, text))
    return verdicts
