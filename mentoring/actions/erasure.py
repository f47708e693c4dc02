"""Somebody's data are destroyed: first nobody may wait for this person in a pair."""

from django.db import transaction

from mentoring.models import PairMember, Replacement
from people.actions import ErasureRefused, erase_person, locked_persons


@transaction.atomic
def erase(person, *, surname, ground, by, on):
    """Destroy the data of a person who stands in no open pair; return the Erasure.

    Raises ErasureRefused: a pair is closed, or its member replaced, before the data go.
    """
    locked_persons([person])
    places = PairMember.objects.filter(person=person, pair__closed_on=None)
    if places.filter(left_on=None).exists() or places.filter(left_on__gte=on).exists():
        raise ErasureRefused(
            "Человек ещё стоит в паре или группе. Сначала закройте пару или замените его."
        )
    if Replacement.objects.open().filter(successor=person).exists():
        raise ErasureRefused("Человек выбран на замену наставника. Сначала отмените замену.")
    return erase_person(person, surname=surname, ground=ground, by=by, on=on)
