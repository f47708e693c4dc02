"""Registers and reports that are made: printing one leaves a record and proves rows."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import own_organization
from reports import actions
from reports.documents import KINDS
from reports.models import Printout
from reports.proofs import PRINTED
from reports.views.papers import refused


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def make(request, kind):
    """Record that the paper of one's own organization was made, then show it."""
    if kind not in PRINTED:
        raise Http404("Такого вида бумаги нет.")
    needed, organization = KINDS[kind].permission, own_organization(request)
    if needed and not request.user.has_perm(needed):
        raise Http404("Такого вида бумаги нет.")
    try:
        proven = actions.make(kind, organization, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        return refused(request, refusal, "")
    for date in proven:
        messages.success(request, f"«{KINDS[kind].title}» подтверждает строку карты «{date.item}».")
    return redirect("paper", kind, organization.pk)


def open_again(request, pk):
    """Lead from what proves a row to the paper; of an earlier day no sheets are kept: say so."""
    rows = Printout.objects.visible_to(request.user).select_related("made_by")
    found = get_object_or_404(rows, pk=pk)
    if found.made_on == timezone.localdate():
        return redirect("paper", found.kind, found.organization_id)
    context = {"printout": found, "title": KINDS[found.kind].title}
    return render(request, "reports/printout.html", context)
