"""Taking back the last change of a draft: what it was before is kept beside it, once."""

import datetime
import json

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from people.history import record
from roadmaps.models import Item, LastChange, Roadmap

HEAD = ("title", "year", "period_start_on", "period_end_on", "header")
FAR = 10_000  # above every position: a unique place is never taken twice on the way


class NothingToTakeBack(ValidationError):
    """The draft was not changed since it was made, or since the last change was taken back."""


def remember(roadmap, words, *, losing=None):
    """Keep the draft as it is before a change that `words` name; `losing` is a row it removes."""
    before = {
        "head": {name: _plain(getattr(roadmap, name)) for name in HEAD},
        "stages": _serialized(roadmap.stages.all()),
        "rows": _serialized(roadmap.items.order_by("position", "pk")),
        "below": _serialized(_below(losing)) if losing else [],
    }
    LastChange.objects.update_or_create(
        roadmap=roadmap, defaults={"words": words[:200], "before": before}
    )


def take_back(roadmap, *, locked, plan, by):
    """Restore the draft as it was before its last change; raises NothingToTakeBack.

    `locked` and `plan` are the steps every change of a draft begins and ends with.
    """
    with transaction.atomic():
        roadmap = locked(roadmap)
        last = LastChange.objects.filter(roadmap=roadmap).first()
        if last is None:
            raise NothingToTakeBack("Возвращать нечего: последняя правка уже отменена.")
        _restore(roadmap, last.before)
        plan(roadmap)
        record(organization=roadmap.organization, by=by, action="undo_change", subject=roadmap,
               text="Отменена последняя правка дорожной карты")  # fmt: skip
        last.delete()
        return last.words


def _restore(roadmap, before):
    days = ("period_start_on", "period_end_on")
    head = {name: value and datetime.date.fromisoformat(value) if name in days else value
            for name, value in before["head"].items()}  # fmt: skip
    Roadmap.objects.filter(pk=roadmap.pk).update(**head)
    for name, value in head.items():
        setattr(roadmap, name, value)
    kept = [row["pk"] for row in before["rows"]]
    stages = before.get("stages", _serialized(roadmap.stages.all()))
    roadmap.items.exclude(pk__in=kept).delete()
    roadmap.items.update(position=F("position") + FAR)
    for found in serializers.deserialize("python", stages + before["rows"] + before["below"]):
        found.save()
    roadmap.stages.exclude(pk__in=[stage["pk"] for stage in stages]).delete()


def _below(item):
    """Return everything that belongs to the row, the owners before what they own."""
    levels = {Item: [item]}
    for model in apps.get_app_config("roadmaps").get_models():
        owner = getattr(model, "owner", "")
        above = model._meta.get_field(owner).related_model if owner in _names(model) else None
        if above in levels and model is not Item:
            levels[model] = list(model.objects.filter(**{f"{owner}__in": levels[above]}))
    return [row for model, rows in levels.items() if model is not Item for row in rows]


def _names(model):
    return {field.name for field in model._meta.fields if field.is_relation}


def _serialized(rows):
    return json.loads(serializers.serialize("json", rows))


def _plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value
