"""The order that ends pairs and groups, completed or early (О прекращении наставничества)."""

import datetime

from mentoring.actions import end_pairs, refuse_ending
from mentoring.models import Closing, EndingGround, LabourTerms, Pair, PairState
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    listed,
    person_facts,
    year_label,
)
from reports.register import named

DAY = datetime.timedelta(days=1)
FORTNIGHT = datetime.timedelta(days=14)


def _is_at_work(pair, *, on):
    return pair.state(on) in (PairState.ACTIVE, PairState.PAUSED)


def _ended(pairs, *, basis, on, by, ground, last_day, noticed_on):
    end_pairs(pairs, ground=ground, last_day=_day(last_day), noticed_on=_day(noticed_on),
              basis=basis, by=by)  # fmt: skip


def _earlier(pairs):
    """Return the orders that fixed the pairs ended early; a completed one is only fulfilled."""
    ended = Pair.objects.filter(pk__in=[pair.pk for pair in pairs], closing=Closing.ENDED_EARLY)
    found = {
        order.pk: order
        for pair in ended.select_related("organization")
        for order in named(pair.organization, pair.basis)
    }
    return list(found.values())


@document("order-termination", title="Приказ о прекращении или завершении наставничества",
          subject=Pair, many=True, draftable=True, applies=_is_at_work, registered=_ended,
          amends=_earlier, decided=("ground", "last_day", "noticed_on"))  # fmt: skip
def order_termination(pairs, *, on, ground=EndingGround.COMPLETED, last_day=None, noticed_on=None):
    """Collect whose work ends, on which day and whose pay with it.

    Days are dates or ISO text. The ground is one of the list and in its words; what lies behind
    it stays out of the paper.
    """
    found = Pair.objects.with_people().select_related("organization")
    found = found.in_bulk([pair.pk for pair in pairs])
    pairs = [found[pair.pk] for pair in pairs]
    if len({pair.organization_id for pair in pairs}) > 1 or len({p.year for p in pairs}) > 1:
        raise WrongSubject("В одном приказе могут быть пары одной организации и одного года.")
    ground = EndingGround(ground)
    last = _day(last_day) or min([on, *(pair.ends_on for pair in pairs)])
    for pair in pairs:
        refuse_ending(pair, ground=ground, last_day=last, noticed_on=_day(noticed_on))
    organization, year = pairs[0].organization, pairs[0].year
    curator = curator_of(organization, year, on=on)
    completed = ground == EndingGround.COMPLETED
    return letterhead(organization, on=on) | _words(pairs, year, completed) | {
        "year": year_label(year),
        "ground": ground,
        "completed": completed,
        "last_day": last,
        "noticed_on": noticed_on,
        "labour": any(pair.is_labour for pair in pairs),
        "single": _single(pairs[0], on) if len(pairs) == 1 else None,
        "pairs": [_row(pair, on) for pair in pairs],
        "released": _released(pairs, on),
        "unpaid_from": last + DAY,
        "unpaid": _unpaid(pairs, last, on),
        "papers_until": max(last, on) + FORTNIGHT,
        "curator": curator and person_facts(curator, on=on),
        "acquainted": _acquainted(pairs, curator, on),
    }  # fmt: skip


def _words(pairs, year, completed):
    groups = sum(pair.is_group for pair in pairs)
    one = len(pairs) == 1
    if one:
        whom = "наставнической группы" if groups else "наставнической пары"
    elif groups == len(pairs):
        whom = "наставнических групп"
    else:
        whom = "наставнических пар и групп" if groups else "наставнических пар"
    verb = "О завершении работы" if completed else "О прекращении работы"
    return {"heading": f"{verb} {whom} в {year_label(year)} учебном году", "whom": whom}


def _single(pair, on):
    return {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "basis": pair.basis,
    }


def _row(pair, on):
    return {
        "mentors": [listed(member.person, on=on) for member in pair.mentors],
        "mentees": [listed(member.person, on=on) for member in pair.mentees],
        "form": pair.form.name,
        "starts_on": pair.starts_on,
        "basis": pair.basis,
    }


def _released(pairs, on):
    """Return the employees who mentor, each once: learners are not appointed to work."""
    return [person_facts(person, on=on) for person in _persons(pairs, "mentors")]


def _unpaid(pairs, last, on):
    """Return the mentors whose pay would have gone on."""
    paid = LabourTerms.objects.filter(
        member__pair__in=pairs, pay_value__isnull=False, ends_on__gt=last
    ).on(last)  # fmt: skip
    keys = set(paid.values_list("member__person", flat=True))
    return [person_facts(p, on=on) for p in _persons(pairs, "mentors") if p.pk in keys]


def _persons(pairs, *sides):
    """Return the employees on these sides of the pairs in the order of names."""
    found = {
        member.person_id: member.person
        for pair in pairs
        for side in sides
        for member in getattr(pair, side)
        if member.person.kind == "employee"
    }
    return sorted(found.values(), key=lambda person: (person.search, person.pk))


def _acquainted(pairs, curator, on):
    persons = {person.pk: person for person in _persons(pairs, "mentors", "mentees")}
    if curator:
        persons[curator.pk] = curator
    ordered = sorted(persons.values(), key=lambda person: (person.search, person.pk))
    return [person.as_of(on).full_name for person in ordered]


def _day(value):
    return datetime.date.fromisoformat(value) if isinstance(value, str) and value else value or None
