"""How the people of the banks stand in the pairs of their year: how many they lead, with whom."""

from dataclasses import dataclass, field

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from mentoring.models import PairMember, PairState, Side

FIRST = (PairState.ACTIVE, PairState.PAUSED, PairState.AGREED, PairState.PROPOSED, PairState.DRAFT)


@dataclass
class Standing:
    """The states of somebody's open pairs and the persons of the other side, each once."""

    states: set = field(default_factory=set)
    others: list = field(default_factory=list)

    @property
    def state(self):
        """The state that says most, or None without a pair."""
        return next((state for state in FIRST if state in self.states), None)


def standings(persons, *, side, year, on):
    """Return {person id: Standing} on that side of the year's open pairs; two queries."""
    open_pairs = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), pair__year=year, pair__closed_on=None
    )
    own = open_pairs.filter(side=side, person__in=persons).select_related("pair").order_by("pk")
    beside = {}
    rows = open_pairs.exclude(side=side).filter(pair__in={member.pair_id for member in own})
    for member in rows.select_related("person").order_by("person__search", "pk"):
        beside.setdefault(member.pair_id, []).append(member.person)
    found = {person.pk: Standing() for person in persons}
    for member in own:
        standing = found[member.person_id]
        standing.states.add(member.pair.state(on))
        standing.others += [other for other in beside.get(member.pair_id, [])
                            if other not in standing.others]  # fmt: skip
    return found


def with_load(mentors, on):
    """Return the rows of the bank with `load`: how many distinct mentees each leads that year.

    Who leaves leads up to the last day, whoever is to come has the place taken already.
    """
    led = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on),
        Q(pair__members__left_on=None) | Q(pair__members__left_on__gte=on),
        side=Side.MENTEE, pair__closed_on=None, pair__year=OuterRef("year"),
        pair__members__person=OuterRef("person"), pair__members__side=Side.MENTOR,
    )  # fmt: skip
    number = led.order_by().values("pair__year").annotate(n=Count("person", distinct=True))
    return mentors.annotate(
        load=Coalesce(Subquery(number.values("n"), output_field=IntegerField()), 0)
    )


def with_room(mentors, on):
    """Return those of the bank who may take one more."""
    return with_load(mentors, on).filter(load__lt=F("capacity"))


def places(side, on):
    """Return the members of open pairs who are the person of the outer row in its year."""
    return PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), side=side, person=OuterRef("person"),
        pair__year=OuterRef("year"), pair__closed_on=None,
    )  # fmt: skip
