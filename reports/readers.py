"""Who must read a registered order: those it names, and those who have read what it changes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reader:
    """`again`: named by the order that this one changes, not by this one."""

    name: str
    again: bool
    read_on: date | None
    row: int | None


def readers_of(document) -> list[Reader]:
    """Return the readers of a paper in the order of its sheet; [] for a paper nobody signs for."""
    own = document.facts.get("acquainted") or []
    changed = [row.document.facts.get("acquainted") or []
               for row in document.amends.select_related("document")]  # fmt: skip
    earlier = [name for names in changed for name in names if name not in own]
    read = {row.name: row for row in document.acquaintances.all()}
    return [
        Reader(name, name not in own, (name in read and read[name].read_on) or None,
               (name in read and read[name].pk) or None)
        for name in dict.fromkeys([*own, *earlier])
    ]  # fmt: skip
