"""A document in the curator's hands: drafted, looked at, sent to the desk, thrown away."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.admin_views.page import page as framed
from people.models import Mentor, Organization
from reports import actions
from reports.documents import KINDS
from reports.forms import DECISIONS
from reports.models import Document
from reports.views.papers import pdf_response, picture_response, refused


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def draft(request, kind):
    """Draft a paper about the posted `subject` rows and open it."""
    if kind not in KINDS or not KINDS[kind].draftable:
        raise Http404("Такого вида бумаги нет.")
    rows = _chosen(request, KINDS[kind].subject)
    if not rows:
        messages.error(request, "Отметьте в списке, о чём готовить бумагу, и повторите.")
        return redirect(_list_of(KINDS[kind].subject))
    if KINDS[kind].once and (begun := actions.begun_draft(KINDS[kind], rows)):
        messages.info(request, "Проект приказа уже подготовлен. Вот он.")
        return redirect("admin:reports_document_change", begun.pk)
    if kind in DECISIONS:
        typed = request.POST if "decided" in request.POST else None
        form = DECISIONS[kind](typed, rows=rows)
        if form.is_needed:
            return _decided(request, kind, rows, form)
    try:
        document = actions.draft(kind, rows, by=request.user, on=timezone.localdate())
    except ValidationError as refusal:
        return refused(request, refusal, _list_of(KINDS[kind].subject))
    return redirect("admin:reports_document_change", document.pk)


def _decided(request, kind, rows, form):
    """Ask what only the curator knows; then draft, or say what stands against it."""
    if form.is_valid():
        choices = {name: value.isoformat() if isinstance(value, datetime.date) else value
                   for name, value in form.cleaned_data.items() if value}  # fmt: skip
        try:
            document = actions.draft(
                kind, rows, by=request.user, on=timezone.localdate(), **choices
            )
        except ValidationError as refusal:
            form.add_error(None, ValidationError(refusal.messages))
        else:
            return redirect("admin:reports_document_change", document.pk)
    return framed(
        request, "reports/decide.html", title=KINDS[kind].title, kind=KINDS[kind], form=form,
        rows=rows, back=_list_of(KINDS[kind].subject), status=400 if form.errors else 200,
    )  # fmt: skip


@require_POST
@permission_required("reports.add_document", raise_exception=True)
def move(request, pk, step):
    """Send, refresh or discard a draft: the three buttons of its page."""
    document = _found(request, pk)
    steps = {
        "send": (actions.send_to_sign, "Бумага лежит у директора на подписи."),
        "refresh": (actions.refresh, "Проект собран заново по сегодняшним сведениям."),
        "discard": (actions.discard, "Проект удалён."),
    }
    if step not in steps:
        raise Http404("Такого действия нет.")
    act, done = steps[step]
    try:
        act(document, by=request.user, on=timezone.localdate())
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    if step == "discard":
        return redirect("admin:reports_document_changelist")
    return redirect("admin:reports_document_change", pk)


@permission_required("reports.view_document", raise_exception=True)
def pdf(request, pk):
    document = _found(request, pk)
    return pdf_response(actions.pdf_of(document), f"document-{pk}.pdf")


@permission_required("reports.view_document", raise_exception=True)
def page(request, pk, number):
    return picture_response(actions.pdf_of(_found(request, pk)), number)


def sheet(request, pk):
    """Show the pages alone, one below the other, for a phone's whole screen."""
    document = _found(request, pk)
    pages = range(1, actions.sheet_count(document) + 1)
    return render(request, "reports/sheet.html", {"document": document, "pages": pages})


def _chosen(request, model):
    """Return the posted rows the user may see; 404 when one of them is not among these."""
    keys = {int(pk) for pk in request.POST.getlist("subject") if pk.isdecimal() and len(pk) < 16}
    rows = list(model.objects.visible_to(request.user).filter(pk__in=keys).order_by("pk"))
    if len(rows) < len(keys):
        raise Http404("Не найдено, о чём готовить бумагу.")
    return rows


def _list_of(model):
    """Return where papers about such rows are chosen."""
    if model in (Organization, Mentor):
        return reverse("blanks")
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _found(request, pk):
    return get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
