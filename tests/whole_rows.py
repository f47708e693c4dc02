"""A row of every model, made by reading the model: a new one is made without a line here."""

import datetime
import decimal
import uuid

from django.apps import apps
from django.db import models

from tests.factories import TODAY

SIMPLE = {
    models.DateField: lambda: TODAY,
    models.DateTimeField: lambda: datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC),
    models.BooleanField: lambda: False,
    models.UUIDField: uuid.uuid4,
    models.BinaryField: lambda: b"1",
    models.DecimalField: lambda: decimal.Decimal(1),
    models.JSONField: list,
}


class Rows:
    """Makes and remembers one row of each model; `known` are rows that exist already.

    `values` says by label what a model's constraints want otherwise.
    """

    def __init__(self, known, values):
        self.known = {type(row): row for row in known}
        self.values = values

    def of(self, model):
        if model not in self.known:
            own = self.values.get(model._meta.label_lower, {})
            given = {name: value(self) if callable(value) else value for name, value in own.items()}
            for field in model._meta.fields:
                if field.name not in given and self._is_wanted(field):
                    given[field.name] = self._value(field)
            self.known[model] = model._base_manager.create(**given)
        return self.known[model]

    def _is_wanted(self, field):
        if field.primary_key or getattr(field, "auto_now_add", False):
            return False
        points_at_person = field.related_model is apps.get_model("people.person")
        return points_at_person or not (field.null or field.has_default() or field.blank)

    def _value(self, field):
        if field.is_relation:
            return self.of(field.related_model)
        if field.choices:
            return field.choices[0][0]
        for kind, value in SIMPLE.items():
            if isinstance(field, kind):
                return value()
        if isinstance(field, models.IntegerField):
            return 1
        return f"x{field.name}"[: field.max_length or 20]
