"""Pages of the sections of a draft: begin one, name it anew, move it, take it out, add its rows."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.models import Roadmap, Stage
from roadmaps.section_forms import SectionForm


@permission_required("roadmaps.change_item", raise_exception=True)
def add(request, pk):
    """Begin a section below the one that is named; refused, the words stay in the form."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    after = request.POST.get("after", "")
    above = roadmap.stages.filter(pk=after).first() if after.isdecimal() else None

    def act(words):
        return actions.add_section(roadmap, after=above, by=request.user, **words)

    return _named(request, roadmap, None, act, "Новый раздел")


@permission_required("roadmaps.change_item", raise_exception=True)
def change(request, pk):
    """Write other words over the section."""
    section = get_object_or_404(_sections(request), pk=pk)

    def act(words):
        actions.rename_section(section, by=request.user, **words)
        return section

    return _named(request, section.roadmap, section, act, "Название раздела")


@require_POST
@permission_required("roadmaps.change_item", raise_exception=True)
def step(request, pk, step):
    """Move the section, take it out, or put a row at its end."""
    section = get_object_or_404(_sections(request), pk=pk)
    roadmap, by = section.roadmap, request.user
    try:
        if step == "row":
            return redirect(_opened(actions.add_item(roadmap, section=section, by=by)))
        if step == "remove":
            actions.remove_section(section, by=by)
            return redirect(_table(roadmap))
        if step not in ("up", "down"):
            raise Http404("Такого действия нет.")
        actions.move_section(section, up=step == "up", by=by)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{_table(roadmap)}?section={section.pk}&did={step}#section-{section.pk}")


@require_POST
@permission_required("roadmaps.change_item", raise_exception=True)
def row(request, pk):
    """Put an empty row at the end of the table."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    try:
        return redirect(_opened(actions.add_item(roadmap, by=request.user)))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(_table(roadmap))


def _named(request, roadmap, section, act, title):
    data = request.POST if request.method == "POST" else None
    form = SectionForm.of(section, data)
    if data is not None and form.is_valid():
        try:
            return redirect(f"{_table(roadmap)}#section-{act(form.cleaned_data).pk}")
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return page(request, "roadmaps/section.html", {
        "form": form, "roadmap": roadmap, "title": title,
        "after": request.POST.get("after", "")})  # fmt: skip


def _sections(request):
    return Stage.objects.visible_to(request.user).select_related("roadmap__organization")


def _table(roadmap):
    return reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])


def _opened(item):
    return f"{_table(item.roadmap)}?edit={item.pk}#item-{item.pk}"
