"""Somebody's data are destroyed: first nobody may wait for this person in a pair."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from mentoring.models import Pair, PairMember, Replacement
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
    shared = list(shared_pairs(person).values_list("pk", flat=True))
    return erase_person(person, surname=surname, ground=ground, by=by, on=on, shared=shared)


def shared_pairs(person):
    """Return the pairs in which somebody else stands or stood on the person's side.

    Programme and meetings of such a group, or of a pair whose mentor was replaced, are the words
    of those others too: they lose what names the person and keep the rest.
    """
    beside = PairMember.objects.filter(
        pair=OuterRef("pair"), side=OuterRef("side"), person__erased_on=None
    ).exclude(person=person)
    own = PairMember.objects.filter(Exists(beside), person=person)
    return Pair.objects.filter(pk__in=own.values("pair"))
