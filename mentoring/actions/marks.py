"""What a curator decides about a signal of a pair: to wait, or that it is dealt with."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.actions.lifecycle import locked_pair
from mentoring.health_rules import RULES
from mentoring.models import Concern, Pair, PairState, SignalMark, Verdict
from mentoring.watch import read_sources, watch, with_facts
from people.history import record


class MarkRefused(ValidationError):
    """The signal cannot be put aside so; the message says why."""


@transaction.atomic
def mark_signal(pair, *, rule, verdict, on, by, until=None, reason=""):
    """Snooze the signal of that rule, or close it as right or as a false alarm.

    The journal names no rule: some rest on answers that only the curator reads. Raises
    MarkRefused when there is no such signal, and StepRefused for a pair that is not at work.
    """
    pair = locked_pair(pair, (PairState.ACTIVE,), on)
    _check(pair, rule, verdict, until, reason, on)
    mark = SignalMark.objects.create(
        pair=pair, rule=rule, verdict=verdict, marked_on=on, reason=reason.strip(), marked_by=by,
        until=until if verdict == Verdict.SNOOZED else None,
    )  # fmt: skip
    if rule == "concern" and verdict != Verdict.SNOOZED:
        Concern.objects.filter(pair=pair, settled_on=None).update(settled_on=on)
    text = f"Сигнал отложен до {until:%d.%m.%Y}" if mark.until else "Сигнал закрыт"
    record(organization=pair.organization, by=by, action="mark_signal", subject=pair, text=text)
    return mark


@transaction.atomic
def raise_concern(pair, *, note, on, by):
    """Keep a worry of the curator's own as a quiet request; the journal names no reason.

    Raises MarkRefused without words and StepRefused for a pair that is not at work.
    """
    pair = locked_pair(pair, (PairState.ACTIVE,), on)
    if not note.strip():
        raise MarkRefused("Напишите, что тревожит: вы прочтёте это, когда будете решать.")
    concern = Concern.objects.create(pair=pair, note=note.strip(), raised_on=on)
    record(organization=pair.organization, by=by, action="raise_concern", subject=pair,
           text="Записано наблюдение о паре")  # fmt: skip
    return concern


def _check(pair, rule, verdict, until, reason, on):
    if rule not in RULES or not RULES[rule].may_wait:
        raise MarkRefused("Этот сигнал нельзя отложить: устраните причину.")
    if verdict not in Verdict.values:
        raise MarkRefused("Выберите, что делать с сигналом.")
    if verdict == Verdict.SNOOZED and (until is None or until <= on):
        raise MarkRefused("Укажите день, до которого отложить: позже сегодняшнего.")
    if verdict == Verdict.SNOOZED and not reason.strip():
        raise MarkRefused("Напишите, почему откладываете: вы прочтёте это, когда сигнал вернётся.")
    fetched = with_facts(Pair.objects.filter(pk=pair.pk).with_people(), on)
    [(_, signals)] = watch(fetched, on, read_sources(pair.organization, [pair]))
    if not any(signal.rule.code == rule and signal.level != "ok" for signal in signals):
        raise MarkRefused("Этого сигнала уже нет. Вернитесь к паре.")
