"""Consents to the processing of personal data, a blank for each age (152-ФЗ ст. 9); a journal."""

from django.db.models import Q

from people.models import Consent, ConsentKind, ConsentText, Organization, Person, PersonKind
from people.names import decline_position
from people.signers import age_on
from people.years import first_day, last_day, year_of
from reports.documents.kinds import document
from reports.documents.letterhead import CASES, guardian_of, letterhead, person_facts, year_label
from reports.documents.registers import PERSONS, register_head

RELATIONS = {
    "мать": "матерью",
    "отец": "отцом",
    "родитель": "родителем",
    "опекун": "опекуном",
    "попечитель": "попечителем",
    "приёмный родитель": "приёмным родителем",
}

NOBODY = {
    "known": False,
    "name": dict.fromkeys(CASES, ""),
    "gender": "",
    "signature": "",
    "relation": "",
    "is_parent": True,
    "authority": "",
}


def _is_adult(person, *, on):
    if person.birth_on is None:
        return not person.is_learner
    return age_on(person.birth_on, on) >= 18


def _is_teen(person, *, on):
    return not _is_adult(person, on=on) and not _is_child(person, on=on)


def _is_child(person, *, on):
    """A learner without a birth date counts as a child: a representative must be asked."""
    if person.birth_on is None:
        return person.is_learner
    return age_on(person.birth_on, on) < 14


@document("consent-adult", title="Согласие на обработку персональных данных",
          subject=Person, applies=_is_adult)  # fmt: skip
def consent_adult(person, *, on):
    return consent_facts(person, on=on) | {"employee": person.kind == PersonKind.EMPLOYEE}


@document("consent-teen", title="Согласие на обработку персональных данных, от 14 до 18 лет",
          subject=Person, applies=_is_teen)  # fmt: skip
def consent_teen(person, *, on):
    needed = person.organization.teen_needs_guardian
    return consent_facts(person, on=on) | {"guardian_signs": needed} | guardian_facts(person, on=on)


@document("consent-minor", title="Согласие на обработку персональных данных, младше 14 лет",
          subject=Person, applies=_is_child)  # fmt: skip
def consent_minor(person, *, on):
    return consent_facts(person, on=on) | guardian_facts(person, on=on)


def consent_facts(person, *, on, kind=ConsentKind.PERSONAL_DATA):
    """Return what every consent says: who, to whom, for which year and until which day.

    `own` are the organization's words for this kind of blank and their version, or {}.
    """
    year = year_of(on)
    return letterhead(person.organization, on=on) | {
        "person": person_facts(person, on=on),
        "birth_on": person.birth_on,
        "year": year_label(year),
        "until": last_day(year),
        "own": _own_words(person.organization, kind, on),
    }


def _own_words(organization, kind, on):
    text = ConsentText.objects.required(organization, on).get(kind) if kind else None
    return text.words if text else {}


def guardian_facts(person, *, on):
    """Return the representative, his relation in the instrumental case and his document.

    Without a representative entered the blank has ruled places.
    """
    guardian = guardian_of(person)
    if guardian is None:
        return {"guardian": NOBODY}
    relation = guardian.relation.strip().lower()
    known = RELATIONS.get(relation)
    return {
        "guardian": person_facts(guardian.adult, on=on)
        | {
            "relation": known or decline_position(relation).instrumental,
            "known": True,
            "is_parent": relation in ("мать", "отец", "родитель"),
            "authority": guardian.authority,
        }
    }


@document("register-consents", title="Журнал учёта согласий", subject=Organization,
          permission=PERSONS)  # fmt: skip
def register_consents(organization, *, on):
    """Collect the consents signed in the year or still in force at its beginning."""
    begins_on, ends_on = first_day(year_of(on)), last_day(year_of(on))
    rows = Consent.objects.filter(
        Q(signed_on__gte=begins_on) | Q(valid_until=None) | Q(valid_until__gte=begins_on),
        Q(signed_on__gte=begins_on) | Q(withdrawn_on=None) | Q(withdrawn_on__gte=begins_on),
        person__organization=organization, signed_on__lte=ends_on,
    ).select_related("person").prefetch_related("signatures__signer")  # fmt: skip
    return register_head(organization, on) | {
        "rows": [_consent(row) for row in rows.order_by("signed_on", "person__search", "pk")]
    }


def _consent(consent):
    return {
        "name": consent.person.as_of(consent.signed_on).full_name,
        "kind": consent.get_kind_display(),
        "signers": [
            {"name": row.signer.short_name, "guardian": row.is_guardian}
            for row in sorted(consent.signatures.all(), key=lambda row: row.pk)
        ],
        "signed_on": consent.signed_on,
        "valid_until": consent.valid_until,
        "withdrawn_on": consent.withdrawn_on,
        "shelf_mark": consent.shelf_mark,
    }
