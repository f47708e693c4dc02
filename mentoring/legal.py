"""What a pair has and lacks in law: consents of its members, agreements of its mentors."""

import copy
import datetime
from dataclasses import dataclass

from django.db.models import Q

from mentoring.models import LabourTerms, Pair, PairMember, PayKind, Side
from people.consent_gaps import is_minor, missing, still_missing_since
from people.models import Consent, ConsentKind
from people.participation import participation

DAY = datetime.timedelta(days=1)

UNSIGNED = "без подписи родителя"  # in force, but not what the form of the pair asks for
ENDS_SOON = datetime.timedelta(days=45)


def members_of(pairs, on):
    """Return the members of the pairs whose last day has not passed, in the order of names."""
    members = PairMember.objects.filter(Q(left_on=None) | Q(left_on__gte=on), pair__in=pairs)
    return list(
        members.select_related("person__organization", "person__school_class", "pair__form")
        .order_by("person__search", "person", "pk")
    )  # fmt: skip


def persons_of(members):
    """Return the distinct Persons of the members in their order."""
    return list({member.person_id: member.person for member in members}.values())


def guarded_of(members):
    """Return the ids of the mentees whose form asks for a parent's consent of minors."""
    return {member.person_id for member in members
            if member.side == Side.MENTEE and member.pair.form.guardian_consent}  # fmt: skip


def missing_consents(pairs, on):
    """Return the Gaps of consents that forbid the pairs to be active on that day.

    Who joins later is asked for on that later day.
    """
    members = [member for member in members_of(pairs, on) if member.joined_on <= on]
    return missing(persons_of(members), on, guarded=guarded_of(members))


def partner_troubles(pairs, on):
    """Return [(Pair, what is wrong)] of the pairs whose form wants a partner's agreement.

    The pairs carry `form` and `partner`, as `with_people` fetches them.
    """
    return [(pair, trouble) for pair in pairs if (trouble := partner_trouble(pair, on))]


def partner_trouble(pair, on):
    """Say what is wrong with the partner's agreement that the form wants, or ""."""
    if not pair.form.partner_required:
        return ""
    if pair.partner is None:
        return "не указан партнёр"
    trouble = pair.partner.trouble(on)
    return trouble and f"партнёр «{pair.partner}»: {trouble}"


def lacking_by_flag(form, on):
    """Return (number of pairs at work, {flag: how many of them lack what it asks for, once set}).

    Pairs of all organizations: whoever changes the catalogue changes it for everybody.
    """
    strict = copy.copy(form)
    strict.guardian_consent = strict.partner_required = True
    pairs = list(Pair.objects.active(on).filter(form=form.pk).with_people())
    for pair in pairs:
        pair.form = strict
    mentees = [member for pair in pairs for member in pair.mentees]
    gaps = asked_by_form(pairs, {member.person_id: member.person for member in mentees}, on)
    asked = {gap.person.pk for gap in gaps}
    return len(pairs), {
        "guardian_consent": len({m.pair_id for m in mentees if m.person_id in asked}),
        "partner_required": len(partner_troubles(pairs, on)),
    }


def asked_by_form(pairs, persons, on):
    """Return the Gaps of signatures that nothing but the form of a pair asks of a parent.

    The pairs carry form and members, `persons` ({id: Person}) their organizations. One query, and
    none where no form asks.
    """
    asked = {member.person_id for pair in pairs if pair.form.guardian_consent
             for member in pair.mentees if member.joined_on <= on}  # fmt: skip
    minors = [persons[key] for key in sorted(asked & persons.keys())
              if is_minor(persons[key], on)]  # fmt: skip
    kinds = [ConsentKind.PARTICIPATION]
    return missing(minors, on, kinds=kinds, guarded=asked) if minors else []


def broken_since(pairs, on):
    """Return {pair id: the first day of those up to `on` on which a member's consent lacks}.

    Only pairs that lack one on that day; what never was signed lacks since the pair was fixed.
    A flag of the form stops no pair at work: it is asked for when one begins or goes on.
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

    The pairs carry their members, as `with_people` fetches them. Whose last day is that day or
    later still needs the consents, as `missing_consents` asks them.
    """
    present = {pair.pk: [m.person for m in _here(pair, on)] for pair in pairs}
    persons = {person.pk: person for group in present.values() for person in group}
    guarded = {member.person_id for pair in pairs if pair.form.guardian_consent
               for member in pair.mentees}  # fmt: skip
    gaps = missing(list(persons.values()), on, guarded=guarded)
    return {
        pair_id: [gap for person in group for gap in gaps if gap.person.pk == person.pk]
        for pair_id, group in present.items()
    }


def lapsed(gaps, on):
    """Return {(person id, kind): what became of the consent that once was}; one query."""
    rows = Consent.objects.filter(person__in={gap.person.pk for gap in gaps}, signed_on__lte=on)
    latest = {(row.person_id, row.kind): row for row in rows.order_by("signed_on", "pk")}
    wanted = {(gap.person.pk, gap.kind) for gap in gaps}
    return {key: _lapse(row, on) for key, row in latest.items() if key in wanted}


def _lapse(consent, on):
    if consent.withdrawn_on and consent.withdrawn_on <= on:
        return f"отозвано {consent.withdrawn_on:%d.%m.%Y}"
    if consent.valid_until and consent.valid_until < on:
        return f"истекло {consent.valid_until:%d.%m.%Y}"
    return f"от {consent.signed_on:%d.%m.%Y} {UNSIGNED}"


@dataclass(frozen=True)
class Agreement:
    """The state of ст. 351.8 ТК РФ for one mentor: a mark, a sentence, the terms or None."""

    member: PairMember
    level: str
    text: str
    terms: LabourTerms | None


def agreements(pair, on):
    """Return the Agreements of the mentors of a labour pair, also of one who leaves; one query.

    A mentor has one for each of the terms that run or follow, else for those that ran out last.
    """
    if not pair.is_labour or pair.closed_on:
        return []
    mentors = [member for member in _here(pair, on) if member.side == Side.MENTOR]
    rows = LabourTerms.objects.filter(member__in=mentors).order_by("starts_on", "pk")
    known = {}
    for terms in rows:
        known.setdefault(terms.member_id, []).append(terms)
    found = []
    for member in mentors:
        own = known.get(member.pk, [] if member.left_on else [None])
        running = [terms for terms in own if terms and terms.last_day >= on] or own[-1:]
        found += [_agreement(member, terms, on, last=terms is own[-1]) for terms in running]
    return found


def _here(pair, on):
    """Return the members whose last day has not passed, the mentors first."""
    here = [member for member in pair.members.all() if not member.left_on or member.left_on >= on]
    return sorted(here, key=lambda member: member.side != Side.MENTOR)


def _agreement(member, terms, on, *, last):
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
    number = f"Доп. соглашение № {terms.agreement_number} от {terms.agreed_on:%d.%m.%Y}"
    soon = last and terms.last_day <= on + ENDS_SOON and terms.last_day < member.pair.ends_on
    return Agreement(member, "warn" if soon else "ok", f"{number} до {until}", terms)


@participation
def pair_members(organization, year):
    """Return the people of the year's open pairs: they need consents, in a bank or not."""
    members = PairMember.objects.filter(
        pair__organization=organization, pair__year=year, pair__closed_on=None, left_on=None
    )
    return members.values_list("person_id", "side")
