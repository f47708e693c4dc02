"""What was created, changed and deleted, in order, so that it can be taken back as a whole."""

import json

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from people.merging import photograph


class Events:
    """The log of one undoable action; `as_json` is what is kept of it."""

    def __init__(self):
        self.events = []

    def created(self, row):
        """Remember a new row and return it."""
        self.events.append({"created": row._meta.label_lower, "pk": row.pk})
        return row

    def changed(self, row, name, old, new):
        self.events.append(
            {"label": row._meta.label_lower, "pk": row.pk, "name": name, "old": old, "new": new}
        )

    def change(self, row, values):
        """Set fields of the row, only those that differ, and tell whether any did."""
        before = len(self.events)
        for name, value in values.items():
            field = row._meta.get_field(name)
            old, new = getattr(row, field.attname), getattr(value, "pk", value)
            if old != new:
                self.changed(row, name, old, new)
                setattr(row, field.attname, new)
        row.save()
        return len(self.events) > before

    def delete(self, row):
        """Delete a row to which nothing leads any more."""
        self.events.append({"deleted": photograph(row)})
        type(row)._base_manager.filter(pk=row.pk).delete()

    def as_json(self):
        return json.loads(json.dumps(self.events, cls=DjangoJSONEncoder))


def take_back(events):
    """Undo the events, the latest first; a value that changed since then stays changed."""
    for event in reversed(events):
        if "deleted" in event:
            for row in serializers.deserialize("python", [event["deleted"]]):
                row.save()
        elif "created" in event:
            apps.get_model(event["created"])._base_manager.filter(pk=event["pk"]).delete()
        else:
            _restore(**event)


def _restore(label, pk, name, old, new):
    model = apps.get_model(label)
    field = model._meta.get_field(name)
    rows = model._base_manager.filter(pk=pk, **{field.attname: field.to_python(new)})
    rows.update(**{field.attname: field.to_python(old)})
