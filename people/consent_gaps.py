"""Which consents a person lacks on a day, who has to sign them, and which run out soon."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from people.models import (
    REQUIRED_KINDS,
    Consent,
    ConsentKind,
    ConsentSignature,
    Person,
    PersonKind,
)
from people.signers import ADULT, GUARDIAN, age_on, required_signers

OTHER_BLANKS = {  # one sheet whatever the age: it asks whoever has to sign
    ConsentKind.DISSEMINATION: "consent-dissemination",
    ConsentKind.IMAGE: "consent-image",
    ConsentKind.TRANSFER: "consent-transfer",
    ConsentKind.LABOUR: "consent-labour",
}
ONE_DAY = datetime.timedelta(days=1)
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


def last_days(persons, on, guarded=()):
    """Return {(person id, kind): last day in force or None for no end} of valid consents.

    To take part those in `guarded` (ids) need a sheet that a representative has signed as well.
    """
    valid = Consent.objects.valid(on).filter(person__in=[person.pk for person in persons])
    if guarded:
        by_guardian = ConsentSignature.objects.filter(consent=OuterRef("pk"), is_guardian=True)
        alone = Q(person__in=guarded, kind=ConsentKind.PARTICIPATION) & ~Exists(by_guardian)
        valid = valid.exclude(alone)
    found = {}
    for person_id, kind, until in valid.values_list("person_id", "kind", "valid_until"):
        key = (person_id, kind)
        if key not in found or (found[key] and (until is None or until > found[key])):
            found[key] = until
    return found


def gaps(persons, on, *, kinds=REQUIRED_KINDS, warning=WARNING, guarded=()):
    """Return the Gap list of the persons in their order: one query whatever their number.

    `persons` need `organization` fetched. A consent that ends within `warning` is listed too.
    Minors among `guarded` (ids) take part with a representative's signature only.
    """
    minors = {person.pk for person in persons if person.pk in guarded and is_minor(person, on)}
    in_force = last_days(persons, on, minors)
    found = []
    for person in persons:
        for kind in kinds:
            until = in_force.get((person.pk, kind), on - ONE_DAY)
            if until is None or until > on + warning:
                continue
            signers = signers_of(person, on)
            if person.pk in minors and kind == ConsentKind.PARTICIPATION:
                signers = tuple(dict.fromkeys((*signers, GUARDIAN)))
            found.append(Gap(person, kind, signers, until if until >= on else None))
    return found


def missing(persons, on, *, kinds=REQUIRED_KINDS, guarded=()):
    """Return only the gaps that forbid working today: nothing valid on that day."""
    found = gaps(persons, on, kinds=kinds, guarded=guarded)
    return [gap for gap in found if gap.ends_on is None]


def still_missing_since(persons, on, *, kinds=REQUIRED_KINDS):
    """Return {person id: the day since which a required consent lacks without a break, or None}.

    None: some kind was never signed before `on`. Who lacks nothing is left out.
    """
    lacking = {}
    for gap in missing(persons, on, kinds=kinds):
        lacking.setdefault(gap.person.pk, set()).add(gap.kind)
    ends = {}
    rows = Consent.objects.filter(person__in=lacking, signed_on__lte=on)
    for person_id, kind, until, withdrawn in rows.values_list(
        "person_id", "kind", "valid_until", "withdrawn_on"
    ):
        if kind in lacking[person_id]:  # then it has ended, one way or the other
            days = [day for day in (until and until + ONE_DAY, withdrawn) if day]
            ends.setdefault((person_id, kind), []).append(min(days))
    since = {}
    for person_id, kinds_lacking in lacking.items():
        days = [max(ends.get((person_id, kind), []), default=None) for kind in kinds_lacking]
        since[person_id] = None if None in days else min(days)
    return since


def withdrawn(on):
    """Return the persons whose processing was withdrawn by that day and not agreed to again."""
    own = Consent.objects.filter(person=OuterRef("pk"), kind=ConsentKind.PERSONAL_DATA)
    return Person.objects.filter(Exists(own.filter(withdrawn_on__lte=on))).exclude(
        Exists(own.valid(on))
    )


def has_withdrawn(person, on):
    """Tell whether the processing of data was withdrawn and not agreed to again."""
    return withdrawn(on).filter(pk=person.pk).exists()


def blanks_for(person, kind, on, *, is_mentor=False, signers=()):
    """Return the codes of the papers to print for a consent of this kind, by age and role.

    14–17 sign for themselves and beside them a parent, on one sheet or on two. `signers` are
    those of a Gap; without them the age decides.
    """
    signers = signers or signers_of(person, on)
    if kind == ConsentKind.PERSONAL_DATA:
        if "guardian" not in signers and person.is_learner and _is_teen(person, on):
            return ("consent-teen",)  # an organization that asks no parent between 14 and 18
        return ({("self",): "consent-adult", ("guardian",): "consent-minor"}.get(
            signers, "consent-teen"),)  # fmt: skip
    if kind != ConsentKind.PARTICIPATION:
        return (OTHER_BLANKS[kind],)
    own = "participation-mentor" if is_mentor else "participation-mentee"
    return tuple(
        paper
        for signer, paper in (("self", own), ("guardian", "participation-parent"))
        if signer in signers
    )


def signing_persons(person, on, guardian=None, *, asked=False):
    """Return the Persons who sign on that day: the person and/or the guardian, when needed.

    `asked`: a representative of a minor signs although the age alone would not ask for it.
    """
    signers = signers_of(person, on)
    if asked and is_minor(person, on):
        signers = (*signers, GUARDIAN)
    own = [person] if "self" in signers else []
    return own + ([guardian] if guardian and "guardian" in signers else [])


def is_minor(person, on):
    """Tell whether the person is under 18; a pupil without a birth date counts as a child."""
    if person.birth_on is None:
        return person.kind == PersonKind.PUPIL
    return age_on(person.birth_on, on) < ADULT


def _is_teen(person, on):
    return person.birth_on is not None and age_on(person.birth_on, on) < ADULT
