"""Whom a pair can be made of: the people of an organization under the headings of two choices."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from mentoring.models import PairMember, Side
from mentoring.standing import with_load
from people.consent_gaps import withdrawn
from people.models import Mentee, Mentor, PersonKind
from people.natural import natural

HEADINGS = {
    PersonKind.EMPLOYEE: "Работники",
    PersonKind.PARTNER: "Партнёры",
    PersonKind.GRADUATE: "Выпускники",
    PersonKind.GUARDIAN: "Родители",
    PersonKind.STUDENT: "Студенты",
    PersonKind.PUPIL: "Ученики",
}
ORDER = list(HEADINGS)
FEW = 150  # of more people of one kind only those of the banks are offered: a page is to stay light


@dataclass(frozen=True)
class Roster:
    """The choices of both sides: [(heading, [(person id, label)])], the bank and the base first.

    `is_short` tells that there are people who are not offered until they stand in a bank.
    """

    mentors: list
    mentees: list
    is_short: bool


def offered(persons, *, year):
    """Return those of the persons one chooses from: the banks of the year and kinds of a FEW."""
    kinds = persons.order_by().values("kind").annotate(number=Count("pk"))
    return persons.filter(
        Exists(Mentor.objects.filter(person=OuterRef("pk"), year=year))
        | Exists(Mentee.objects.filter(person=OuterRef("pk"), year=year))
        | Q(kind__in=kinds.filter(number__lte=FEW).values("kind"))
    )


def roster(persons, *, year, on):
    """Return the Roster of the persons; four queries whatever their number."""
    led = PairMember.objects.filter(
        person=OuterRef("pk"), side=Side.MENTEE, left_on=None, pair__year=year, pair__closed_on=None
    )
    places = with_load(Mentor.objects.filter(person=OuterRef("pk"), year=year), on)
    people = list(
        offered(persons, year=year)
        .select_related("school_class")
        .prefetch_related("posts")
        .annotate(
            places=Subquery(places.values("capacity")[:1]),
            load=Subquery(places.values("load")[:1]),
            in_base=Exists(Mentee.objects.filter(person=OuterRef("pk"), year=year)),
            is_led=Exists(led),
            is_out=Exists(withdrawn(on).filter(pk=OuterRef("pk"))),
        )
        .in_order()
    )
    bank = [(person.pk, _mentor(person, on)) for person in people if person.places is not None]
    base = [(person.pk, _mentee(person, on)) for person in people if person.in_base]
    others = [person for person in people if person.places is None]
    rest = [
        person for person in people
        if not person.in_base and person.kind != PersonKind.GUARDIAN
    ]  # fmt: skip
    return Roster(
        mentors=[("Банк наставников", bank)] * bool(bank) + _grouped(others, _kind, on),
        mentees=[("База наставляемых", base)] * bool(base) + _grouped(rest, _class, on),
        is_short=len(people) < persons.count(),
    )


def _grouped(people, heading, on):
    ranked = sorted(people, key=lambda person: (ORDER.index(person.kind), natural(heading(person))))
    return [
        (title, [(person.pk, _titled(person, on)) for person in group])
        for title, group in groupby(ranked, key=heading)
    ]


def _kind(person):
    return HEADINGS[person.kind]


def _class(person):
    return f"{person.school_class} класс" if person.school_class else HEADINGS[person.kind]


def _titled(person, on):
    out = "согласие отозвано" if person.is_out else ""
    return ", ".join(filter(None, [person.full_name, person.title_on(on), out]))


def _mentee(person, on):
    return f"{_titled(person, on)} – уже в паре" if person.is_led else _titled(person, on)


def _mentor(person, on):
    return f"{_titled(person, on)} – ведёт {person.load} из {person.places}"
