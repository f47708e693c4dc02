"""Scans of signed consents: attached by the curator, handed out as private downloads."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from people import actions
from people.admin_views.page import page
from people.forms import ScanForm
from people.models import Consent, ConsentScan


@permission_required("people.add_consentscan", raise_exception=True)
def attach(request, pk):
    """Attach or replace the scan of one consent and say where the paper lies."""
    own = Consent.objects.visible_to(request.user).select_related("person")
    consent = get_object_or_404(own, pk=pk, person__erased_on=None)
    is_sent = request.method == "POST"
    form = ScanForm(
        request.POST if is_sent else None, request.FILES if is_sent else None,
        initial={"shelf_mark": consent.shelf_mark},
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.attach_scan(consent, by=request.user, on=timezone.localdate(),
                                **form.cleaned_data)  # fmt: skip
            messages.success(request, "Скан приложен.")
            return redirect("admin:people_consent_changelist")
        except actions.ScanRefused as refusal:
            form.add_error("file", refusal)
    return page(
        request, "people/scan.html", title="Приложить скан", consent=consent, form=form,
        scan=ConsentScan.objects.filter(consent=consent).first(),
        status=400 if form.errors else 200,
    )  # fmt: skip


@permission_required("people.view_consentscan", raise_exception=True)
def download(request, pk):
    """Hand the file out as a download that no cache keeps and no browser guesses about."""
    consents = Consent.objects.visible_to(request.user).exclude(scan=None)
    scan = get_object_or_404(consents.select_related("scan"), pk=pk).scan
    answer = FileResponse(scan.file.open("rb"), as_attachment=True,
                          content_type="application/octet-stream")  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
