"""Orders: on the roadmap and on the pairs; what follows when they are registered."""

import datetime
import itertools

from mentoring.actions import StepRefused, confirm
from mentoring.models import Pair, Side
from people.models import OrganizationKind
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    listed,
    person_facts,
    year_label,
)
from reports.documents.roadmap_table import table_facts
from reports.documents.stamps import ORDER_MARK, beside_facts, participle
from roadmaps.actions import approve
from roadmaps.models import Roadmap

NAMED_IN_TEXT = 10  # more mentors than these would bury the clause: the annex names them
WEEK = datetime.timedelta(days=7)


def approve_roadmap(subjects, *, basis, on, by):
    """Let the roadmap count as approved by the registered order."""
    approve(subjects[0], basis=basis, on=on, by=by)


def fix_pairs(pairs, *, basis, on, by, rows):
    """Let the pairs work from the day their row of the registered annex names.

    Raises StepRefused when that day lies before the order and collecting anew would move it.
    """
    begins = {row["key"]: datetime.date.fromisoformat(row["starts_on"]) for row in rows}
    for pair in pairs:
        if begins[pair.pk] < min(on, pair.first_day(on)):
            raise StepRefused(
                f"Пара «{pair}» в тексте начинает работу {begins[pair.pk]:%d.%m.%Y}, раньше даты "
                "приказа, а задним числом её не закрепляют. Если приказ подписан раньше, введите "
                "его дату; если нет, верните его куратору: он соберёт проект заново."
            )
    confirm(pairs, basis=basis, on=on, by=by, begins=begins)


def _fix(subjects, *, basis, on, by, pairs):
    fix_pairs(subjects, basis=basis, on=on, by=by, rows=pairs)


def _awaits_order(row, *, on):
    return row.confirmed_on is None and row.closed_on is None


def _schools_own(roadmap, *, on):
    fresh = not roadmap.is_approved and roadmap.replaces_id is None
    return fresh and not roadmap.organization.is_municipality


@document(
    "order-roadmap",
    title="Приказ об утверждении дорожной карты",
    subject=Roadmap,
    applies=_schools_own,
    registered=approve_roadmap,
    draftable=True,
    once=True,
)
def order_roadmap(roadmap, *, on):
    if not roadmap.items.exists():
        raise WrongSubject("В карте ещё нет ни одной строки. Добавьте мероприятия и повторите.")
    curator = curator_of(roadmap.organization, roadmap.year, on=on)
    municipal = roadmap.organization.kind == OrganizationKind.MUNICIPALITY
    head = letterhead(roadmap.organization, on=on)
    return head | {
        "heading": "Об утверждении плана мероприятий (дорожной карты) "
        f"на {year_label(roadmap.year)} учебный год",
        "year": year_label(roadmap.year),
        "municipal": municipal,
        "curator": curator and person_facts(curator, on=on),
        "roadmap": table_facts(roadmap),
        "stamp": beside_facts(roadmap, head),
        "approved_word": participle(roadmap.title),
        "acquainted": [curator.full_name] if curator else [],
    }


@document(
    "order-pairs",
    title="Приказ о закреплении пар и групп",
    subject=Pair,
    applies=_awaits_order,
    registered=_fix,
    many=True,
    draftable=True,
    decided=("pairs",),
)
def order_pairs(pairs, *, on):
    if len({pair.organization_id for pair in pairs}) > 1 or len({p.year for p in pairs}) > 1:
        raise WrongSubject("В одном приказе могут быть пары одной организации и одного года.")
    found = Pair.objects.with_people().in_bulk([pair.pk for pair in pairs])
    pairs = [found[pair.pk] for pair in pairs]
    fixed = [str(pair) for pair in pairs if not _awaits_order(pair, on=on)]
    if fixed:
        raise WrongSubject(f"Уже закреплены приказом или закрыты: {'; '.join(fixed)}.")
    if over := [str(pair) for pair in pairs if pair.first_day(on) > pair.ends_on]:
        raise WrongSubject(f"Срок уже закончился: {'; '.join(over)}. Исправьте срок пары.")
    organization, year = pairs[0].organization, pairs[0].year
    curator = curator_of(organization, year, on=on)
    starts_on, ends_on = min(p.first_day(on) for p in pairs), max(p.ends_on for p in pairs)
    return (
        letterhead(organization, on=on)
        | _words(pairs, year)
        | _deadlines(max(starts_on, on), ends_on)
        | _appointed(pairs, on)
        | {
            "year": year_label(year),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "curator": curator and person_facts(curator, on=on),
            "roadmap_order": _roadmap_order(organization, year),
            "pairs": [pair_row(pair, on) for pair in pairs],
            "acquainted": _acquainted(pairs, curator, on),
        }
    )


def _words(pairs, year):
    """Return how the paper calls what it fixes: one pair, one group, pairs, groups or both."""
    groups = sum(pair.is_group for pair in pairs)
    one = len(pairs) == 1
    if one:
        genitive = "наставнической группы" if groups else "наставнической пары"
        what = "наставническую группу" if groups else "наставническую пару"
        title = "Наставническая группа" if groups else "Наставническая пара"
    elif groups == len(pairs):
        genitive, what, title = "наставнических групп", "наставнические группы", ""
    elif groups:
        genitive, what, title = "наставнических пар и групп", "наставнические пары и группы", ""
    else:
        genitive, what, title = "наставнических пар", "наставнические пары", ""
    heading = f"О закреплении {genitive} на {year_label(year)} учебный год"
    return {
        "heading": heading,
        "one": one,
        "what": what,
        "whom": genitive,
        "annex_title": title or what.capitalize(),
    }


def _deadlines(begins_on, ends_on):
    """Return the dates the clauses set; none lies before the order or after the pairs' end."""
    winter = datetime.date(begins_on.year, 12, 25)
    return {
        "acquaint_until": min(begins_on + datetime.timedelta(days=3), ends_on),
        "programme_until": min(begins_on + WEEK, ends_on),
        "report_until": max(ends_on - datetime.timedelta(days=11), begins_on),
        "interim_until": winter if begins_on + 8 * WEEK <= winter < ends_on else None,
        "final_until": ends_on + datetime.timedelta(days=20),
    }


def _appointed(pairs, on):
    """Return the mentors the clauses name: employees, apart for ст. 351.8 ТК РФ and the rest.

    351.8 is about one employee mentoring another, so the form of the pair decides. Learners who
    mentor are fixed by the annex alone: nobody appoints them to work.
    """
    labour, other = {}, {}
    for pair in pairs:
        group = labour if pair.is_labour else other
        group |= {m.person_id: m.person for m in pair.mentors if m.person.kind == "employee"}
    other = {pk: person for pk, person in other.items() if pk not in labour}
    if len(pairs) == 1:
        return {"single": _single(pairs[0], on), "labour_mentors": [], "other_mentors": [],
                "mentors_in_annex": False}  # fmt: skip
    crowd = len(labour) + len(other) > NAMED_IN_TEXT
    return {
        "single": None,
        "labour_mentors": [] if crowd else _facts_of(labour, on),
        "other_mentors": [] if crowd else _facts_of(other, on),
        "mentors_in_annex": crowd,
        "labour_in_annex": crowd and bool(labour),
    }


def _single(pair, on):
    return {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "labour": pair.is_labour,
    }


def _facts_of(persons, on):
    ordered = sorted(persons.values(), key=lambda person: (person.search, person.pk))
    return [person_facts(person, on=on) for person in ordered]


def pair_row(pair, on):
    """Return the row of an annex about a pair; `key` and `people` tell later who stood in it."""
    return {
        "key": pair.pk,
        "people": {
            Side.MENTOR.value: [member.person_id for member in pair.mentors],
            Side.MENTEE.value: [member.person_id for member in pair.mentees],
        },
        "mentors": _listed(pair.mentors, on),
        "mentees": _listed(pair.mentees, on),
        "form": pair.form.name,
        "kind": pair.kind.name,
        "direction": pair.direction,
        "starts_on": pair.first_day(on),
        "ends_on": pair.ends_on,
    }


def _listed(members, on):
    """Return the members as a table names them; neighbours of one class share its mention."""
    people = [listed(member.person, on=on) for member in members]
    return [
        {"names": [person["name"] for person in group], "post": post}
        for post, group in itertools.groupby(people, key=lambda person: person["post"])
    ]


def _acquainted(pairs, curator, on):
    """Return the names of the employees who sign that they have read the order."""
    members = [member for pair in pairs for member in (*pair.mentors, *pair.mentees)]
    persons = {member.person for member in members if member.person.kind == "employee"}
    if curator:
        persons.add(curator)
    return [p.as_of(on).full_name for p in sorted(persons, key=lambda p: (p.search, p.pk))]


def _roadmap_order(organization, year):
    """Return «от 28.08.2026 № 142-ОД» of the order that approved the year's roadmap, or ""."""
    approved = Roadmap.objects.filter(organization=organization, year=year, replaces=None)
    basis = approved.exclude(approved_on=None).order_by("-approved_on").values_list(
        "approved_basis", flat=True
    )  # fmt: skip
    order = ORDER_MARK.match(basis.first() or "")
    return order["mark"] if order else ""
