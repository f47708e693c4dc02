"""Everything that leads to a person, found in the models: no new relation can be forgotten.

Two rows of one human are made one by moving all of it.
"""

from collections import Counter

from django.core import serializers
from django.db.models import Q, UniqueConstraint

from people.models import Person


def relations(model=Person):
    """Return the foreign keys of all apps that lead to the model, also those hidden from it."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    ]


def rows_of(field, row):
    """Return the rows whose foreign key `field` leads to the row."""
    return field.model._base_manager.filter(**{field.name: row.pk}).order_by("pk")


def moving(person):
    """Return [(what, how many)] of all that would move from this person, by name."""
    found = Counter()
    for field in relations():
        number = rows_of(field, person).count()
        if number:
            found[str(_named(field.model))] += number
    return sorted(found.items())


def twin_of(row, field, kept):
    """Return the row that `kept` has in its place already, as a unique constraint sees it."""
    model = type(row)
    for names, condition in _unique_sets(model):
        if field.name not in names:
            continue
        values = {name: getattr(row, model._meta.get_field(name).attname) for name in names}
        if any(value is None for value in values.values()):
            continue
        values[field.name] = kept.pk
        rows = model._base_manager.filter(condition, **values)
        if model._base_manager.filter(condition, pk=row.pk).exists():
            twin = rows.exclude(pk=row.pk).first()
            if twin is not None:
                return twin
    return None


def photograph(row):
    """Return the row as plain JSON, to be brought back."""
    names = [field.name for field in row._meta.concrete_fields]  # many-to-many rows move themselves
    return serializers.serialize("python", [row], fields=names)[0]


def _unique_sets(model):
    for field in model._meta.fields:
        if field.unique and not field.primary_key:
            yield (field.name,), Q()
    for names in model._meta.unique_together:
        yield names, Q()
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield constraint.fields, constraint.condition or Q()


def _named(model):
    """Return the plural of the model; a table between two models is named by the first."""
    if model._meta.auto_created:
        return model._meta.auto_created._meta.verbose_name_plural
    return model._meta.verbose_name_plural
