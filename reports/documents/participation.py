"""Consents of mentor, mentee and parent to take part; personal data have papers of their own."""

from mentoring.models import Pair, Side
from people.models import ConsentKind, Person, PersonKind
from people.signers import age_on
from people.years import last_day, year_of
from reports.documents.consents import consent_facts, guardian_facts
from reports.documents.kinds import document
from reports.documents.letterhead import contract_facts, person_facts


def _may_mentor(person, *, on):
    return person.kind != PersonKind.GUARDIAN and _age(person, on) >= 14


def _may_be_mentored(person, *, on):
    return person.kind != PersonKind.GUARDIAN and _age(person, on) >= 14


def _is_minor(person, *, on):
    return _age(person, on) < 18


def _age(person, on):
    """Return the age, of somebody without a birth date the most cautious one."""
    if person.birth_on is None:
        return 0 if person.is_learner else 18
    return age_on(person.birth_on, on)


@document("participation-mentor", title="Заявление-согласие наставника",
          subject=Person, applies=_may_mentor)  # fmt: skip
def participation_mentor(person, *, on):
    return _facts(person, Side.MENTOR, on)


@document("participation-mentee", title="Согласие наставляемого на участие",
          subject=Person, applies=_may_be_mentored)  # fmt: skip
def participation_mentee(person, *, on):
    return _facts(person, Side.MENTEE, on)


@document("participation-parent", title="Согласие родителя на участие ребёнка",
          subject=Person, applies=_is_minor)  # fmt: skip
def participation_parent(person, *, on):
    return _facts(person, Side.MENTEE, on) | guardian_facts(person, on=on)


def _is_employee(person, *, on):
    return person.kind == PersonKind.EMPLOYEE


@document("consent-labour", title="Согласие работника на работу наставника (ст. 351.8 ТК РФ)",
          subject=Person, applies=_is_employee)  # fmt: skip
def consent_labour(person, *, on):
    """Collect the pairs of colleagues; without one the employee writes its terms by hand."""
    facts = _facts(person, Side.MENTOR, on, kind=ConsentKind.LABOUR)
    facts["contract"] = contract_facts(person, on=on)
    facts["pairs"] = [pair for pair in facts["pairs"] if pair["labour"]]
    facts["ends_on"] = max((pair["ends_on"] for pair in facts["pairs"]), default=facts["ends_on"])
    return facts


def _facts(person, side, on, *, kind=ConsentKind.PARTICIPATION):
    """Return the applicant and the pairs of the year not closed, with those across the table."""
    year = year_of(on)
    rows = Pair.objects.with_people().of_year(year).filter(
        closed_on=None, members__person=person, members__side=side, members__left_on=None
    )  # fmt: skip
    pairs = [_pair(pair, side, on) for pair in rows.order_by("starts_on", "pk")]
    return consent_facts(person, on=on, kind=kind) | {
        "pairs": pairs,
        "labour": any(pair["labour"] for pair in pairs) if side == Side.MENTOR else False,
        "ends_on": max((pair["ends_on"] for pair in pairs), default=last_day(year)),
    }


def _pair(pair, side, on):
    across = pair.mentees if side == Side.MENTOR else pair.mentors
    return {
        "people": [person_facts(member.person, on=on) for member in across],
        "form": pair.form.name,
        "direction": pair.direction,
        "starts_on": pair.starts_on,
        "ends_on": pair.ends_on,
        "labour": pair.is_labour,
    }
