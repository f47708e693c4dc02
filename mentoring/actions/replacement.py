"""A mentor is replaced in the middle of the year: prepared step by step, done by its order."""

import datetime

from django.db import transaction

from mentoring.actions.forming import check_bans, check_limits, check_people
from mentoring.actions.lifecycle import StepRefused, check_persons, end_labour_terms, locked_pair
from mentoring.models import (
    LabourTerms,
    NoticeBy,
    Pair,
    PairMember,
    PairState,
    Replacement,
    ReplacementReason,
    Side,
)
from people.actions import locked_persons
from people.history import record
from people.workdays import add_working_days

NOTICE_DAYS = 3
DAY = datetime.timedelta(days=1)
AT_WORK = (PairState.ACTIVE, PairState.PAUSED)
NOTICE = {
    ReplacementReason.REFUSAL: NoticeBy.EMPLOYEE,
    ReplacementReason.EMPLOYER: NoticeBy.EMPLOYER,
}


def notice_needed(pair, reason):
    """Tell whether a written notice must come first (ТК РФ ст. 351.8).

    Both sides may end the assignment early by it; a dismissal ends the whole contract.
    """
    return pair.is_labour and reason != ReplacementReason.DISMISSAL


def earliest_day(noticed_on, *, organization):
    """Return the first day of the new mentor: the old one works out three working days."""
    return add_working_days(noticed_on, NOTICE_DAYS, organization=organization) + DAY


@transaction.atomic
def prepare_replacement(member, *, reason, effective_on, on, by, noticed_on=None, details=""):
    """Begin to replace a mentor, or correct what was begun, and return the Replacement.

    `effective_on` is the first day of the new mentor. Nothing of the pair changes yet. Raises
    StepRefused when the mentor is not at work in the pair or the notice is too short.
    """
    locked_pair(member.pair, AT_WORK, on)
    pair = Pair.objects.with_people().select_related("organization").get(pk=member.pair_id)
    if member not in pair.mentors:
        raise StepRefused("Этот наставник уже не работает в паре. Откройте страницу пары.")
    if not member.joined_on < effective_on <= pair.ends_on:
        raise StepRefused(
            f"Новый наставник начинает между {member.joined_on + DAY:%d.%m.%Y} и "
            f"{pair.ends_on:%d.%m.%Y}, пока пара работает. Исправьте дату."
        )
    noticed_on = noticed_on if notice_needed(pair, reason) else None
    if notice_needed(pair, reason):
        _check_notice(pair, noticed_on, effective_on, on)
    replacement, is_new = Replacement.objects.open().update_or_create(
        leaving=member,
        defaults={"reason": reason, "details": details.strip(), "noticed_on": noticed_on,
                  "effective_on": effective_on},
        create_defaults={"reason": reason, "details": details.strip(), "noticed_on": noticed_on,
                         "effective_on": effective_on, "started_by": by, "started_on": on},
    )  # fmt: skip
    record(organization=pair.organization, by=by, action="prepare_replacement", subject=pair,
           text="Начата замена наставника" if is_new else "Сведения о замене исправлены",
           person=member.person)  # fmt: skip
    return replacement


@transaction.atomic
def choose_successor(replacement, *, person, on, by, limit_reason=""):
    """Name who will take over; raises what forming such a pair would raise."""
    replacement = _locked(replacement)
    pair = _pair_of(replacement)
    others = [m.person for m in pair.mentors if m.pk != replacement.leaving_id]
    mentees = [m.person for m in pair.mentees]
    if person.pk == replacement.leaving.person_id:
        raise StepRefused("Это тот же наставник. Выберите другого человека.")
    check_people(pair.organization, pair.form, [*others, person], mentees)
    check_bans([person], mentees)
    check_limits(limit_reason, year=pair.year, form=pair.form, kind=pair.kind, mentors=[person],
                 mentees=mentees, on=replacement.effective_on, beside=pair)  # fmt: skip
    replacement.successor, replacement.limit_reason = person, limit_reason.strip()
    replacement.save(update_fields=["successor", "limit_reason"])
    record(organization=pair.organization, by=by, action="choose_successor", subject=pair,
           text="Выбран новый наставник", person=person)  # fmt: skip
    return replacement


@transaction.atomic
def cancel_replacement(replacement, *, on, by):
    """Give the replacement up before its order is registered; the pair works on as before."""
    replacement = _locked(replacement)
    replacement.cancelled_on = on
    replacement.save(update_fields=["cancelled_on"])
    pair = replacement.leaving.pair
    record(organization=pair.organization, by=by, action="cancel_replacement", subject=pair,
           text="Замена наставника отменена")  # fmt: skip


@transaction.atomic
def complete_replacements(replacements, *, basis, on, by):
    """Replace the mentors by a registered order of that day: all of it or nothing.

    The old mentor's last day is the day before the new one's first, and with it the pay ends;
    programme, meetings and answers stay with the pair. Raises ConsentMissing when the new
    mentor has not signed, StepRefused when the order comes too late or the pair has changed.
    """
    ordered = sorted(replacements, key=lambda row: (row.leaving.pair_id, row.pk))
    for replacement in ordered:
        locked_pair(replacement.leaving.pair, AT_WORK, on)
    locked_persons([row.successor for row in ordered if row.successor])
    for replacement in ordered:
        _complete(_locked(replacement), basis, on, by)


def _complete(replacement, basis, on, by):
    leaving, successor = replacement.leaving, replacement.successor
    pair = _pair_of(replacement)
    first = replacement.effective_on
    if successor is None:
        raise StepRefused("Новый наставник не выбран. Закончите замену на странице пары.")
    if leaving.left_on is not None:
        raise StepRefused("Прежний наставник уже вышел из пары. Подготовьте приказ заново.")
    if on > first:
        raise StepRefused(
            f"Приказ от {on:%d.%m.%Y} позже дня замены, {first:%d.%m.%Y}. "
            "Перенесите день замены и соберите проект заново."
        )
    check_bans([successor], [member.person for member in pair.mentees])
    check_persons([successor], first)
    leaving.left_on, leaving.leaving_reason = first - DAY, replacement.get_reason_display()
    leaving.save(update_fields=["left_on", "leaving_reason"])
    PairMember.objects.create(pair=pair, person=successor, side=Side.MENTOR, joined_on=first)
    _end_assignment(replacement)
    replacement.registered_on, replacement.basis = on, basis
    replacement.save(update_fields=["registered_on", "basis"])
    record(organization=pair.organization, by=by, action="replace_mentor", subject=pair,
           text=f"Наставник заменён с {first:%d.%m.%Y}, {basis}", person=successor)  # fmt: skip


def _end_assignment(replacement):
    """End the pay of the old mentor and keep the notice with his terms."""
    terms = LabourTerms.objects.filter(member=replacement.leaving)
    end_labour_terms(terms, last_day=replacement.effective_on - DAY)
    if replacement.noticed_on and replacement.reason in NOTICE:
        terms.filter(ended_on=replacement.effective_on - DAY, notice_by="").update(
            notice_by=NOTICE[replacement.reason], noticed_on=replacement.noticed_on
        )


def _check_notice(pair, noticed_on, effective_on, on):
    if noticed_on is None:
        raise StepRefused(
            "Укажите дату письменного уведомления: работа наставника прекращается не раньше "
            "чем через 3 рабочих дня после него (ст. 351.8 ТК РФ)."
        )
    if noticed_on > on:
        raise StepRefused("Дата уведомления ещё не наступила. Исправьте дату.")
    earliest = earliest_day(noticed_on, organization=pair.organization)
    if effective_on < earliest:
        raise StepRefused(
            f"После уведомления {noticed_on:%d.%m.%Y} должны пройти 3 рабочих дня. "
            f"Новый наставник может начать не раньше {earliest:%d.%m.%Y}."
        )


def _pair_of(replacement):
    people = Pair.objects.with_people().select_related("organization")
    return people.get(pk=replacement.leaving.pair_id)


def _locked(replacement):
    rows = Replacement.objects.select_for_update(of=("self",)).select_related(
        "leaving__pair__organization", "successor__organization"
    )
    replacement = rows.get(pk=replacement.pk)
    if replacement.registered_on:
        raise StepRefused(
            f"Замена уже закреплена, {replacement.basis}. Изменить её можно новым приказом."
        )
    if replacement.cancelled_on:
        raise StepRefused("Эта замена отменена. Начните новую на странице пары.")
    return replacement
