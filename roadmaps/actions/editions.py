"""How an approved roadmap is changed: a new edition, a draft until its own order is registered."""

import copy

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps.actions.answering import derive
from roadmaps.actions.marks import plan_occurrences
from roadmaps.actions.targets import plan_targets
from roadmaps.models import DismissedFinding, Item, Occurrence, Roadmap, Stage, Target


class NotInForce(ValidationError):
    """Only the edition in force is changed; the message says where it is."""


@transaction.atomic
def open_edition(roadmap, *, by):
    """Return the draft that will replace the approved roadmap: the one begun, or a new copy.

    Raises NotInForce for a draft and for an edition that was replaced.
    """
    old = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if (begun := Roadmap.objects.filter(replaces=old, approved_on=None).first()) is not None:
        return begun
    if not old.is_approved:
        raise NotInForce("Карта ещё не утверждена: исправьте её строки прямо в таблице.")
    if old.replaced_on:
        raise NotInForce(
            f"Эта редакция действовала до {old.replaced_on:%d.%m.%Y}. Изменения вносятся в "
            "действующую."
        )
    new = _copy(old, approved_on=None, approved_basis="", source_digest="", replaces=old)
    new.save()
    stages = _copies(old.stages.all(), roadmap=new)
    items = _copies(old.items.order_by("position", "pk"), roadmap=new)
    for item in items.values():
        item.section = stages.get(item.section_id)
    for key, item in items.items():
        item.replaces_id = key
    Stage.objects.bulk_create(stages.values())
    Item.objects.bulk_create(items.values())
    answered = _copies(DismissedFinding.objects.filter(roadmap=old), roadmap=new)
    for finding in answered.values():
        finding.item = items.get(finding.item_id)
    DismissedFinding.objects.bulk_create(answered.values())
    plan_occurrences(new, list(items.values()))
    plan_targets(list(items.values()))
    derive(new, list(items.values()))
    record(organization=new.organization, by=by, action="open_edition", subject=new,
           text="Начата новая редакция дорожной карты")  # fmt: skip
    return new


@transaction.atomic
def drop_edition(roadmap, *, by):
    """Throw away the draft of a new edition; the roadmap in force stays as it was."""
    draft = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if not draft.is_edition:
        raise NotInForce("Убрать можно только проект изменений.")
    old = draft.replaces
    record(organization=old.organization, by=by, action="drop_edition", subject=old,
           text="Проект изменений дорожной карты убран")  # fmt: skip
    draft.delete()
    return old


def take_over(new, *, on):
    """Let an edition that is being approved replace the old one, and go on with its progress.

    Dates with their marks and proofs, targets with their values move to the rows that continue
    those of the old edition, as if these had been corrected in place; the words of the old
    edition stay, and so does the progress of rows that are no more.
    """
    old = Roadmap.objects.select_for_update().get(pk=new.replaces_id)
    old.replaced_on = on
    old.save(update_fields=["replaced_on"])
    items = list(new.items.select_related("section").order_by("position", "pk"))
    going_on = {item.replaces_id: item for item in items if item.replaces_id}
    for model in (Occurrence, Target):
        model.objects.filter(item__in=list(going_on.values())).delete()
        rows = list(model.objects.filter(item__in=going_on).order_by("pk"))
        for row in rows:
            row.item = going_on[row.item_id]
        model.objects.bulk_update(rows, ["item"])
    plan_occurrences(new, items)
    plan_targets(items)
    derive(new, items)


def _copies(rows, **changes):
    """Return {key of the old row: its copy, not saved yet}."""
    return {row.pk: _copy(row, **changes) for row in rows}


def _copy(row, **changes):
    new = copy.copy(row)
    new._state = copy.copy(row._state)
    new._state.adding, new._state.fields_cache = True, {}
    new.pk = None
    for name, value in changes.items():
        setattr(new, name, value)
    return new
