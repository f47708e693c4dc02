"""What a pair has and lacks in law: consents of its members, agreements of its mentors."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from mentoring.models import LabourTerms, PairMember, PayKind
from people.consent_gaps import missing, still_missing_since
from people.participation import participation

DAY = datetime.timedelta(days=1)

ENDS_SOON = datetime.timedelta(days=45)


def persons_of(pairs, on=None):
    """Return the present members of the pairs as distinct Persons, in the order of names.

    With a day also those whose last day is still to come.
    """
    staying = Q(left_on=None) if on is None else Q(left_on=None) | Q(left_on__gte=on)
    members = PairMember.objects.filter(staying, pair__in=pairs)
    persons = {
        member.person_id: member.person
        for member in members.select_related("person__organization", "person__school_class")
    }
    return sorted(persons.values(), key=lambda person: (person.search, person.pk))


def missing_consents(pairs, on):
    """Return the Gaps of consents that forbid the pairs to be active on that day."""
    return missing(persons_of(pairs, on), on)


def broken_since(pairs, on):
    """Return {pair id: the first day of those up to `on` on which a member's consent lacks}.

    Only pairs that lack one on that day; what never was signed lacks since the pair was fixed.
    """
    members = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), pair__in=pairs, joined_on__lte=on
    ).select_related("person__organization", "pair")
    persons = {member.person_id: member.person for member in members}
    since = still_missing_since(list(persons.values()), on)
    found = {}
    for member in members:
        if member.person_id in since:
            first = max(since[member.person_id] or member.pair.confirmed_on,
                        member.pair.confirmed_on, min(member.joined_on, on))  # fmt: skip
            found[member.pair_id] = min(found.get(member.pair_id, first), first)
    return found


def missing_by_pair(pairs, on):
    """Return {pair id: Gaps}, each pair's mentors first; one query for all pairs.

    The pairs carry their members, as `with_people` fetches them.
    """
    present = {pair.pk: [m.person for m in (*pair.mentors, *pair.mentees)] for pair in pairs}
    persons = {person.pk: person for group in present.values() for person in group}
    gaps = missing(list(persons.values()), on)
    return {
        pair_id: [gap for person in group for gap in gaps if gap.person.pk == person.pk]
        for pair_id, group in present.items()
    }


@dataclass(frozen=True)
class Agreement:
    """The state of ст. 351.8 ТК РФ for one mentor: a mark, a sentence, the terms or None."""

    member: PairMember
    level: str
    text: str
    terms: LabourTerms | None


def agreements(pair, on):
    """Return an Agreement for each present mentor of a labour pair; one query."""
    if not pair.is_labour or pair.closed_on:
        return []
    rows = LabourTerms.objects.filter(member__in=pair.mentors).order_by("starts_on", "pk")
    latest = {terms.member_id: terms for terms in rows}
    return [_agreement(member, latest.get(member.pk), on) for member in pair.mentors]


def _agreement(member, terms, on):
    if terms is None:
        return Agreement(member, "bad", "Условий работы наставника нет", None)
    until = f"{terms.last_day:%d.%m.%Y}"
    if terms.last_day < on:
        return Agreement(member, "bad", f"Доп. соглашение истекло {until}", terms)
    if terms.pay_kind == PayKind.DUTIES:
        return Agreement(member, "ok", "Наставничество входит в обязанности", terms)
    if terms.agreed_on is None:
        return Agreement(member, "warn", "Доп. соглашение не подписано", terms)
    if terms.noticed_on:
        return Agreement(member, "warn", f"Уведомление об отказе, работа по {until}", terms)
    number = f"Доп. соглашение № {terms.agreement_number}"
    soon = terms.last_day <= on + ENDS_SOON and terms.last_day < member.pair.ends_on
    return Agreement(member, "warn" if soon else "ok", f"{number} до {until}", terms)


@participation
def pair_members(organization, year):
    """Yield the people of the year's open pairs: they need consents, in a bank or not."""
    members = PairMember.objects.filter(
        pair__organization=organization, pair__year=year, pair__closed_on=None, left_on=None
    )
    return members.values_list("person_id", "side")
