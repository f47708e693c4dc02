"""Who is asked: the people of an audience, and those a ballot lets one choose."""

from people.consent_gaps import withdrawn
from people.models import LEARNERS, Curator, Guardian, Mentee, Mentor, Person
from surveys.models import Audience

_PARTS = {
    Audience.MENTORS: (Mentor, None), Audience.MENTEES: (Mentee, None),
    Audience.TEACHER_MENTORS: (Mentor, False), Audience.TEACHER_MENTEES: (Mentee, False),
    Audience.LEARNER_MENTORS: (Mentor, True), Audience.LEARNER_MENTEES: (Mentee, True),
    Audience.CURATORS: (Curator, None),
}  # fmt: skip


def people_of(organization, audience, year, on):
    """Return the Persons of an audience in that year, in the order of names.

    A stub left of destroyed data is nobody to ask or choose, nor is whoever withdrew the consent.
    """
    own = Person.objects.filter(organization=organization, erased_on=None)
    own = own.exclude(pk__in=withdrawn(on).values("pk"))
    if audience == Audience.EMPLOYEES:
        return own.filter(kind="employee").in_order()
    if audience == Audience.LEARNERS:
        return own.filter(kind__in=LEARNERS).in_order()
    if audience == Audience.PARENTS:
        children = Mentee.objects.filter(year=year, person__kind__in=LEARNERS).values("person")
        adults = Guardian.objects.filter(child__in=children).values("adult")
        return own.filter(pk__in=adults).in_order()
    part, learns = _PARTS[audience]
    rows = own.filter(pk__in=part.objects.filter(year=year).values("person"))
    if learns is not None:
        rows = rows.filter(kind__in=LEARNERS) if learns else rows.exclude(kind__in=LEARNERS)
    return rows.in_order()


def candidates(wave, questions, on):
    """Return the (key, name) a ballot offers by side, {} when no question chooses a person."""
    sides = {question.options.get("of") for question in questions if question.type == "person"}
    return {
        side: [(person.pk, person.full_name) for person in people_of(
            wave.organization_id, Audience.MENTORS if side == "mentors" else Audience.MENTEES,
            wave.year, on)]
        for side in sides
    }  # fmt: skip
