"""The rules of health: the page that explains them, and a decision about one signal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.health_forms import ConcernForm, MarkSignalForm
from mentoring.health_rules import RULES
from mentoring.models import Concern, SignalMark, Verdict

DONE = {
    Verdict.SNOOZED: "Сигнал отложен. В выбранный день он вернётся.",
    Verdict.PROBLEM: "Сигнал закрыт. Запомнили, что он был верным.",
    Verdict.FALSE_ALARM: "Сигнал закрыт. Запомнили, что тревога была ложной.",
}


def rules(model_admin, request):
    """Explain every rule, and how often the curators found it right."""
    if not request.user.has_perm("mentoring.view_pair"):
        raise PermissionDenied
    counts = {}
    if request.user.has_perm("mentoring.view_signalmark"):
        closed = SignalMark.objects.visible_to(request.user).exclude(verdict=Verdict.SNOOZED)
        right = Count("pk", Q(verdict=Verdict.PROBLEM))
        rows = closed.order_by().values_list("rule").annotate(right=right, all=Count("pk"))
        counts = {rule: (right, number) for rule, right, number in rows}
    shown = [(rule, *counts.get(rule.code, (0, 0))) for rule in RULES.values()]
    return show(model_admin, request, "mentoring/health_rules.html", "Правила здоровья пар",
                rules=shown)  # fmt: skip


def mark(model_admin, request, pk, rule):
    """Snooze or close one signal of a pair."""
    pair = pair_to_change(request, pk, permission="mentoring.add_signalmark")
    if rule not in RULES:
        raise Http404("Такого правила нет.")
    form = MarkSignalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_signal(pair, rule=rule, on=timezone.localdate(), by=request.user,
                                **form.cleaned_data)  # fmt: skip
            messages.success(request, DONE[form.cleaned_data["verdict"]])
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    known = RULES[rule]
    return show(model_admin, request, "mentoring/signal.html", known.title, form=form, pair=pair,
                rule=known, notes=_notes(pair) if rule == "concern" else [])  # fmt: skip


def concern(model_admin, request, pk):
    """Write down what worries the curator about a pair."""
    pair = pair_to_change(request, pk, permission="mentoring.add_concern")
    form = ConcernForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.raise_concern(pair, note=form.cleaned_data["note"], on=timezone.localdate(),
                                  by=request.user)  # fmt: skip
            messages.success(request, "Тревога записана. Её видят только кураторы.")
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return show(model_admin, request, "mentoring/signal.html", "Записать тревогу", form=form,
                pair=pair, rule=RULES["concern"], notes=_notes(pair))  # fmt: skip


def _notes(pair):
    """Return what curators wrote of the pair and have not settled."""
    return list(Concern.objects.filter(pair=pair, settled_on=None).exclude(note=""))
