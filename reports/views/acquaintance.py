"""The sheet of readers on the page of an order: who has signed and when."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from reports import actions
from reports.forms import AcquaintanceForm
from reports.models import Acquaintance, Document


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def note(request, pk):
    """Note the posted names under the posted day."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    form = AcquaintanceForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["read_on"])
        number = actions.acquaint(
            document, names=request.POST.getlist("name"), **form.cleaned_data, by=request.user,
            on=timezone.localdate(),
        )  # fmt: skip
        messages.success(request, f"Отмечено, кто ознакомлен: {number}.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:reports_document_change", pk)


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def remove(request, pk):
    row = get_object_or_404(Acquaintance.objects.visible_to(request.user), pk=pk)
    actions.take_acquaintance_back(row, by=request.user)
    messages.success(request, "Отметка снята.")
    return redirect("admin:reports_document_change", row.document_id)
