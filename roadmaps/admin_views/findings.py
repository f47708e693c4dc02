"""Pages of the checker: answer a finding with a reason, let it be said again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.checks import review
from roadmaps.forms import DismissForm
from roadmaps.models import DismissedFinding, Roadmap
from roadmaps.overview import course

SETTLED = "Такого замечания уже нет: строку исправили или замечание сняли."


@permission_required("roadmaps.add_dismissedfinding", raise_exception=True)
def dismiss(request, pk, token):
    """Ask why the finding is none, and keep the answer."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    finding = review(course(roadmap, on=today), on=today).find(token)
    if finding is None:
        messages.info(request, SETTLED)
        return redirect("admin:roadmaps_roadmap_change", pk)
    form = DismissForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.dismiss(roadmap, finding=finding, reason=form.cleaned_data["reason"],
                        by=request.user)  # fmt: skip
        messages.success(request, "Замечание снято, причина сохранена.")
        return redirect("admin:roadmaps_roadmap_change", pk)
    context = {"form": form, "roadmap": roadmap, "finding": finding, "title": "Снять замечание"}
    return page(request, "roadmaps/dismiss.html", context)


@require_POST
@permission_required("roadmaps.delete_dismissedfinding", raise_exception=True)
def bring_back(request, pk):
    found = get_object_or_404(DismissedFinding.objects.visible_to(request.user), pk=pk)
    actions.bring_back(found, by=request.user)
    messages.success(request, "Замечание снова показывается.")
    return redirect("admin:roadmaps_roadmap_change", found.roadmap_id)
