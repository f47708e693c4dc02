"""Which consents a person lacks on a day, who has to sign them, and which run out soon."""

import datetime
from dataclasses import dataclass

from people.models import REQUIRED_KINDS, Consent, ConsentKind, Person, PersonKind
from people.signers import required_signers

WARNING = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Gap:
    """A consent that is missing (`ends_on` None) or runs out on `ends_on`."""

    person: Person
    kind: ConsentKind
    signers: tuple[str, ...]
    ends_on: datetime.date | None = None


def signers_of(person, on):
    """Return ("self",), ("guardian",) or both: who signs this person's consents on that day.

    Learners without a birth date count as under 14, so that a representative is asked for.
    """
    if person.birth_on is None:
        return ("guardian",) if person.kind == PersonKind.PUPIL else ("self",)
    return required_signers(
        person.birth_on, on, teen_needs_guardian=person.organization.teen_needs_guardian
    )


def last_days(persons, on):
    """Return {(person id, kind): last day in force or None for no end} of valid consents."""
    valid = Consent.objects.valid(on).filter(person__in=[person.pk for person in persons])
    found = {}
    for person_id, kind, until in valid.values_list("person_id", "kind", "valid_until"):
        key = (person_id, kind)
        if key not in found or (found[key] and (until is None or until > found[key])):
            found[key] = until
    return found


def gaps(persons, on, *, kinds=REQUIRED_KINDS, warning=WARNING):
    """Return the Gap list of the persons in their order: one query whatever their number.

    `persons` need `organization` fetched. A consent that ends within `warning` is listed too.
    """
    in_force = last_days(persons, on)
    found = []
    for person in persons:
        for kind in kinds:
            until = in_force.get((person.pk, kind), on - datetime.timedelta(days=1))
            if until is None or until > on + warning:
                continue
            found.append(Gap(person, kind, signers_of(person, on), until if until >= on else None))
    return found


def missing(persons, on, *, kinds=REQUIRED_KINDS):
    """Return only the gaps that forbid working today: nothing valid on that day."""
    return [gap for gap in gaps(persons, on, kinds=kinds) if gap.ends_on is None]
