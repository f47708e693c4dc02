"""The order that approves the individual programmes of pairs (Об утверждении программ)."""

import datetime

from mentoring.actions import change_programme
from mentoring.models import Pair, Programme
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    listed,
    person_facts,
    year_label,
)
from reports.documents.programmes import programme
from reports.documents.stamps import participle

WEEK = datetime.timedelta(days=7)
# What is approved as a title, in the accusative and in the genitive.
PLAN = ("Индивидуальный план", "индивидуальный план", "индивидуального плана")
PLANS = ("Индивидуальные планы", "индивидуальные планы", "индивидуальных планов")
PROGRAMME = (
    "Персонализированная программа наставничества",
    "персонализированную программу наставничества",
    "персонализированной программы наставничества",
)
PROGRAMMES = (
    "Персонализированные программы наставничества",
    "персонализированные программы наставничества",
    "персонализированных программ наставничества",
)
BOTH = tuple(f"{many} и {plans.lower()}" for many, plans in zip(PROGRAMMES, PLANS, strict=True))


def _awaits_approval(pair, *, on):
    return pair.closed_on is None and _unapproved([pair]).exists()


def _unapproved(pairs):
    return Programme.objects.current().filter(pair__in=pairs, approved_on=None)


def _approve(pairs, *, basis, on, by, programmes):
    """Approve the versions of the paper; one rewritten as a new version since is refused."""
    for row in Programme.objects.filter(pk__in=programmes).order_by("pk"):
        change_programme(row, approved_on=on, approved_basis=basis, on=on, by=by)


@document("order-programmes", title="Приказ об утверждении программ", subject=Pair, many=True,
          draftable=True, applies=_awaits_approval, registered=_approve,
          decided=("programmes",))  # fmt: skip
def order_programmes(pairs, *, on, annex="list"):
    """Collect the programmes in force that nothing has approved; raises WrongSubject.

    `annex` is "list", or "texts": then each programme is an annex of its own.
    """
    if len({pair.organization_id for pair in pairs}) > 1 or len({p.year for p in pairs}) > 1:
        raise WrongSubject("В одном приказе могут быть пары одной организации и одного года.")
    found = Pair.objects.with_people().select_related("organization")
    found = found.in_bulk([pair.pk for pair in pairs])
    pairs = [found[pair.pk] for pair in pairs]
    waiting = {row.pair_id: row for row in _unapproved(pairs)}
    lacking = [str(pair) for pair in pairs if pair.pk not in waiting]
    if lacking:
        raise WrongSubject(
            f"Утверждать нечего: {'; '.join(lacking)}. Программы ещё нет, или она уже утверждена."
        )
    organization, year = pairs[0].organization, pairs[0].year
    curator = curator_of(organization, year, on=on)
    ends_on = max(row.ends_on for row in waiting.values())
    return letterhead(organization, on=on) | _words(pairs, year) | {
        "year": year_label(year),
        "single": _single(pairs[0], on) if len(pairs) == 1 else None,
        "pairs": [_row(pair, waiting[pair.pk], on) for pair in pairs],
        "programmes": [waiting[pair.pk].pk for pair in pairs],
        "starts_on": min(row.starts_on for row in waiting.values()),
        "ends_on": ends_on,
        "report_until": max(ends_on - datetime.timedelta(days=11), on),
        "texts": [programme(pair, on=on)["text"] for pair in pairs] if annex == "texts" else [],
        "acquaint_until": min(on + WEEK, max(ends_on, on)),
        "curator": curator and person_facts(curator, on=on),
        "acquainted": _acquainted(pairs, curator, on),
    }  # fmt: skip


def _words(pairs, year):
    """Return what is approved in the cases the paper needs: a plan for learners, a programme."""
    plans = sum(any(m.person.is_learner for m in pair.mentees) for pair in pairs)
    many = len(pairs) > 1
    if plans == len(pairs):
        title, what, genitive = PLANS if many else PLAN
    elif plans:
        title, what, genitive = BOTH
    else:
        title, what, genitive = PROGRAMMES if many else PROGRAMME
    return {
        "heading": f"Об утверждении {genitive} на {year_label(year)} учебный год",
        "title": title,
        "what": what,
        "genitive": genitive,
        "approved_word": participle(title),
    }


def _single(pair, on):
    return {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
    }


def _row(pair, programme, on):
    return {
        "mentors": [listed(member.person, on=on) for member in pair.mentors],
        "mentees": [listed(member.person, on=on) for member in pair.mentees],
        "goal": programme.goal or pair.direction,
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
    }


def _acquainted(pairs, curator, on):
    persons = {m.person for pair in pairs for m in (*pair.mentors, *pair.mentees)}
    persons |= {curator} if curator else set()
    employees = {person.pk: person for person in persons if person.kind == "employee"}
    ordered = sorted(employees.values(), key=lambda person: (person.search, person.pk))
    return [person.as_of(on).full_name for person in ordered]
