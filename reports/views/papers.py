"""Papers printed straight from what they are about, as PDF and page by page."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from people.admin_views.page import page
from people.models import Mentor
from reports.documents import KINDS
from reports.pdf import render_pdf
from reports.preview import preview_of_blank
from reports.sheets import NoSuchPage, page_picture


def paper(request, kind, pk):
    """Answer with the PDF of a kind for one row the user may see."""
    try:
        return pdf_response(_pdf(request, kind, pk), f"{kind}-{pk}.pdf")
    except ValidationError as refusal:
        return refused(request, refusal, "")


def paper_page(request, kind, pk, page):
    try:
        return picture_response(_pdf(request, kind, pk), page)
    except ValidationError as refusal:
        return refused(request, refusal, "")


@permission_required("people.change_person", raise_exception=True)
def look(request, kind, pk):
    """Show the sheets of a blank with its declined words marked, each a way to put it right."""
    try:
        facts = _facts(request, kind, pk)
        words, sheets = preview_of_blank(facts, KINDS[kind].render(facts),
                                         back=request.get_full_path())  # fmt: skip
    except ValidationError as refusal:
        return refused(request, refusal, "")
    return page(request, "reports/paper.html", title=KINDS[kind].title, kind=KINDS[kind], pk=pk,
                words=words, sheets=sheets, query=request.GET.urlencode())  # fmt: skip


@permission_required("mentoring.add_meeting", raise_exception=True)
def own_portfolio(request):
    """Answer with the user's own portfolio; what mentees answered is counted, not averaged."""
    work = request.user.membership
    rows = Mentor.objects.filter(person=work and work.person_id).select_related("person")
    mentor = rows.filter(person__isnull=False).order_by("-year").first()
    if mentor is None:
        raise Http404("Вас нет в банке наставников.")
    try:
        kind = KINDS["portfolio"]
        html = kind.render(kind.collect(mentor, on=timezone.localdate(), ratings=False))
        return pdf_response(render_pdf(html), "portfolio.pdf")
    except ValidationError as refusal:
        return refused(request, refusal, "")


def pdf_response(pdf, name):
    """Return the PDF to be opened by the browser, not to be kept by caches on the way."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def picture_response(pdf, page):
    """Return one page as PNG; 404 when the paper has fewer."""
    try:
        response = HttpResponse(page_picture(pdf, page), content_type="image/png")
    except NoSuchPage as missing:
        raise Http404("В бумаге меньше листов.") from missing
    response["Cache-Control"] = "private, no-store"
    return response


def refused(request, refusal, back):
    """Say why a paper cannot be made and lead back."""
    return render(
        request,
        "reports/refused.html",
        {"reasons": refusal.messages, "back": back},
        status=409,
    )


def page_of(request, code, pk):
    """Return the HTML of a kind for one row the user may see; raises what its facts raise."""
    facts = _facts(request, code, pk)
    return KINDS[code].render(facts)


def _facts(request, code, pk):
    kind = KINDS.get(code)
    if kind is None or not kind.is_open_to(request.user):
        raise Http404("Такого вида бумаги нет.")
    subject = get_object_or_404(kind.subject.objects.visible_to(request.user), pk=pk)
    chosen = kind.chosen(request.GET) | ({"year": request.year} if kind.yearly else {})
    return kind.collect(subject, on=timezone.localdate(), **chosen)


def _pdf(request, code, pk):
    return render_pdf(page_of(request, code, pk))
