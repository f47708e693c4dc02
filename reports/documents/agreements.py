"""Agreements beside the labour ones: of mentor and mentee, of the school and its partner."""

from django.utils.text import capfirst

from mentoring.models import Pair, PairState, Partner
from people.declension import declined_post
from people.names import decline_full, gender_of_full, initials_first, split_full
from people.signers import ADULT, TEEN, age_on
from reports.documents.kinds import document
from reports.documents.letterhead import (
    guardian_of,
    head_party,
    letterhead,
    listed,
    name_facts,
    person_facts,
)
from reports.documents.meetings import pair_head
from reports.documents.pair_work import bare


def _is_open(pair, *, on):
    return pair.state(on) not in (PairState.COMPLETED, PairState.ENDED_EARLY, PairState.CANCELLED)


@document("cooperation-agreement", title="Соглашение о сотрудничестве", subject=Pair,
          applies=_is_open)  # fmt: skip
def cooperation_agreement(pair, *, on):
    """Collect the parties; for a minor the representative signs too, below 14 instead."""
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    current = pair.programmes.current().first()
    signers = [_signer("Наставник", member.person, on) for member in pair.mentors]
    for member in pair.mentees:
        signers += _signers_of(member.person, on)
    return pair_head(pair, on) | {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "goal": bare(current.goal) if current else "",
        "labour": pair.is_labour,
        "minors": any(_age(member.person, on) < ADULT for member in pair.mentees),
        "signers": signers,
    }


@document("partner-agreement", title="Договор с организацией-партнёром", subject=Partner)
def partner_agreement(partner, *, on):
    """Collect the parties and the partner's mentors in pairs not closed; the rest is ruled."""
    pairs = Pair.objects.with_people().filter(partner=partner, closed_on=None)
    pairs = list(pairs.order_by("starts_on", "pk"))
    mentors = {m.person_id: m.person for pair in pairs for m in pair.mentors}
    ordered = sorted(mentors.values(), key=lambda person: (person.search, person.pk))
    return letterhead(partner.organization, on=on) | {
        "party": head_party(partner.organization, on=on),
        "partner": partner.name,
        "partner_party": _partner_head(partner),
        "partner_basis": partner.basis,
        "partner_address": partner.address,
        "partner_codes": ", ".join(
            f"{label} {code}"
            for label, code in (("ИНН", partner.inn), ("ОГРН", partner.ogrn))
            if code
        ),
        "contact": partner.contact,
        "agreement_number": partner.agreement_number,
        "agreed_on": partner.agreed_on,
        "until": partner.ends_on,
        "mentors": [listed(person, on=on) for person in ordered],
        "forms": sorted({pair.form.name for pair in pairs}),
        "learners": any(m.person.is_learner for pair in pairs for m in pair.mentees),
    }


def _partner_head(partner):
    """Return who acts for the partner, in the genitive; None leaves a ruled place."""
    if not partner.head_name:
        return None
    surname, first, patronymic = split_full(partner.head_name)
    post = declined_post(partner.head_position or "руководитель", partner.organization)
    return {
        "genitive": f"{post.forms['genitive']} {decline_full(partner.head_name).genitive}",
        "gender": gender_of_full(partner.head_name),
        "position": capfirst(post.forms["nominative"]),
        "signature": initials_first(surname, first, patronymic),
    }


def _signers_of(person, on):
    found = []
    if _age(person, on) >= TEEN:
        found.append(_signer("Наставляемый", person, on))
    if _age(person, on) < ADULT:
        guardian = guardian_of(person)
        child = name_facts(person.as_of(on))["genitive"] if person.gender else ""
        found.append(
            {"role": f"Законный представитель {child}".strip(),
             "name": guardian.adult.as_of(on).signature_name if guardian else ""}
        )  # fmt: skip
    return found


def _signer(role, person, on):
    return {"role": role, "name": person.as_of(on).signature_name}


def _age(person, on):
    """Return the age, of somebody without a birth date the most cautious one."""
    if person.birth_on is None:
        return 0 if person.is_learner else ADULT
    return age_on(person.birth_on, on)
