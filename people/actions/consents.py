"""What happens to consents: they are signed, many at once, and withdrawn."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.consent_gaps import signers_of
from people.history import lines_about, record
from people.models import (
    Consent,
    ConsentKind,
    ConsentSignature,
    ConsentText,
    Guardian,
    PersonKind,
)
from people.signers import ADULT, age_on, renewal_on


class ConsentRefused(ValidationError):
    """The consent cannot be recorded as given; the message says why."""


@transaction.atomic
def record_consent(*, person, kind, signed_on, signers, by, on, valid_until=None, shelf_mark="",
                   text=None):  # fmt: skip
    """Record a signed paper and return the Consent; `signers` are Persons.

    Refuses with ConsentRefused a date in the future or before birth, a paper of the labour law
    from who is no employee, and signatures other than the age on the signing date demands. The
    consent of a minor ends on the day before the 14th or 18th birthday, when another form or
    another signature becomes necessary. The same paper recorded twice comes back unchanged but
    for a signature it did not have. The consent remembers the wording it was signed under:
    `text`, or the one required on the day of signing.
    """
    _check_paper(person, kind, signed_on, valid_until, on)
    _check_signers(person, signed_on, signers)
    consent, is_new = Consent.objects.get_or_create(
        person=person, kind=kind, signed_on=signed_on,
        defaults={
            "valid_until": _last_day(person, signed_on, valid_until), "shelf_mark": shelf_mark,
            "text": text or ConsentText.objects.required(
                person.organization_id, signed_on).get(kind),
        },
    )  # fmt: skip
    known = set() if is_new else set(consent.signatures.values_list("signer", flat=True))
    new = [signer for signer in dict.fromkeys(signers) if signer.pk not in known]
    if new:
        ConsentSignature.objects.bulk_create(
            ConsentSignature(consent=consent, signer=signer, is_guardian=signer != person)
            for signer in new
        )
        done = "Отмечено согласие" if is_new else "К согласию добавлена подпись"
        record(
            organization=person.organization, by=by, action="record_consent", subject=consent,
            text=f"{done}: {ConsentKind(kind).label}", person=person,
        )  # fmt: skip
    return consent


def _check_paper(person, kind, signed_on, valid_until, on):
    """Refuse what no paper of this person can say, whoever signs it."""
    if person.erased_on:
        raise ConsentRefused("Данные этого человека уничтожены. Внесите его заново.")
    if signed_on > on:
        raise ConsentRefused("Дата подписи ещё не наступила. Исправьте дату.")
    if valid_until and valid_until < signed_on:
        raise ConsentRefused("Срок действия кончился раньше дня подписи. Исправьте даты.")
    if person.birth_on and signed_on < person.birth_on:
        raise ConsentRefused("Дата подписи раньше даты рождения. Исправьте дату.")
    if kind == ConsentKind.LABOUR and person.kind != PersonKind.EMPLOYEE:
        raise ConsentRefused(
            "По ст. 351.8 ТК\u00a0РФ наставником соглашается быть работник. "
            "Для остальных выберите «участие в программе»."
        )


@transaction.atomic
def record_signatures(papers, *, kind, signed_on, by, on, valid_until=None, shelf_mark=""):
    """Record several papers of one kind signed on one day; all of them or none.

    `papers` holds (person, signers). Returns the Consents; the first refusal names the person.
    """
    recorded = []
    for person, signers in papers:
        try:
            recorded.append(record_consent(
                person=person, kind=kind, signed_on=signed_on, signers=signers, by=by, on=on,
                valid_until=valid_until, shelf_mark=shelf_mark,
            ))  # fmt: skip
        except ConsentRefused as refusal:
            raise ConsentRefused(f"{person.short_name}: {refusal.message}") from refusal
    return recorded


@transaction.atomic
def withdraw_consent(consent, *, withdrawn_on, by, on, way="", number=""):
    """End a consent on the day its withdrawal arrived (152-ФЗ ст. 9 ч. 2) and return it.

    `way` is a WithdrawalWay, `number` the incoming number. Sent twice it stays withdrawn on the
    first day. What follows for pairs is not known here: mentoring.actions.withdraw knows.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related(
        "person__organization"
    ).get(pk=consent.pk)  # fmt: skip
    if consent.withdrawn_on:
        return consent
    if withdrawn_on > on:
        raise ConsentRefused("Дата отзыва ещё не наступила. Исправьте дату.")
    if withdrawn_on < consent.signed_on:
        raise ConsentRefused("Отозвать согласие можно не раньше дня подписи.")
    consent.withdrawn_on = withdrawn_on
    consent.withdrawal_way, consent.withdrawal_number = way, number.strip()
    consent.save(update_fields=["withdrawn_on", "withdrawal_way", "withdrawal_number"])
    record(
        organization=consent.person.organization, by=by, action="withdraw_consent",
        subject=consent, text=f"Отозвано согласие: {consent.get_kind_display()}",
        person=consent.person,
    )  # fmt: skip
    return consent


@transaction.atomic
def restore_consent(consent, *, by, on):
    """Take back a withdrawal entered by mistake, on the very day of its entry, and return it.

    Later only a new signature brings the consent back. What had been paused stays paused: the
    curator resumes it. Raises ConsentRefused.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related(
        "person__organization"
    ).get(pk=consent.pk)  # fmt: skip
    entered = lines_about(consent).filter(action="withdraw_consent").first()
    if consent.withdrawn_on is None:
        return consent
    if entered is None or timezone.localdate(entered.at) != on or consent.person.erased_on:
        raise ConsentRefused(
            "Отменить отметку об отзыве можно только в тот же день. Возьмите новое согласие."
        )
    consent.withdrawn_on, consent.withdrawal_way, consent.withdrawal_number = None, "", ""
    consent.save(update_fields=["withdrawn_on", "withdrawal_way", "withdrawal_number"])
    record(
        organization=consent.person.organization, by=by, action="restore_consent",
        subject=consent, person=consent.person,
        text=f"Отметка об отзыве снята как ошибочная: {consent.get_kind_display()}",
    )  # fmt: skip
    return consent


def _last_day(person, signed_on, valid_until):
    """Return the earlier of the day agreed and the day before another signature is due."""
    birthday = renewal_on(person.birth_on, signed_on) if person.birth_on else None
    of_age = birthday - datetime.timedelta(days=1) if birthday else None
    return min((day for day in (valid_until, of_age) if day), default=None)


def _check_signers(person, signed_on, signers):
    wanted = signers_of(person, signed_on)
    guardians = [signer for signer in signers if signer != person]
    known = set(Guardian.objects.filter(child=person).values_list("adult_id", flat=True))
    if any(signer.pk not in known for signer in guardians):
        raise ConsentRefused(
            f"{guardians[0]} не указан законным представителем. "
            "Сначала добавьте представителя на странице ученика."
        )
    for adult in guardians:
        if adult.birth_on and age_on(adult.birth_on, signed_on) < ADULT:
            raise ConsentRefused(
                f"{adult.short_name} в день подписи моложе 18 лет и не может быть представителем. "
                "Выберите другого представителя или исправьте дату рождения."
            )
    if "guardian" in wanted and not guardians:
        raise ConsentRefused("Нужна подпись законного представителя: выберите, кто подписал.")
    if "self" in wanted and person not in signers:
        raise ConsentRefused("Нужна и собственная подпись: отметьте, что человек подписал сам.")
    if "self" not in wanted and person in signers:
        raise ConsentRefused("До 14 лет подписывает только законный представитель.")
