"""What happens to a draft when a newer version of its table comes in."""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from people.history import record
from roadmaps.actions.answering import derive
from roadmaps.actions.intake import (
    digest_of,
    header_of,
    items_of,
    layout_of,
    period_of,
)
from roadmaps.actions.marks import plan_occurrences
from roadmaps.actions.plans import locked_draft
from roadmaps.actions.targets import plan_targets
from roadmaps.actions.undo import FAR
from roadmaps.comparison import compare
from roadmaps.headings import columns_of
from roadmaps.models import Item, LastChange

ROW = ("section", "number", "stage", "activity", "deadline", "responsible", "result", "indicator",
       "mark", "inherits", "merged", "other", "emphasis", "position")  # fmt: skip
_NAMED = re.compile(r"(?:\b[Сс]трок[аеуи]\w*|\bНомер)\s(?:\d+(?:\.\d+)*(?:, | и )?)+")
_LABEL = re.compile(r"\d+(?:\.\d+)*")


class AnotherYear(ValidationError):
    """The table was read for another academic year than the roadmap it would replace."""


@transaction.atomic
def update_roadmap(roadmap, read, *, year, by, drop=(), source_name="", answers=None):
    """Bring the newer version of a table into the draft and return it.

    Rows that stay the same work keep their dates with all marks and answers to the checker.
    A row that vanished stays while there are marks on it, unless its key is in `drop`. Raises
    AlreadyApproved and AnotherYear.
    """
    roadmap = locked_draft(roadmap)
    if roadmap.year != year:
        raise AnotherYear("Эта карта на другой учебный год. Загрузите таблицу новой картой.")
    found = compare(roadmap, read)
    kept = [row.item for row in found.kept if row.item.pk not in drop]
    labels = _labels(found.items)
    old_stages = {stage.pk for stage in roadmap.stages.all()}
    LastChange.objects.filter(roadmap=roadmap).delete()
    _take_head(roadmap, read, source_name, answers)
    order = _save_rows(roadmap, found, kept, read)
    used = {item.section_id for item in order}
    roadmap.stages.filter(pk__in=old_stages - used).delete()
    plan_occurrences(roadmap, order)
    plan_targets(order)
    derive(roadmap, order)
    derive(roadmap, order)
    _relabel(roadmap, labels, _labels(order))
    record(organization=roadmap.organization, by=by, action="update_roadmap", subject=roadmap,
           text=f"Дорожная карта обновлена из файла: новых строк {len(found.added)}, "
           f"изменённых {len(found.changed)}, "
           f"убранных {len(found.vanished) - len(kept)}")  # fmt: skip
    return roadmap


def _take_head(roadmap, read, source_name, answers):
    """Take over what stands around the rows; a period the file does not name stays."""
    start, end = period_of(read, roadmap.year)
    roadmap.title = (read.get("title") or roadmap.title)[:300]
    own = {"approvals": roadmap.header["approvals"]} if "approvals" in roadmap.header else {}
    roadmap.columns, roadmap.header = columns_of(read), header_of(read) | own
    roadmap.layout, roadmap.source_digest = layout_of(read), digest_of(read)
    roadmap.source_name = source_name[:200] or roadmap.source_name
    roadmap.answers = roadmap.answers | (answers or {})
    if start:
        roadmap.period_start_on, roadmap.period_end_on = start, end
    roadmap.save()


def _save_rows(roadmap, found, kept, read):
    """Save the rows in the order of the newer table and return them; the rest is deleted."""
    stay = {found.items[o].pk for o in found.pairs.values()} | {item.pk for item in kept}
    roadmap.items.exclude(pk__in=stay).delete()
    roadmap.items.update(position=F("position") + FAR)
    fresh = list(items_of(roadmap, read))
    under = {row.section.title: row.section for row in fresh if row.section}
    for n, o in found.pairs.items():
        fresh[n] = _renewed(found.items[o], fresh[n])
    for item in kept:
        item.section = under.get(item.section.title, item.section) if item.section else None
    order = _in_order(found, fresh, kept)
    for position, item in enumerate(order):
        item.position = position
    Item.objects.bulk_update([item for item in order if item.pk], ROW)
    Item.objects.bulk_create([item for item in order if not item.pk])
    return order


def _renewed(item, fresh):
    for name in ROW:
        setattr(item, name, getattr(fresh, name))
    return item


def _in_order(found, rows, kept):
    """Return the rows with each kept one behind the row it followed."""
    places = {o: n for n, o in found.pairs.items()}
    behind, last = {}, -1
    for o, item in enumerate(found.items):
        last = places.get(o, last)
        if item in kept:
            behind.setdefault(last, []).append(item)
    order = behind.get(-1, [])
    for n, row in enumerate(rows):
        order += [row, *behind.get(n, [])]
    return order


def _labels(items):
    """Return {key: what the checker calls the row}; equal labels name nobody."""
    found = {item.pk: item.number.rstrip(". ") or str(place)
             for place, item in enumerate(items, 1)}  # fmt: skip
    counts = Counter(found.values())
    return {key: label for key, label in found.items() if counts[label] == 1}


def _relabel(roadmap, old, new):
    """Rename the rows in what was answered to the checker, so that the answers still hold."""
    renamed = {old[key]: new[key] for key in old.keys() & new.keys() if old[key] != new[key]}
    if not renamed:
        return
    for answer in roadmap.dismissed.all():
        answer.sentence = _NAMED.sub(
            lambda found: _LABEL.sub(lambda one: renamed.get(one[0], one[0]), found[0]),
            answer.sentence,
        )[:400]  # fmt: skip
        answer.save(update_fields=["sentence"])
