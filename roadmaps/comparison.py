"""What a newer table changes in a stored roadmap: rows added, changed and vanished."""

from dataclasses import dataclass, replace
from functools import cached_property

from people.templatetags.words import full_day, plural
from roadmaps.drafts import RowView
from roadmaps.headings import HEADINGS
from roadmaps.matching import differs, likeness, paired, word_diff
from roadmaps.models import Item, Roadmap
from roadmaps.stored import rows_of

ALIKE = 0.5  # from here on a newer version of the same roadmap is proposed


@dataclass(frozen=True)
class Vanished:
    """A row the newer table lacks; `carries` says what would be lost with it."""

    item: Item
    carries: list[str]


@dataclass(frozen=True)
class Comparison:
    """A stored roadmap beside a read table; rows of the table are named by their place."""

    roadmap: Roadmap
    items: list[Item]
    rows: list[dict]
    pairs: dict[int, int]
    alike: float

    @property
    def is_alike(self):
        return self.alike >= ALIKE

    @cached_property
    def added(self):
        return [n for n in range(len(self.rows)) if n not in self.pairs]

    @cached_property
    def changed(self):
        """The places of rows whose words changed, with the columns."""
        found = {n: _changed(self.items[o], self.rows[n]) for n, o in self.pairs.items()}
        return {n: names for n, names in sorted(found.items()) if names}

    @cached_property
    def vanished(self):
        left = set(range(len(self.items))) - set(self.pairs.values())
        dismissed = _answered(self.roadmap)
        return [Vanished(item, carried(item, dismissed.get(item.pk, 0)))
                for n, item in enumerate(self.items) if n in left]  # fmt: skip

    @property
    def kept(self):
        """The rows that vanished and stay all the same: there are marks on them."""
        return [row for row in self.vanished if row.carries]

    @property
    def dropped(self):
        return [row for row in self.vanished if not row.carries]

    @property
    def is_same(self):
        return not (self.added or self.changed or self.vanished)

    def shown(self, rows: list[RowView]) -> list[RowView]:
        """Return the rows of the check page with what is new in them."""
        return [self._shown(row) for row in rows]

    def _shown(self, row):
        if row.index not in self.pairs:
            return replace(row, change="added")
        item, names = self.items[self.pairs[row.index]], self.changed.get(row.index, ())
        cells = [
            replace(cell, parts=word_diff(_text(item, cell.field or cell.heading), cell.text))
            if (cell.field or cell.heading) in names else cell for cell in row.cells
        ]  # fmt: skip
        return replace(row, cells=cells, change="changed" if names else "")


def compare(roadmap, read):
    """Return the Comparison of a stored roadmap with a read table."""
    items = items_of(roadmap)
    old = rows_of(items)
    return Comparison(roadmap, items, read["rows"], paired(old, read["rows"]),
                      likeness(old, read["rows"]))  # fmt: skip


def items_of(roadmap):
    """Return the rows in their order with sections, targets, dates and what proves them.

    Rows of an edition bring those of the rows they go on with: they take over at its order.
    """
    read = ("occurrences__evidence", "occurrences__parts", "targets")
    before = [f"replaces__{name}" for name in read] if roadmap.is_edition else []
    rows = roadmap.items.select_related("section").prefetch_related(*read, *before)
    return list(rows.order_by("position", "pk"))


def comparisons(organization, year, read):
    """Return the Comparisons with the roadmaps of that year, the likeliest first.

    An edition that waits for its order stands for the roadmap it changes.
    """
    found = Roadmap.objects.filter(organization=organization, year=year, replaced_on=None)
    found = found.filter(edition=None).order_by("-pk")
    return sorted((compare(one, read) for one in found), key=lambda one: -one.alike)


def carried(item, answered=0):
    """Return in words what was done for a row; answers to the checker alone keep no row."""
    goes_on = [item.replaces] if item.roadmap.is_edition and item.replaces_id else []
    found = []
    for one in (item, *goes_on):
        found += [said for row in one.occurrences.all() for said in _said(row)]
        found += [f"записано значение показателя «{target}»"
                  for target in one.targets.all() if target.measured is not None]  # fmt: skip
    found = list(dict.fromkeys(found))
    if found and answered:
        found.append(f"снято {plural(answered, 'замечание,замечания,замечаний')} проверки")
    return found


def _said(row):
    proofs = ", ".join(map(str, row.evidence.all()))
    parts = sum(part.done_on is not None for part in row.parts.all())
    if row.done_on:
        yield f"выполнено {full_day(row.done_on)}{f': {proofs}' if proofs else ''}"
    elif proofs:
        yield f"приложено: {proofs}"
    if parts and not row.done_on:
        yield f"отметили своё {plural(parts, 'исполнитель,исполнителя,исполнителей')}"
    if row.cancelled_on:
        yield f"признано неактуальным {full_day(row.cancelled_on)}: {row.reason}"
    elif row.planned_on:
        yield f"срок перенесён на {full_day(row.due_on)}: {row.reason}"


def _answered(roadmap):
    counts = {}
    for key in roadmap.dismissed.filter(item__isnull=False).values_list("item_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return counts


def _changed(item, row):
    names = [name for name in HEADINGS if differs(_text(item, name), row.get(name) or "")]
    other = row.get("other") or {}
    names += [name for name in {**item.other, **other}
              if differs(_text(item, name), other.get(name) or "")]  # fmt: skip
    return names


def _text(item, name):
    return getattr(item, name) if name in HEADINGS else item.other.get(name) or ""
