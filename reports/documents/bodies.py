"""Orders on the bodies of a year: the council of mentors, the commission for destroying data."""

import datetime

from people.models import DutyKind, Organization
from people.years import year_of
from reports.documents.kinds import document
from reports.documents.letterhead import (
    curator_of,
    holders_of,
    letterhead,
    listed,
    person_facts,
    year_label,
)

FORTNIGHT = datetime.timedelta(days=14)
PERSONS = "people.view_person"
COUNCIL = ["председатель", "заместитель председателя", "секретарь"] + ["член совета"] * 4
IN_COMMISSION = {
    DutyKind.COMMISSION_HEAD: "председатель комиссии",
    DutyKind.COMMISSION: "член комиссии",
}
COMMISSION = ["председатель комиссии", "член комиссии", "член комиссии"]


def _has_people(organization, *, on):
    return not organization.is_municipality


@document("order-council", title="Приказ о совете наставников", subject=Organization,
          draftable=True, permission=PERSONS, applies=_has_people)  # fmt: skip
def order_council(organization, *, on):
    """Collect the members entered for the year; without any their lines are ruled."""
    return _order(
        organization, "О совете наставников", on,
        {DutyKind.COUNCIL_HEAD: "председатель", DutyKind.COUNCIL: "член совета"}, COUNCIL,
    ) | {"plan_until": on + FORTNIGHT}  # fmt: skip


@document("order-commission", title="Приказ о комиссии по уничтожению персональных данных",
          subject=Organization, draftable=True, permission=PERSONS,
          applies=_has_people)  # fmt: skip
def order_commission(organization, *, on):
    """Collect the members entered for the year; the second annex is the form of the act."""
    return _order(
        organization, "О комиссии по уничтожению персональных данных", on,
        IN_COMMISSION, COMMISSION,
    )  # fmt: skip


def held_seats(organization, kinds, *, on):
    """Return [(Person, seat)] of a body on that day: `kinds` maps duties to seats, in order."""
    year = year_of(on)
    return [(person, seat) for kind, seat in kinds.items()
            for person in holders_of(organization, kind, year, on=on)]  # fmt: skip


def seats_of(held, *, on):
    """Return the rows of a list of members: name, post, name for the signature and seat."""
    return [listed(person, on=on) | {"signature": person.signature_name, "seat": seat}
            for person, seat in held]  # fmt: skip


def _order(organization, heading, on, kinds, empty):
    """Return the facts of an order with its seats: the head first, then the members by name."""
    year = year_of(on)
    curator = curator_of(organization, year, on=on)
    held = held_seats(organization, kinds, on=on)
    readers = {person.pk: person for person, _ in held}
    readers |= {curator.pk: curator} if curator else {}
    ordered = sorted(readers.values(), key=lambda person: (person.search, person.pk))
    return letterhead(organization, on=on) | {
        "heading": f"{heading} на {year_label(year)} учебный год",
        "year": year_label(year),
        "curator": curator and person_facts(curator, on=on),
        "seats": seats_of(held, on=on)
        or [{"name": "", "post": "", "signature": "", "seat": seat} for seat in empty],
        "acquainted": [p.full_name for p in ordered if p.kind == "employee"],
    }
