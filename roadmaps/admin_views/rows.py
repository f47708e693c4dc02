"""Pages of one row: its words while the roadmap is a draft, its dates all the year."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.admin_views.proofs import with_proofs
from roadmaps.forms import CancelForm, CellsForm, EvidenceForm, HeadForm, MarkForm, PostponeForm
from roadmaps.models import Item, Occurrence, Roadmap
from roadmaps.overview import course, table_columns

STEPS = {
    "mark": (MarkForm, actions.mark_done, "Отметить выполнение", "Отмечено."),
    "evidence": (EvidenceForm, actions.attach, "Приложить подтверждение", "Приложено."),
    "postpone": (PostponeForm, actions.postpone, "Перенести срок", "Срок перенесён."),
    "cancel": (CancelForm, actions.cancel, "Признать неактуальным", "Строка больше не ждёт."),
}


@permission_required("roadmaps.view_roadmap", raise_exception=True)
def item(request, pk):
    """Show a row with all its cells and dates; a draft's words are corrected here."""
    found = get_object_or_404(_items(request), pk=pk)
    may = request.user.has_perm("roadmaps.change_item")
    data = request.POST if request.method == "POST" and may else None
    form = CellsForm(data, cells=table_columns(found))
    if data is not None and form.is_valid() and _edited(found, form, by=request.user):
        messages.success(request, "Строка исправлена, даты пересчитаны.")
        return redirect(_place(found))
    today = timezone.localdate()
    row = next(row for row in course(found.roadmap, on=today).rows if row.item == found)
    with_proofs([date for date, _ in row.dates], request.user)
    may = may and not found.roadmap.is_approved
    context = {"row": row, "roadmap": found.roadmap, "form": form, "may": may, "today": today,
               "title": str(found), "cells": table_columns(found)}  # fmt: skip
    return page(request, "roadmaps/item.html", context)


@require_POST
@permission_required("roadmaps.change_item", raise_exception=True)
def move(request, pk, step):
    """Move, add or remove a row of a draft: the small buttons of its page."""
    found = get_object_or_404(_items(request), pk=pk)
    try:
        where = _moved(request, found, step)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        where = _place(found)
    return redirect(where)


@permission_required("roadmaps.change_occurrence", raise_exception=True)
def date(request, pk, step):
    """Mark, postpone or give up a date of a row; refused, the form stays with the reason."""
    dates = Occurrence.objects.visible_to(request.user).select_related("item__roadmap")
    found = get_object_or_404(dates, pk=pk)
    kind, act, title, done = STEPS.get(step) or _unknown()
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate()
    form = kind(data, request.FILES or None, initial={"done_on": today, "dated_on": today})
    if data is not None and form.is_valid() and _acted(request, act, found, form):
        messages.success(request, done)
        return redirect(_place(found.item))
    with_proofs([found], request.user)
    context = {"form": form, "date": found, "roadmap": found.item.roadmap, "title": title,
               "step": step}  # fmt: skip
    return page(request, "roadmaps/date.html", context)


@require_POST
@permission_required("roadmaps.change_occurrence", raise_exception=True)
def unmark(request, pk):
    found = get_object_or_404(Occurrence.objects.visible_to(request.user), pk=pk)
    try:
        actions.unmark(found, by=request.user)
        messages.success(request, "Отметка снята, строка снова ждёт.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(found.item))


@permission_required("roadmaps.change_roadmap", raise_exception=True)
def head(request, pk):
    """Change title, year and period of a draft."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = HeadForm(data, instance=roadmap)
    if data is not None and form.is_valid():
        try:
            actions.change_head(roadmap, **form.cleaned_data, by=request.user)
            return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return page(request, "roadmaps/head.html", {"form": form, "roadmap": roadmap,
                                                "title": "Название и период"})  # fmt: skip


def _items(request):
    return Item.objects.visible_to(request.user).select_related("roadmap__organization")


def _place(item):
    return f"{reverse('admin:roadmaps_roadmap_change', args=[item.roadmap_id])}#item-{item.pk}"


def _moved(request, item, step):
    """Do the step and return where to go on; posted from the open row, it stays open."""
    by, opened = request.user, "open" in request.POST
    if step == "add":
        new = actions.add_item(item.roadmap, after=item, by=by)
        return _opened(new) if opened else reverse("admin:roadmaps_item", args=[new.pk])
    if step == "remove":
        actions.remove_item(item, by=by)
        return reverse("admin:roadmaps_roadmap_change", args=[item.roadmap_id])
    if step == "place":
        stages, wanted = item.roadmap.stages, request.POST.get("section", "")
        section = stages.filter(pk=wanted).first() if wanted.isdecimal() else None
        actions.place_item(item, section=section or _unknown(), by=by)
    elif step in ("up", "down"):
        actions.move_item(item, up=step == "up", by=by)
    else:
        _unknown()
    return _opened(item, step) if opened else _place(item)


def _opened(item, did=""):
    """Return the address of the row in its table, open for editing, at the button just pressed."""
    query = f"edit={item.pk}" + (f"&did={did}" if did else "")
    address = reverse("admin:roadmaps_roadmap_change", args=[item.roadmap_id])
    return f"{address}?{query}#item-{item.pk}"


def _edited(item, form, *, by):
    """Write the words, or put the refusal into the form, which keeps them, and tell False."""
    try:
        actions.edit_item(item, cells=form.cells, by=by)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _acted(request, act, found, form):
    """Do it, or put the refusal into the form and tell False."""
    try:
        act(found, **form.cleaned_data, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _unknown():
    raise Http404("Такого действия нет.")
