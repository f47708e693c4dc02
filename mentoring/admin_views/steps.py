"""The next step of a pair: asked about, then taken."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.models import Closing, LabourTerms
from mentoring.pair_forms import PauseForm, PeriodForm, ReasonForm
from people.years import year_of

DAY = datetime.timedelta(days=1)
NOTICE = (
    " Если отказывается наставник или поручение отменяет работодатель, нужно письменное "
    "уведомление за 3 рабочих дня (ст. 351.8 ТК РФ): подготовьте приказ о прекращении в списке "
    "пар, он проверит срок. Сегодня закрывайте по соглашению сторон или при увольнении."
)


@dataclass(frozen=True)
class Step:
    """`act` takes the pair, what the form gives, `by` and `on`; `field` is what it refuses."""

    act: Callable
    title: str
    consequence: str
    done: str
    form: type[forms.Form] = forms.Form
    field: str = ""
    is_danger: bool = False


def _close(closing):
    return lambda pair, **given: actions.close_pair(pair, closing=closing, **given)


STEPS = {
    "propose": Step(
        actions.propose_pair, "Предложить пару участникам",
        "Пара будет ждать ответа наставника и наставляемого.", "Пара предложена участникам.",
    ),
    "agree": Step(
        actions.agree_pair, "Отметить согласие участников",
        "Пару можно будет включить в приказ, когда соберёте письменные согласия.",
        "Пара согласована. Соберите согласия и готовьте приказ.",
    ),
    "pause": Step(
        actions.pause_pair, "Приостановить пару",
        "Встречи нельзя будет записывать, пока вы не возобновите работу пары.",
        "Пара приостановлена.", PauseForm, "returns_on",
    ),
    "resume": Step(
        actions.resume_pair, "Возобновить работу пары",
        "Наставник снова сможет записывать встречи.", "Пара снова работает.",
    ),
    "complete": Step(
        _close(Closing.COMPLETED), "Завершить пару",
        "Пара закроется как выполнившая программу. Встречи и ответы останутся в отчётах, "
        "выплата наставнику прекратится сегодня.", "Пара завершена.",
    ),
    "end": Step(
        _close(Closing.ENDED_EARLY), "Прекратить пару досрочно",
        "Пара закроется сегодня, выплата наставнику прекратится. Встречи и ответы останутся "
        "в отчётах, новых записать будет нельзя.", "Пара прекращена досрочно.",
        ReasonForm, "reason", is_danger=True,
    ),
    "cancel": Step(
        _close(Closing.CANCELLED), "Отменить пару",
        "Пара уйдёт из списка ждущих приказа. Люди останутся в банке и в базе, их можно "
        "объединить снова.", "Пара отменена.", is_danger=True,
    ),
    "reopen": Step(
        actions.reopen_pair, "Продолжить новым периодом",
        "Те же люди составят новую пару, прежняя останется в истории закрытой. Новой паре "
        "нужен свой приказ.", "Новый период открыт. Соберите согласия и готовьте приказ.",
        PeriodForm,
    ),
}  # fmt: skip


def step(model_admin, request, pk, name):
    """Ask before the next step of a pair, then take it."""
    pair = pair_to_change(request, pk)
    if name not in STEPS:
        raise Http404("Такого действия нет.")
    chosen, today = STEPS[name], timezone.localdate()
    form = chosen.form(posted(request), initial=_start(pair, today))
    lead = chosen.consequence + (NOTICE if name == "end" and _is_agreed(pair, today) else "")
    if request.method == "POST" and form.is_valid():
        try:
            made = chosen.act(pair, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, chosen.done)
            return redirect("admin:mentoring_pair_change", made.pk if made else pk)
        except ValidationError as refusal:
            refuse(form, refusal, chosen.field)
    return show(model_admin, request, "mentoring/pair_step.html", chosen.title, form=form,
                pair=pair, lead=lead, is_danger=chosen.is_danger)  # fmt: skip


def _is_agreed(pair, today):
    """Tell whether a mentor works by terms that only a notice or both sides may end."""
    return pair.is_labour and LabourTerms.objects.on(today).filter(member__pair=pair).exists()


def _start(pair, today):
    """Propose the days of a new period: from now, or the day after the last, to the end of May."""
    starts_on = max(today, pair.closed_on + DAY) if pair.closed_on else today
    return {"starts_on": starts_on, "ends_on": datetime.date(year_of(starts_on) + 1, 5, 31)}
