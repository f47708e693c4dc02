"""Who could take over a pair: the mentors' bank of the year, the best suited first."""

from dataclasses import dataclass

from mentoring.models import Competence, Need, PairBan, PairMember, Side
from people.consent_gaps import missing
from people.models import Mentor, Person
from people.templatetags.words import plural


@dataclass(frozen=True)
class Candidate:
    """A person with the load and the place in the bank, the topics that fit, what speaks against.

    `lacks` tells that consents must be signed before the order.
    """

    person: Person
    title: str
    load: int
    capacity: int
    topics: list[str]
    warnings: list[str]
    lacks: bool

    @property
    def about(self):
        parts = [self.title, f"ведёт {self.load} из {self.capacity}"]
        if self.topics:
            parts.append("умеет: " + ", ".join(self.topics[:3]))
        return "; ".join(filter(None, parts))


def candidates(pair, *, on):
    """Return Candidates for the mentor's side, those without warnings and with room first."""
    inside = {member.person_id for member in (*pair.mentors, *pair.mentees)}
    mentees = [member.person for member in pair.mentees]
    bank = (
        Mentor.objects.known()
        .filter(person__organization=pair.organization_id, year=pair.year)
        .exclude(person__in=inside)
        .select_related("person__organization", "person__school_class")
        .prefetch_related("person__posts")
        .order_by("person__search", "pk")
    )
    rows = [row for row in bank if row.person.is_learner == pair.form.mentor_is_learner]
    persons = [row.person for row in rows]
    banned = PairBan.objects.between(persons, mentees).values_list("first", "second")
    apart = {key for ban in banned for key in ban}
    rows = [row for row in rows if row.person_id not in apart]
    lacking = {gap.person.pk for gap in missing(persons, on)}
    load, topics = _load(persons, pair), _topics(rows, mentees, pair.year)
    found = [
        Candidate(
            row.person, row.person.title_on(on), load.get(row.person_id, 0), row.capacity,
            topics.get(row.pk, []), _warnings(row, load, mentees),
            row.person_id in lacking,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda c: (bool(c.warnings), -len(c.topics), c.load - c.capacity))


def _load(persons, pair):
    """Return {mentor: how many distinct mentees in the other open pairs of the year}."""
    own = PairMember.objects.filter(
        side=Side.MENTOR, person__in=persons, left_on=None, pair__year=pair.year,
        pair__closed_on=None, pair__members__side=Side.MENTEE, pair__members__left_on=None,
    )  # fmt: skip
    led = {}
    for mentor, mentee in own.values_list("person", "pair__members__person"):
        led.setdefault(mentor, set()).add(mentee)
    return {mentor: len(mentees) for mentor, mentees in led.items()}


def _topics(rows, mentees, year):
    """Return {bank row: topics its mentor knows and the mentees need}."""
    needed = Need.objects.filter(mentee__person__in=mentees, mentee__year=year).values("topic")
    known = Competence.objects.filter(mentor__in=rows, topic__in=needed).select_related("topic")
    found = {}
    for competence in known.order_by("-level", "topic__position", "pk"):
        found.setdefault(competence.mentor_id, []).append(competence.topic.name.lower())
    return found


def _warnings(row, load, mentees):
    total = load.get(row.person_id, 0) + len(mentees)
    if total <= row.capacity:
        return []
    people = plural(total, "наставляемый,наставляемых,наставляемых")
    return [f"Станет {people}, в банке указано не больше {row.capacity}."]
