"""Pairs end by a registered order, with the day and the ground it names."""

import datetime

from django.db import transaction

from mentoring.actions.lifecycle import StepRefused, close_pair, locked_pairs
from mentoring.actions.replacement import NOTICE_DAYS
from mentoring.models import EndingGround, LabourTerms, Meeting, NoticeBy, Pair
from people.workdays import add_working_days

NOTICE = {
    EndingGround.REFUSAL: NoticeBy.EMPLOYEE,
    EndingGround.EMPLOYER: NoticeBy.EMPLOYER,
}


@transaction.atomic
def end_pairs(pairs, *, ground, last_day, basis, by, noticed_on=None):
    """Close the pairs on that last day on the basis of an order: all of them or none.

    `ground` is an EndingGround; `noticed_on` the day of the notice of ст. 351.8 ТК РФ, which the
    terms of the mentors keep. Raises StepRefused.
    """
    ground = EndingGround(ground)
    reason = "" if ground == EndingGround.COMPLETED else ground.label
    for locked in locked_pairs([pair.pk for pair in pairs]):
        pair = Pair.objects.with_people().select_related("organization").get(pk=locked.pk)
        refuse_ending(pair, ground=ground, last_day=last_day, noticed_on=noticed_on)
        close_pair(pair, closing=ground.closing, reason=reason, basis=basis, on=last_day, by=by)
        if ground in NOTICE and noticed_on:
            terms = LabourTerms.objects.filter(member__pair=pair, notice_by="")
            terms.filter(ended_on=last_day).update(notice_by=NOTICE[ground], noticed_on=noticed_on)


def refuse_ending(pair, *, ground, last_day, noticed_on=None):
    """Raise StepRefused when the pair cannot end so; changes nothing."""
    if pair.confirmed_on is None or pair.closed_on is not None:
        raise StepRefused(
            f"Пара «{pair}» ещё не закреплена приказом или уже закрыта. Подготовьте приказ без неё."
        )
    if not pair.confirmed_on <= last_day <= pair.ends_on + datetime.timedelta(days=31):
        raise StepRefused(
            f"Пара «{pair}» работает с {pair.confirmed_on:%d.%m.%Y} по {pair.ends_on:%d.%m.%Y}. "
            "Исправьте последний день."
        )
    later = Meeting.objects.filter(pair=pair, held_on__gt=last_day).order_by("-held_on").first()
    if later:
        raise StepRefused(
            f"Пара «{pair}» встречалась {later.held_on:%d.%m.%Y}, позже последнего дня. "
            "Исправьте последний день."
        )
    if pair.is_labour and ground in NOTICE:
        _check_notice(pair, last_day, noticed_on)


def _check_notice(pair, last_day, noticed_on):
    if noticed_on is None:
        raise StepRefused(
            "Укажите дату письменного уведомления: работа наставника прекращается не раньше "
            "чем через 3 рабочих дня после него (ст. 351.8 ТК РФ)."
        )
    earliest = add_working_days(noticed_on, NOTICE_DAYS, organization=pair.organization)
    if last_day < earliest:
        raise StepRefused(
            f"После уведомления {noticed_on:%d.%m.%Y} должны пройти 3 рабочих дня. "
            f"Последний день – не раньше {earliest:%d.%m.%Y}."
        )
