"""The page on which a curator says who approves the roadmap and who agreed to it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.approval_forms import ApprovalsForm
from roadmaps.approvals import approvals_of
from roadmaps.models import Roadmap


@permission_required("roadmaps.change_roadmap", raise_exception=True)
def change(request, pk):
    """Show the blocks with an empty one below; a POST sets them and shows them again."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    known = approvals_of(roadmap.header, approved=roadmap.is_by_order)
    form = ApprovalsForm(request.POST if request.method == "POST" else None, approvals=known)
    if form.is_bound and form.is_valid():
        try:
            actions.change_approvals(roadmap, approvals=form.approvals, by=request.user)
            messages.success(request, "Грифы записаны, печать им следует.")
            return redirect("admin:roadmaps_roadmap_change" if "done" in request.POST
                            else "admin:roadmaps_approvals", roadmap.pk)  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return page(request, "roadmaps/approvals.html", {
        "form": form, "roadmap": roadmap, "title": "Грифы дорожной карты"})  # fmt: skip
