"""What a pair lacks in law before it may work: consents of its members."""

from mentoring.models import PairMember
from people.consent_gaps import missing


def persons_of(pairs):
    """Return the present members of the pairs as distinct Persons, in the order of names."""
    members = PairMember.objects.filter(pair__in=pairs, left_on=None)
    persons = {
        member.person_id: member.person
        for member in members.select_related("person__organization", "person__school_class")
    }
    return sorted(persons.values(), key=lambda person: (person.search, person.pk))


def missing_consents(pairs, on):
    """Return the Gaps of consents that forbid the pairs to be active on that day."""
    return missing(persons_of(pairs), on)


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
