"""The director's desk: what waits for the signature, one paper in front, number and date."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import room
from reports import actions
from reports.checks import failing, findings
from reports.forms import RegistrationForm
from reports.models import Document
from reports.pdf import merged
from reports.register import last_registered, next_issued, next_number
from reports.views.papers import pdf_response

AGAIN = "Прочитайте и, если всё верно, зарегистрируйте ещё раз."


@permission_required("reports.register_document", raise_exception=True)
def desk(request):
    """Show the queue and the chosen paper, the oldest when none is chosen."""
    return _show(request, request.GET.get("paper", ""))


@require_POST
@permission_required("reports.register_document", raise_exception=True)
def register(request, pk):
    document, today = _found(request, pk), timezone.localdate()
    form = RegistrationForm(request.POST, next_number=next_issued(document, today))
    if document.is_registered:  # the form was sent twice
        messages.info(request, f"Уже зарегистрировано: {document.title} {document.mark}.")
        return redirect("desk")
    if not form.is_valid():
        return _show(request, str(pk), form)
    dated = form.cleaned_data["dated"]
    if _is_unseen(request, dated) and failing(document, on=dated, besides=today):
        form.add_error(None, f"На {dated:%d.%m.%Y} проверка нашла новое. {AGAIN}")
        return _show(request, str(pk), form)
    try:
        document = actions.register(document, **form.cleaned_data, by=request.user, on=today)
    except (ValidationError, OSError, DatabaseError) as refusal:
        form.add_error(None, _words(refusal))
        return _show(request, str(pk), form)
    messages.success(request, f"Зарегистрировано: {document.title} {document.mark}.")
    return redirect("desk")


@require_POST
@permission_required("reports.register_document", raise_exception=True)
def register_several(request):
    """Register the ticked papers one after the other, beginning with the typed number."""
    queue = Document.objects.visible_to(request.user).waiting()
    chosen = [paper for paper in queue if str(paper.pk) in request.POST.getlist("paper")]
    number = next_issued(chosen[0], timezone.localdate()) if chosen else ""
    form = RegistrationForm(request.POST, next_number=number)
    if not chosen:
        form.add_error(None, "Отметьте бумаги, которые подписаны, и повторите.")
    if not form.is_valid():
        return _show(request, "", several=form)
    dated = form.cleaned_data["dated"]
    if _is_unseen(request, dated):
        for paper in chosen:
            for words in failing(paper, on=dated):
                form.add_error(None, f"«{paper.title}»: {words}")
    if form.errors:
        form.add_error(None, AGAIN)
        return _show(request, "", several=form)
    try:
        papers = actions.register_several(
            chosen, **form.cleaned_data, by=request.user, on=timezone.localdate()
        )
    except (ValidationError, OSError, DatabaseError) as refusal:
        form.add_error(None, _words(refusal))
        return _show(request, "", several=form)
    numbers = ", ".join(paper.number for paper in papers)
    messages.success(request, f"Зарегистрировано бумаг: {len(papers)}. Номера: {numbers}.")
    return redirect("desk")


@permission_required("reports.register_document", raise_exception=True)
def print_all(request):
    """Answer with everything that waits as one file for the printer."""
    queue = Document.objects.visible_to(request.user).waiting()
    papers = [actions.pdf_of(paper) for paper in queue]
    if not papers:
        messages.info(request, "На подпись ничего нет.")
        return redirect("desk")
    return pdf_response(merged(papers), "na-podpis.pdf")


@require_POST
@permission_required("reports.register_document", raise_exception=True)
def send_back(request, pk):
    """Return the paper to the curator with a remark."""
    document = _found(request, pk)
    try:
        actions.return_to_curator(document, remark=request.POST.get("remark", ""), by=request.user)
        messages.success(request, "Бумага возвращена куратору с вашим замечанием.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("desk")


def _is_unseen(request, dated):
    """Tell whether the checks of that date have not been shown yet; they warn, they forbid not."""
    return request.POST.get("checked") != dated.isoformat()


def _show(request, wanted, form=None, several=None):
    """Show the desk; `form` and `several` come back from a registration that was refused."""
    today = timezone.localdate()
    refused = form or several
    dated = refused.cleaned_data.get("dated", today) if refused else today
    documents = Document.objects.visible_to(request.user)
    queue = list(documents.waiting())
    paper = next((document for document in queue if str(document.pk) == wanted), None)
    paper = paper or next(iter(queue), None)
    last = last_registered(documents, paper.series if paper else "core")
    issued = next_issued(paper, today) if paper else ""
    goes_on = last and last.registered_on.year == today.year and not issued
    number = next_number(last.number) if goes_on else ""
    start = {"initial": {"number": number, "dated": today}, "next_number": issued}
    context = {
        "queue": queue, "paper": paper, "last": last, "today": today,
        "form": form or RegistrationForm(**start),
        "several": several or RegistrationForm(**start, auto_id="several_%s"),
        "ticked": request.POST.getlist("paper"),
        "recent": documents.registered().order_by("-registered_on", "-registered_at")[:5],
        "findings": findings(paper, on=dated) if paper else [], "dated": dated,
        "pages": range(1, actions.sheet_count(paper) + 1) if paper else [],
    }  # fmt: skip
    return render(request, "reports/desk.html", context, status=400 if refused else 200)


def _words(refusal):
    """Return what the form says: the refusal itself, or that there is no room to write."""
    if isinstance(refusal, ValidationError):
        return refusal
    if not room.is_full(refusal):
        raise refusal
    return room.SAID


def _found(request, pk):
    return get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
