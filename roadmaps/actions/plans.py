"""What happens to the rows of a roadmap while it is a draft, and the order that fixes it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from people.history import record
from roadmaps.actions import undo
from roadmaps.actions.answering import derive
from roadmaps.actions.editions import take_over
from roadmaps.actions.marks import plan_occurrences
from roadmaps.actions.targets import plan_targets
from roadmaps.actions.undo import FAR, remember
from roadmaps.approvals import with_approvals
from roadmaps.emphasis import carried
from roadmaps.models import FIELDS, Item, LastChange, Roadmap


class AlreadyApproved(ValidationError):
    """The roadmap is fixed by an order; changes go through a new order."""


@transaction.atomic
def approve(roadmap, *, basis, on: datetime.date, by):
    """Fix the roadmap as approved by a registered order; `basis` is the order's text mark.

    A new edition takes over from the one it replaces.
    """
    roadmap = locked_draft(roadmap)
    roadmap.approved_on, roadmap.approved_basis = on, basis
    roadmap.save(update_fields=["approved_on", "approved_basis"])
    LastChange.objects.filter(roadmap=roadmap).delete()
    if roadmap.replaces_id:
        take_over(roadmap, on=on)
    record(organization=roadmap.organization, by=by, action="approve_roadmap", subject=roadmap,
           text=f"Дорожная карта утверждена, {basis}")  # fmt: skip
    return roadmap


@transaction.atomic
def change_head(roadmap, *, title, year, period_start_on, period_end_on, by):
    """Change what stands above the table; another year moves every computed date."""
    changed = locked_draft(roadmap)
    remember(changed, "Изменены название или период")
    moved = changed.year != year
    changed.title, changed.year = title, year
    changed.period_start_on, changed.period_end_on = period_start_on, period_end_on
    changed.full_clean(exclude=["columns", "header", "layout"])
    changed.save()
    if moved:
        _plan(changed)
    _record(changed, by, "change_roadmap", "Изменены название или период дорожной карты")
    return changed


@transaction.atomic
def change_approvals(roadmap, *, approvals, by):
    """Set the blocks above the title: who approves, who agreed (Approvals); none: no block."""
    changed = locked_draft(roadmap)
    remember(changed, "Изменены грифы")
    changed.header = with_approvals(changed.header, approvals)
    changed.save(update_fields=["header"])
    _record(changed, by, "change_approvals", "Изменены грифы дорожной карты")
    return changed


@transaction.atomic
def edit_item(item, *, cells, by):
    """Write new texts into the row and compute the dates anew.

    `cells` are keyed by field, a column that is none of ours by its heading.
    """
    roadmap = locked_draft(item.roadmap)
    remember(roadmap, f"Исправлена строка {item}")
    changed = {name: text.strip() for name, text in cells.items()}
    item.emphasis = carried(item.emphasis, item.texts, changed)
    for name, text in changed.items():
        if name in FIELDS:
            setattr(item, name, text)
        else:
            item.other[name] = text
    item.inherits = [field for field in item.inherits if not changed.get(field)]
    item.clean_fields(exclude=["roadmap", "section", "inherits", "merged", "other"])
    item.save()
    _plan(roadmap)
    plan_targets([item])
    _record(roadmap, by, "edit_item", f"Исправлена строка {item}")


@transaction.atomic
def add_item(roadmap, *, by, after=None, section=None):
    """Put an empty row below `after`, else at the end of `section` or of the table; return it."""
    roadmap = locked_draft(roadmap)
    remember(roadmap, "Добавлена строка")
    rows = list(roadmap.items.order_by("position", "pk"))
    if section:
        above = _end_of(section, rows)
        after = rows[above - 1] if above else None
    else:
        after = after or (rows[-1] if rows else None)
        section = after and after.section
    place = after.position + 1 if after else 0
    make_room(roadmap, place, 1)
    item = Item.objects.create(roadmap=roadmap, section=section, position=place,
                               activity="Новое мероприятие")  # fmt: skip
    _plan(roadmap)
    _record(roadmap, by, "add_item", "В дорожную карту добавлена строка")
    return item


@transaction.atomic
def split_item(item, *, rows, by):
    """Put several rows into the place of one: `rows` are their cells, the first keeps its marks.

    Cells that a row does not name stay as in the row that is split.
    """
    roadmap = locked_draft(item.roadmap)
    remember(roadmap, f"Разделена строка {item}")
    make_room(roadmap, item.position + 1, len(rows) - 1)
    first, *others = [{name: text.strip() for name, text in row.items()} for row in rows]
    parts = [_part(item, cells, n) for n, cells in enumerate(others, 1)]
    item.emphasis = carried(item.emphasis, item.texts, first)
    for name, text in first.items():
        setattr(item, name, text)
    item.inherits = [name for name in item.inherits if not first.get(name)]
    item.save()
    Item.objects.bulk_create(parts)
    _plan(roadmap)
    plan_targets([item, *parts])
    _record(roadmap, by, "split_item", f"Строка разделена на {len(rows)}: {item}")


@transaction.atomic
def place_item(item, *, section, by):
    """Move the row to the end of another section (a Stage of the same roadmap)."""
    roadmap = locked_draft(item.roadmap)
    if item.section_id == section.pk:
        return
    remember(roadmap, f"Перенесена строка {item}")
    rows = [row for row in roadmap.items.order_by("position", "pk") if row.pk != item.pk]
    item.section = section
    item.save(update_fields=["section"])
    rows.insert(_end_of(section, rows), item)
    roadmap.items.update(position=F("position") + FAR)
    for position, row in enumerate(rows):
        row.position = position
    Item.objects.bulk_update(rows, ["position"])
    _plan(roadmap)
    _record(roadmap, by, "move_item", f"В другой раздел перенесена строка {item}")


def take_back(roadmap, *, by):
    """Restore the draft as it was before its last change and return the words of that change."""
    return undo.take_back(roadmap, locked=locked_draft, plan=_replan, by=by)


@transaction.atomic
def remove_item(item, *, by):
    """Take the row out of the draft, its marks with it."""
    roadmap, words = locked_draft(item.roadmap), str(item)
    remember(roadmap, f"Убрана строка {words}", losing=item)
    item.delete()
    _plan(roadmap)
    _record(roadmap, by, "remove_item", f"Из дорожной карты убрана строка {words}")


@transaction.atomic
def move_item(item, *, up, by):
    """Swap the row with its neighbour; at the edge of a section it changes the section."""
    roadmap = locked_draft(item.roadmap)
    rows = roadmap.items.order_by("-position" if up else "position")
    side = {"position__lt" if up else "position__gt": item.position}
    neighbour = rows.filter(**side).first()
    if neighbour is None:
        return
    remember(roadmap, f"Переставлена строка {item}")
    if neighbour.section_id != item.section_id:
        item.section_id = neighbour.section_id
        item.save(update_fields=["section"])
    else:
        here, there = item.position, neighbour.position
        Item.objects.filter(pk=item.pk).update(position=FAR)
        Item.objects.filter(pk=neighbour.pk).update(position=here)
        Item.objects.filter(pk=item.pk).update(position=there)
    _plan(roadmap)
    _record(roadmap, by, "move_item", f"Переставлена строка {item}")


def make_room(roadmap, position, number):
    """Move the rows from this position down by so many places."""
    roadmap.items.filter(position__gte=position).update(position=F("position") + FAR)
    roadmap.items.filter(position__gte=FAR).update(position=F("position") - FAR + number)


def _end_of(section, rows):
    """Return how many of the rows stand above the end of the section."""
    stages = [stage.pk for stage in section.roadmap.stages.all()]
    until = stages[: stages.index(section.pk) + 1]
    return sum(row.section_id is None or row.section_id in until for row in rows)


def _part(item, cells, number):
    """Return a row like the one that is split, so many places below it."""
    fields = {name: getattr(item, name) for name in FIELDS} | {"mark": ""} | cells
    return Item(roadmap=item.roadmap, section=item.section, position=item.position + number,
                merged=item.merged, other=item.other,
                emphasis=carried(item.emphasis, item.texts, fields), **fields)  # fmt: skip


def locked_draft(roadmap):
    """Return the locked roadmap, or raise AlreadyApproved."""
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if roadmap.is_approved:
        raise AlreadyApproved(
            f"Дорожная карта уже утверждена: {roadmap.approved_basis}. "
            "Нажмите «Внести изменения»: откроется проект новой редакции."
        )
    return roadmap


def _plan(roadmap):
    items = list(roadmap.items.select_related("section").order_by("position", "pk"))
    plan_occurrences(roadmap, items)
    derive(roadmap, items)


def _replan(roadmap):
    _plan(roadmap)
    plan_targets(list(roadmap.items.order_by("position", "pk")))


def _record(roadmap, by, action, text):
    record(organization=roadmap.organization, by=by, action=action, subject=roadmap, text=text)
