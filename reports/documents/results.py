"""Orders at the end of the year: its results and the mentors it thanks."""

import datetime

from mentoring.models import Closing, Pair
from people.models import Mentor, Organization
from people.years import year_of
from reports.documents.awards import pairs_led
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    listed,
    name_facts,
    person_facts,
    year_label,
)
from reports.models import Series

PROPOSALS = datetime.timedelta(days=14)
NAMED_IN_TEXT = 10  # more mentors than these are thanked in a list of the annex


@document("order-results", title="Приказ об итогах наставничества", subject=Organization,
          draftable=True, permission="people.view_person")  # fmt: skip
def order_results(organization, *, on):
    """Collect the completed pairs of the year; raises WrongSubject when there are none."""
    year = year_of(on)
    pairs = Pair.objects.with_people().of_year(year).filter(
        organization=organization, closing=Closing.COMPLETED, closed_on__lte=on
    )  # fmt: skip
    pairs = list(pairs.order_by("starts_on", "pk"))
    if not pairs:
        raise WrongSubject(
            "В этом учебном году ещё нет завершённых пар и групп. Закройте пару на её странице"
            " с пометкой «программа выполнена», потом готовьте приказ об итогах."
        )
    mentors = {member.person_id: member.person for pair in pairs for member in pair.mentors}
    curator = curator_of(organization, year, on=on)
    return letterhead(organization, on=on) | {
        "heading": f"Об итогах наставничества за {year_label(year)} учебный год",
        "year": year_label(year),
        "proposals_until": on + PROPOSALS,
        "mentors": _ordered(mentors.values(), on),
        "named": len(mentors) <= NAMED_IN_TEXT,
        "pairs": [_row(pair, on) for pair in pairs],
        "curator": curator and person_facts(curator, on=on),
        "acquainted": _acquainted([*mentors.values(), *filter(None, [curator])], on),
    }


@document("order-awards", title="Приказ о поощрении наставников", subject=Mentor, many=True,
          draftable=True, series=Series.PERSONNEL)  # fmt: skip
def order_awards(mentors, *, on):
    """Collect the chosen mentors of one year; raises WrongSubject for one no order has fixed."""
    year = mentors[0].year
    organization = mentors[0].person.organization
    if len({mentor.year for mentor in mentors}) > 1:
        raise WrongSubject("В одном приказе могут быть наставники одного учебного года.")
    idle = [mentor.person.short_name for mentor in mentors if not pairs_led(mentor).exists()]
    if idle:
        raise WrongSubject(
            f"Пока не за что поощрить: {', '.join(idle)}. Пар, закреплённых приказом, в этом"
            " учебном году не было."
        )
    persons = [mentor.person for mentor in mentors]
    curator = curator_of(organization, year, on=on)
    return letterhead(organization, on=on) | {
        "heading": f"О поощрении наставников за {year_label(year)} учебный год",
        "year": year_label(year),
        "mentors": _ordered(persons, on),
        "named": len(persons) <= NAMED_IN_TEXT,
        "curator": curator and person_facts(curator, on=on),
        "curator_name": name_facts(curator)["genitive"] if curator else "",
        "acquainted": _acquainted([*persons, *filter(None, [curator])], on),
    }


def _ordered(persons, on):
    ordered = sorted(persons, key=lambda person: (person.search, person.pk))
    return [person_facts(person, on=on) | {"listed": listed(person, on=on)} for person in ordered]


def _acquainted(persons, on):
    """Return the employees who sign that they have read the order, each once."""
    found = {person.pk: person for person in persons if person.kind == "employee"}
    return [p.as_of(on).full_name for p in sorted(found.values(), key=lambda p: (p.search, p.pk))]


def _row(pair, on):
    return {
        "mentors": [listed(member.person, on=on) for member in pair.mentors],
        "mentees": [listed(member.person, on=on) for member in pair.mentees],
        "form": pair.form.name,
        "closed_on": pair.closed_on,
    }
