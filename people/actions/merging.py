"""Two rows of one human become one; within thirty days they can be two again."""

import datetime
import json

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from people.access import ScopedModel
from people.history import record
from people.merging import photograph, relations, rows_of, twin_of
from people.models import Merge, Organization, Person, PositionPeriod, refuse_overlapping
from people.names import normalise

UNDO = datetime.timedelta(days=30)
CHOSEN = ("surname", "first_name", "patronymic", "gender", "birth_on", "kind", "school_class",
          "workplace", "email", "phone")  # fmt: skip


class MergeRefused(ValidationError):
    """The two cannot be made one, or two again; the message says why."""


@transaction.atomic
def merge(kept, gone, *, taken, by, on):
    """Make `gone` part of `kept` and return the Merge, by which it can be undone.

    `taken` names the fields whose values come from `gone`. All that leads to `gone` moves; what
    both have in the same place stays once. MergeRefused for two who cannot be one.
    """
    Organization.objects.select_for_update().get(pk=kept.organization_id)
    kept, gone = Person.objects.get(pk=kept.pk), Person.objects.get(pk=gone.pk)
    if kept.pk == gone.pk or kept.organization_id != gone.organization_id:
        raise MergeRefused("Выберите двух разных людей своей организации.")
    _refuse_tied(kept, gone)
    Merge.objects.filter(merged_on__lt=on - UNDO).delete()
    moving = _Moving()
    values = {name: getattr(gone, name) for name in taken if name in CHOSEN}
    moving.absorb(gone, kept)
    moving.change(kept, values | _searched(kept, gone, values))
    merged = Merge.objects.create(
        organization=kept.organization, kept=kept, merged_on=on, by=by, snapshot=moving.snapshot()
    )
    record(organization=kept.organization, by=by, action="merge", subject=merged,
           text="Объединены две записи об одном человеке", person=kept)  # fmt: skip
    return merged


@transaction.atomic
def undo_merge(merged, *, by, on):
    """Make the two persons of a Merge two again; a value changed since then stays changed."""
    Organization.objects.select_for_update().get(pk=merged.organization_id)
    merged = Merge.objects.filter(pk=merged.pk).first()
    if merged is None or merged.merged_on < on - UNDO:
        raise MergeRefused("Разъединить можно в течение 30 дней. Этот срок прошёл.")
    kept = merged.kept
    for event in reversed(merged.snapshot["events"]):
        _take_back(**event)
    merged.delete()
    kept.refresh_from_db()
    kept.save()  # the search column follows a name that was changed since
    record(organization=kept.organization, by=by, action="undo_merge", subject=kept,
           text="Отменено объединение двух записей", person=kept)  # fmt: skip
    return kept


class _Moving:
    """Moves rows and remembers, in order, what was changed and what was deleted."""

    def __init__(self):
        self.events = []

    def absorb(self, gone, kept):
        """Move all that leads to `gone` to `kept` of the same model, then delete `gone`."""
        for field in relations(type(gone)):
            for row in rows_of(field, gone):
                self._move(row, field, kept)
        self.events.append({"deleted": photograph(gone)})
        type(gone)._base_manager.filter(pk=gone.pk).delete()

    def change(self, row, values):
        """Set fields of the row, only those that differ."""
        for name, value in values.items():
            field = row._meta.get_field(name)
            old, new = getattr(row, field.attname), getattr(value, "pk", value)
            if old != new:
                self._note(row, name, old, new)
                setattr(row, field.attname, new)
        row.save()

    def snapshot(self):
        """Return the events as plain JSON."""
        return {"events": json.loads(json.dumps(self.events, cls=DjangoJSONEncoder))}

    def _move(self, row, field, kept):
        if isinstance(row, PositionPeriod):
            return self._move_post(row, kept)
        twin = twin_of(row, field, kept)
        if twin is None:
            self._note(row, field.name, getattr(row, field.attname), kept.pk)
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: kept.pk})
            return
        if isinstance(row, ScopedModel) and row.merge_refusal:
            raise MergeRefused(row.merge_refusal)
        self.absorb(row, twin)

    def _note(self, row, name, old, new):
        self.events.append(
            {"label": row._meta.label_lower, "pk": row.pk, "name": name, "old": old, "new": new}
        )

    def _move_post(self, post, kept):
        """Keep one of two like posts; a main post that would overlap becomes a second one."""
        held = list(PositionPeriod.objects.filter(person=kept))
        if any(normalise(other.title) == normalise(post.title) for other in held):
            return self.absorb(post, held[0])
        try:
            refuse_overlapping([*held, post])
            is_main = post.is_main
        except ValidationError:
            is_main = False
        return self.change(post, {"person": kept, "is_main": is_main})


def _refuse_tied(kept, gone):
    """Refuse two whom one row names together, or who stand in one place as two."""
    by_model = {}
    for field in relations():
        by_model.setdefault(field.model, []).append(field)
    for model, fields in by_model.items():
        for field in fields:
            for other in fields:
                if (
                    field is not other
                    and model._base_manager.filter(
                        **{field.name: kept.pk, other.name: gone.pk}
                    ).exists()
                ):
                    raise MergeRefused(
                        f"Эти двое связаны друг с другом: {model._meta.verbose_name}. "
                        "Если это один человек, сначала уберите эту связь."
                    )
            if issubclass(model, ScopedModel) and model.merge_refusal:
                mine = rows_of(field, kept).values_list(model.owner, flat=True)
                if rows_of(field, gone).filter(**{f"{model.owner}__in": list(mine)}).exists():
                    raise MergeRefused(model.merge_refusal)


def _searched(kept, gone, values):
    """Return the columns of the search: the name as it will be, the former names of both."""
    longest = Person._meta.get_field("former").max_length
    name = " ".join(values.get(part, getattr(kept, part)) for part in CHOSEN[:3])
    return {"search": normalise(name)[:250],
            "former": " ".join(filter(None, [kept.former, gone.former]))[:longest]}  # fmt: skip


def _take_back(label="", pk=None, name="", old=None, new=None, deleted=None):
    """Undo one event: bring a row back, or give a field its old value unless it changed since."""
    if deleted:
        for row in serializers.deserialize("python", [deleted]):
            row.save()
        return
    model = apps.get_model(label)
    field = model._meta.get_field(name)
    rows = model._base_manager.filter(pk=pk, **{field.attname: field.to_python(new)})
    rows.update(**{field.attname: field.to_python(old)})
