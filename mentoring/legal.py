"""What a pair lacks in law before it may work: consents of its members."""

import datetime

from django.db.models import Q

from mentoring.models import PairMember
from people.consent_gaps import missing, still_missing_since

DAY = datetime.timedelta(days=1)


def persons_of(pairs, on=None):
    """Return the present members of the pairs as distinct Persons, in the order of names.

    With a day also those whose last day is still to come.
    """
    staying = Q(left_on=None) if on is None else Q(left_on=None) | Q(left_on__gte=on)
    members = PairMember.objects.filter(staying, pair__in=pairs)
    persons = {
        member.person_id: member.person
        for member in members.select_related("person__organization", "person__school_class")
    }
    return sorted(persons.values(), key=lambda person: (person.search, person.pk))


def missing_consents(pairs, on):
    """Return the Gaps of consents that forbid the pairs to be active on that day."""
    return missing(persons_of(pairs, on), on)


def broken_since(pairs, on):
    """Return {pair id: the first day of those up to `on` on which a member's consent lacks}.

    Only pairs that lack one on that day; what never was signed lacks since the pair was fixed.
    """
    members = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), pair__in=pairs, joined_on__lte=on
    ).select_related("person__organization", "pair")
    persons = {member.person_id: member.person for member in members}
    since = still_missing_since(list(persons.values()), on)
    found = {}
    for member in members:
        if member.person_id in since:
            first = max(since[member.person_id] or member.pair.confirmed_on,
                        member.pair.confirmed_on, min(member.joined_on, on))  # fmt: skip
            found[member.pair_id] = min(found.get(member.pair_id, first), first)
    return found


def missing_by_pair(pairs, on):
    """Return {pair id: Gaps}, each pair's mentors first; one query for all pairs.

    The pairs carry their members, as `with_people` fetches them.
    """
    present = {pair.pk: [m.person for m in (*pair.mentors, *pair.mentees)] for pair in pairs}
    persons = {person.pk: person for group in present.values() for person in group}
    gaps = missing(list(persons.values()), on)
    return {
        pair_id: [gap for person in group for gap in gaps if gap.person.pk == person.pk]
        for pair_id, group in present.items()
    }
