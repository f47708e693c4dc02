"""Targets of the roadmap beside their values: the whole roadmap for a day, and one target."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import page
from reports.aims import rows_of
from reports.measures import measures, suggested
from roadmaps import actions
from roadmaps.models import Roadmap, Target
from roadmaps.target_forms import ReadingForm, ValueForm
from roadmaps.targets import shown


@permission_required("roadmaps.view_target", raise_exception=True)
def roadmap(request, pk):
    """Show every target of a roadmap with its value on a day."""
    found = _roadmap(request, pk)
    day = _day(request)
    rows = rows_of(found, on=day)
    return page(
        request, "reports/targets.html", title="Показатели карты", roadmap=found, rows=rows,
        on=day, is_today=day == timezone.localdate(),
        reached=sum(target.standing.is_met for row in rows for target in row.targets),
        targets=sum(len(row.targets) for row in rows),
        asked=sum(target.standing.goal is None for row in rows for target in row.targets),
    )  # fmt: skip


@require_POST
@permission_required("roadmaps.change_target", raise_exception=True)
def keep(request, pk):
    """Keep today's computed values beside the targets, for the table of the roadmap."""
    found, today = _roadmap(request, pk), timezone.localdate()
    figures = measures(found.organization, year=found.year, on=today)
    values = {code: figure.number for code, figure in figures.items()}
    kept = actions.keep_counted(found, values=values, on=today, by=request.user)
    messages.success(request, f"Значения на сегодня записаны, целей: {kept}.")
    return redirect("roadmap-targets", pk)


@require_POST
@permission_required("roadmaps.change_target", raise_exception=True)
def read_again(request, pk):
    """Read the targets from the words of the roadmap once more."""
    actions.read_targets(_roadmap(request, pk), by=request.user)
    messages.success(request, "Цели прочитаны из столбцов результата и показателей.")
    return redirect("roadmap-targets", pk)


@permission_required("roadmaps.change_target", raise_exception=True)
def target(request, pk):
    """Correct one target, choose what is computed for it, type a value by hand."""
    found = _target(request, pk)
    figures = measures(found.item.roadmap.organization, year=found.item.roadmap.year,
                       on=timezone.localdate())  # fmt: skip
    step = request.POST.get("step", "")
    reading = ReadingForm(
        request.POST if step == "change" else None, instance=found,
        figures=[(figure.code, figure.title) for figure in figures.values()],
        proposed=suggested(found.text),
    )  # fmt: skip
    value = ValueForm(request.POST if step == "measure" else None,
                      initial=_typed(found))  # fmt: skip
    if request.method == "POST" and _stepped(request, found, step, reading, value):
        return redirect(reverse("admin:roadmaps_item", args=[found.item_id]))
    found.refresh_from_db()
    wrong = bool(reading.errors or value.errors)
    return page(
        request, "reports/target.html", 400 if wrong else 200, title="Цель строки", target=found,
        roadmap=found.item.roadmap, reading=reading, value=value, is_wrong=wrong,
        figure=figures.get(found.code),
    )  # fmt: skip


def _typed(found):
    measured = "" if found.measured is None else shown(found.measured)
    return {"measured": measured, "measured_on": found.measured_on, "comment": found.comment}


def _stepped(request, found, step, reading, value):
    """Do the step asked for; refused, its form keeps the reason."""
    by, today = request.user, timezone.localdate()
    steps = {
        "change": (reading, lambda given: actions.change_target(found, **given, by=by)),
        "measure": (value, lambda given: actions.measure(found, **given, by=by, on=today)),
        "drop": (None, lambda given: actions.drop_target(found, by=by, on=today)),
        "restore": (None, lambda given: actions.restore_target(found, by=by)),
    }  # fmt: skip
    if step not in steps:
        raise Http404("Такого действия нет.")
    form, act = steps[step]
    if form is not None and not form.is_valid():
        return False
    try:
        act(form.cleaned_data if form is not None else {})
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, DONE[step])
    return True


DONE = {
    "change": "Цель исправлена.", "measure": "Значение записано.",
    "drop": "Цель снята, слова карты не изменились.", "restore": "Цель возвращена.",
}  # fmt: skip


def _roadmap(request, pk):
    visible = Roadmap.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(visible, pk=pk)


def _target(request, pk):
    visible = Target.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("item__roadmap__organization"), pk=pk)


def _day(request):
    """Return the day asked for, not later than today; a day that is none is said so."""
    today, asked = timezone.localdate(), request.GET.get("on", "")
    if not asked:
        return today
    try:
        return min(datetime.date.fromisoformat(asked), today)
    except ValueError:
        messages.warning(request, "Такого дня нет. Показаны значения на сегодня.")
        return today
