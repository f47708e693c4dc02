"""Targets of roadmap rows with what is reached on a day: typed by hand, or computed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from reports.measures import Measure, measures
from roadmaps.models import Item, Target
from roadmaps.targets import Standing


@dataclass(frozen=True)
class Aim:
    """A target with both of its values; what was typed by hand is the one that counts."""

    target: Target
    figure: Measure | None
    on: datetime.date

    @property
    def typed(self) -> Decimal | None:
        """The value typed by hand for that day or before it."""
        known = self.target.measured_on is not None and self.target.measured_on <= self.on
        return self.target.measured if known else None

    @property
    def counted(self) -> Decimal | None:
        return self.figure.number if self.figure else None

    @property
    def standing(self) -> Standing:
        return self.target.against(self.counted if self.typed is None else self.typed)

    @property
    def differs(self) -> bool:
        """Whether both numbers are known and are not the same."""
        return None not in (self.typed, self.counted) and self.typed != self.counted


@dataclass(frozen=True)
class TargetRow:
    """A row of the roadmap with its targets."""

    item: Item
    targets: list[Aim]
    dropped: list[Target]


def rows_of(roadmap, *, on, item=None):
    """Return a TargetRow for every row with a target, or for `item` alone."""
    rows = roadmap.items.filter(pk=item.pk) if item else roadmap.items
    rows = [row for row in rows.order_by("position", "pk").prefetch_related("targets")
            if row.targets.all()]  # fmt: skip
    chosen = {target.code for row in rows for target in row.targets.all() if target.code}
    figures = measures(roadmap.organization, year=roadmap.year, on=on) if chosen else {}
    return [_row(row, figures, on) for row in rows]


def _row(item, figures, on):
    every = list(item.targets.all())
    return TargetRow(
        item,
        [Aim(one, figures.get(one.code), on) for one in every if one.dropped_on is None],
        [one for one in every if one.dropped_on is not None],
    )
