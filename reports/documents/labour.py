"""Papers of ст. 351.8 ТК РФ printed from the terms kept: agreement, notice, register."""

from django.db.models import Prefetch

from mentoring.models import LabourTerms, NoticeBy, Pair, PairMember, PayKind
from people.models import Organization
from people.years import year_of
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    contract_facts,
    curator_signature,
    head_party,
    letterhead,
    listed,
    person_facts,
    year_label,
)


def _needs_agreement(terms, *, on):
    return terms.pay_kind != PayKind.DUTIES


@document("labour-agreement", title="Дополнительное соглашение о работе наставника",
          subject=LabourTerms, applies=_needs_agreement)  # fmt: skip
def labour_agreement(terms, *, on):
    """Collect what the agreement must state: content, term, form, size and terms of the pay."""
    pair = _pair_of(terms)
    if terms.pay_kind == PayKind.DUTIES:
        raise WrongSubject("Наставничество входит в обязанности: соглашение не нужно.")
    return _facts(terms, pair, on) | {
        "party": head_party(pair.organization, on=on),
        "content": terms.content,
        "form": terms.form,
        "pay": _pay(terms),
        "pay_basis": terms.pay_basis,
        "contract": contract_facts(terms.member.person, on=on),
        "agreement_number": terms.agreement_number,
        "agreed_on": terms.agreed_on,
    }


@document("labour-notice", title="Уведомление о прекращении работы наставника",
          subject=LabourTerms)  # fmt: skip
def labour_notice(terms, *, on):
    """Collect who notifies whom; without a notice kept its dates are ruled."""
    return _facts(terms, _pair_of(terms), on) | {
        "by_employer": terms.notice_by == NoticeBy.EMPLOYER,
        "noticed_on": terms.noticed_on,
        "last_day": terms.ended_on if terms.noticed_on else None,
    }


@document("register-agreements", title="Реестр дополнительных соглашений с наставниками",
          subject=Organization, permission="people.view_person")  # fmt: skip
def register_agreements(organization, *, on):
    """Collect the terms of the year's pairs, those that wait for a signature too."""
    year = year_of(on)
    members = PairMember.objects.select_related("person__organization", "person__school_class")
    rows = LabourTerms.objects.filter(
        member__pair__organization=organization, member__pair__year=year
    ).exclude(pay_kind=PayKind.DUTIES).prefetch_related(
        Prefetch("member", members.prefetch_related("person__posts")),
        Prefetch("member__pair", Pair.objects.with_people()),
    )  # fmt: skip
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "made_on": on,
        "curator": curator_signature(organization, year, on=on),
        "rows": [_agreement(row, on) for row in rows.order_by("agreed_on", "starts_on", "pk")],
    }


def _agreement(terms, on):
    return {
        "person": listed(terms.member.person, on=on),
        "mentees": [listed(member.person, on=on) for member in terms.member.pair.mentees],
        "number": terms.agreement_number,
        "agreed_on": terms.agreed_on,
        "starts_on": terms.starts_on,
        "ends_on": terms.last_day,
        "pay": _pay(terms) or "без выплаты",
        "pay_basis": terms.pay_basis,
        "remark": f"прекращено досрочно {terms.ended_on:%d.%m.%Y}"
        if terms.ended_on and terms.ended_on < terms.ends_on
        else "",
    }


def _pair_of(terms):
    rows = Pair.objects.with_people().select_related("organization")
    return rows.get(pk=terms.member.pair_id)


def _facts(terms, pair, on):
    return letterhead(pair.organization, on=on) | {
        "person": person_facts(terms.member.person, on=on),
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
    }


def _pay(terms):
    """Return what is paid; "" when nothing is."""
    return "" if terms.pay_value is None else terms.pay
