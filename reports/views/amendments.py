"""The curator notes what a later paper has done to a registered one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import page
from reports import actions
from reports.forms import AmendmentForm
from reports.models import Amendment, Document


@permission_required("reports.add_document", raise_exception=True)
def note(request, pk):
    """Ask what became of the paper, since when and by which other paper."""
    documents = Document.objects.visible_to(request.user).registered()
    document = get_object_or_404(documents, pk=pk)
    later = documents.filter(registered_on__gte=document.registered_on).exclude(pk=pk)
    form = AmendmentForm(
        request.POST or None, later=later.order_by("-registered_on", "-pk"),
        initial={"since": timezone.localdate()},
    )  # fmt: skip
    if form.is_valid():
        try:
            row = actions.amend(document, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"Отмечено: документ {row.words}.")
            return redirect("admin:reports_document_change", pk)
    context = {"title": "Что стало с документом", "document": document, "form": form}
    return page(request, "reports/amend.html", status=400 if form.errors else 200, **context)


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def remove(request, pk):
    """Take a mark back that was typed by mistake."""
    row = get_object_or_404(Amendment.objects.visible_to(request.user), pk=pk)
    try:
        actions.take_back(row, by=request.user)
        messages.success(request, "Отметка снята.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:reports_document_change", row.document_id)
