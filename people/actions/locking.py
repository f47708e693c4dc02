"""Persons locked before their consents are read: what is checked stays true until the commit.

Whoever needs pairs as well locks all of them first, then all persons, each in the order of keys.
"""

from people.models import Person


def locked_persons(persons):
    """Lock these persons until the end of the transaction; return {key: Person} as they are now."""
    keys = [person.pk for person in persons]
    rows = Person.objects.filter(pk__in=keys).order_by("pk").select_related("organization")
    return {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)}
