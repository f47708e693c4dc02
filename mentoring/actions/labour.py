"""The terms of a mentor's work: agreed, signed, ended by a notice (ТК РФ ст. 351.8)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.actions.replacement import NOTICE_DAYS
from mentoring.models import PAID, LabourTerms, Pair, PairMember, PayKind, Side
from people.history import record
from people.workdays import add_working_days

WHOLE = 100  # per cent
WRITTEN = {True: "Записаны условия работы наставника",
           False: "Исправлены условия работы наставника"}  # fmt: skip


class LabourRefused(ValidationError):
    """These terms cannot be kept; the message says why."""


@transaction.atomic
def set_labour_terms(member, *, content, form, starts_on, ends_on, pay_kind, by, on,
                     pay_value=None, pay_basis="", terms=None):  # fmt: skip
    """Keep the terms of an employee who mentors a colleague, or correct unsigned `terms`.

    A prolongation is kept as further terms. Raises LabourRefused where ст. 351.8 does not apply,
    the days overlap other terms of this mentor, or the pay has neither size nor reason.
    """
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=member.pair_id)
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    if member.side != Side.MENTOR or not pair.is_labour:
        raise LabourRefused(
            "Условия по ст. 351.8 ТК РФ – только когда и наставник, и наставляемый работники. "
            "Для этой пары они не нужны."
        )
    if not content.strip() or not form.strip():
        raise LabourRefused("Напишите содержание и форму работы: их требует ст. 351.8 ТК РФ.")
    _check_term(member, pair, starts_on, ends_on, terms)
    paid = pay_kind in PAID
    if paid and not pay_value:
        raise LabourRefused("Укажите размер выплаты: число больше нуля.")
    if pay_kind == PayKind.PERCENT and pay_value > WHOLE:
        raise LabourRefused("Процент от оклада – не больше 100. Большую выплату запишите суммой.")
    if pay_kind == PayKind.NONE and not pay_basis.strip():
        raise LabourRefused("Напишите, почему работа без выплаты.")
    is_new = terms is None
    if is_new:
        terms = LabourTerms(member=member)
    else:
        terms = _locked(terms)
        if terms.agreed_on:
            raise LabourRefused("Соглашение подписано. Новые условия – новым соглашением.")
    terms.content, terms.form = content.strip(), form.strip()
    terms.starts_on, terms.ends_on = starts_on, ends_on
    terms.pay_kind, terms.pay_value = pay_kind, pay_value if paid else None
    terms.pay_basis = pay_basis.strip()
    terms.save()
    record(organization=pair.organization, by=by, action="set_labour_terms", subject=pair,
           text=WRITTEN[is_new], person=member.person)  # fmt: skip
    return terms


@transaction.atomic
def sign_labour_terms(terms, *, number, agreed_on, on, by, consented_on=None):
    """Keep number and date of the signed supplementary agreement, and of the written consent."""
    terms = _locked(terms)
    number = " ".join(number.split())
    if terms.pay_kind == PayKind.DUTIES:
        raise LabourRefused("Наставничество входит в обязанности: соглашение не нужно.")
    if not number:
        raise LabourRefused("Введите номер дополнительного соглашения.")
    if agreed_on > on or (consented_on and consented_on > on):
        raise LabourRefused("Дата подписи ещё не наступила. Исправьте дату.")
    if agreed_on > terms.ends_on:
        raise LabourRefused("Соглашение подписано позже, чем кончилась работа. Исправьте дату.")
    terms.agreement_number, terms.agreed_on, terms.consented_on = number, agreed_on, consented_on
    terms.save(update_fields=["agreement_number", "agreed_on", "consented_on"])
    _record(terms, by, "sign_labour_terms", "Подписано дополнительное соглашение")


@transaction.atomic
def give_notice(terms, *, notice_by, noticed_on, ended_on, on, by):
    """End the work early by a written notice at least three working days ahead."""
    terms = _locked(terms)
    organization = terms.member.pair.organization
    if terms.noticed_on:
        raise LabourRefused(f"Уведомление уже есть, от {terms.noticed_on:%d.%m.%Y}.")
    if noticed_on > on:
        raise LabourRefused("Дата уведомления ещё не наступила. Исправьте дату.")
    earliest = add_working_days(noticed_on, NOTICE_DAYS, organization=organization)
    if ended_on < earliest:
        raise LabourRefused(
            "Работа прекращается не раньше чем через 3 рабочих дня после уведомления: "
            f"последний день – {earliest:%d.%m.%Y} или позже (ст. 351.8 ТК РФ)."
        )
    if ended_on < terms.starts_on or ended_on > terms.ends_on:
        raise LabourRefused(
            f"Последний день – между {terms.starts_on:%d.%m.%Y} и {terms.ends_on:%d.%m.%Y}."
        )
    terms.notice_by, terms.noticed_on, terms.ended_on = notice_by, noticed_on, ended_on
    terms.save(update_fields=["notice_by", "noticed_on", "ended_on"])
    _record(terms, by, "give_notice", f"Работа наставника прекращается, последний день "
            f"{ended_on:%d.%m.%Y}")  # fmt: skip


def _check_term(member, pair, starts_on, ends_on, terms):
    if ends_on < starts_on:
        raise LabourRefused("Срок работы не может закончиться раньше, чем начался.")
    if starts_on < member.joined_on or ends_on > pair.ends_on:
        raise LabourRefused(
            f"Срок работы – внутри срока пары, с {member.joined_on:%d.%m.%Y} "
            f"по {pair.ends_on:%d.%m.%Y}."
        )
    others = member.labour_terms.exclude(pk=terms.pk if terms else None)
    for other in others:
        if other.starts_on <= ends_on and starts_on <= other.last_day:
            raise LabourRefused(
                f"На эти дни условия уже записаны, по {other.last_day:%d.%m.%Y}. "
                "Начните новые на день позже."
            )


def _locked(terms):
    PairMember.objects.select_for_update().get(pk=terms.member_id)
    return LabourTerms.objects.select_related("member__pair__organization", "member__person").get(
        pk=terms.pk
    )


def _record(terms, by, action, text):
    record(organization=terms.member.pair.organization, by=by, action=action,
           subject=terms.member.pair, text=text, person=terms.member.person)  # fmt: skip
