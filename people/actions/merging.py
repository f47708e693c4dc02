"""Two rows of one human become one, for thirty days not for good; look-alikes stay two."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import ScopedModel
from people.actions.events import Events, take_back
from people.history import record
from people.merging import relations, rows_of, twin_of
from people.models import (
    Distinction,
    Merge,
    Organization,
    Person,
    PositionPeriod,
    refuse_overlapping,
)
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
        organization=kept.organization,
        kept=kept,
        merged_on=on,
        by=by,
        snapshot={"events": moving.as_json()},
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
    take_back(merged.snapshot["events"])
    merged.delete()
    kept.refresh_from_db()
    kept.save()  # the search column follows a name that was changed since
    record(organization=kept.organization, by=by, action="undo_merge", subject=kept,
           text="Отменено объединение двух записей", person=kept)  # fmt: skip
    return kept


@transaction.atomic
def tell_apart(one, other, *, by, on):
    """Remember that two who look alike are two humans, and return the Distinction."""
    if one.pk == other.pk or one.organization_id != other.organization_id:
        raise MergeRefused("Выберите двух разных людей своей организации.")
    first, second = sorted((one, other), key=lambda person: person.pk)
    decided, is_new = Distinction.objects.get_or_create(
        first=first, second=second, defaults={"by": by, "decided_on": on}
    )
    if is_new:
        record(organization=one.organization, by=by, action="tell_apart", subject=decided,
               text="Решено: похожие записи – разные люди", person=first)  # fmt: skip
    return decided


@transaction.atomic
def think_again(decided, *, by):
    """Take such a decision back: the two are in the list of look-alikes again."""
    first = decided.first
    decided.delete()
    record(organization=first.organization, by=by, action="think_again", subject=first,
           text="Решение «разные люди» снято", person=first)  # fmt: skip


class _Moving(Events):
    """Moves rows and remembers it."""

    def absorb(self, gone, kept):
        """Move all that leads to `gone` to `kept` of the same model, then delete `gone`."""
        for field in relations(type(gone)):
            for row in rows_of(field, gone):
                self._move(row, field, kept)
        self.delete(gone)

    def _move(self, row, field, kept):
        if isinstance(row, PositionPeriod):
            return self._move_post(row, kept)
        twin = twin_of(row, field, kept)
        if twin is None:
            self.changed(row, field.name, getattr(row, field.attname), kept.pk)
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: kept.pk})
            return
        if isinstance(row, ScopedModel) and row.merge_refusal:
            raise MergeRefused(row.merge_refusal)
        self.absorb(row, twin)

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
