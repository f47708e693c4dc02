"""Papers as Word files, to be corrected by hand; the original is the PDF."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from reports import actions
from reports.models import Document
from reports.views.papers import page_of, refused
from reports.word import MEDIA_TYPE, render_docx


def paper(request, kind, pk):
    """Answer with the Word file of a kind for one row the user may see."""
    try:
        page = page_of(request, kind, pk)
    except ValidationError as refusal:
        return refused(request, refusal, "")
    return _file(render_docx(page), f"{kind}-{pk}.docx")


@permission_required("reports.view_document", raise_exception=True)
def document(request, pk):
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    return _file(actions.docx_of(found), f"document-{pk}.docx")


def _file(content, name):
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
