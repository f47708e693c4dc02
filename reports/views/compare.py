"""Whether a file somebody has brought is the registered paper; the public page never says so."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404

from people.admin_views.page import page
from reports.forms import CompareForm
from reports.models import Document
from reports.register import is_same_file


@permission_required("reports.view_document", raise_exception=True)
def compare(request, pk):
    """Compare a PDF with the stored one, byte for byte; the file is not kept."""
    document = get_object_or_404(Document.objects.visible_to(request.user).registered(), pk=pk)
    form = CompareForm(request.POST or None, request.FILES or None)
    same = is_same_file(document, form.cleaned_data["file"]) if form.is_valid() else None
    context = {"title": "Сравнить файл", "document": document, "form": form, "same": same}
    return page(request, "reports/compare.html", status=400 if form.errors else 200, **context)
