"""What proves a row, on its pages: files sent and taken away, shares, proposals answered."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import F, Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from roadmaps import actions
from roadmaps.attachments import type_of
from roadmaps.models import Evidence, Part, Roadmap
from roadmaps.offers import find
from roadmaps.overview import course

GONE = "Это предложение уже не ждёт ответа."


def with_proofs(occurrences, user):
    """Read evidence and shares of the dates, as far as the user may see them; two queries."""
    evidence = Evidence.objects.visible_to(user).annotate(file_name=F("file__name"))
    parts = Part.objects.visible_to(user).select_related("person", "organization")
    prefetch_related_objects(occurrences, Prefetch("evidence", evidence.select_related("added_by")),
                             Prefetch("parts", parts))  # fmt: skip


@require_safe
@permission_required("roadmaps.view_evidence", raise_exception=True)
def file(request, pk):
    """Send a file that proves a row; it is never shown inside a page of ours."""
    evidence = Evidence.objects.visible_to(request.user).exclude(file=None)
    return file_answer(get_object_or_404(evidence.select_related("file"), pk=pk).file)


def file_answer(file):
    """Return the answer that sends a kept file to be saved."""
    answer = HttpResponse(bytes(file.content), content_type=type_of(file.name))
    answer.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@permission_required("roadmaps.change_occurrence", raise_exception=True)
def remove(request, pk):
    """Take a proof away."""
    found = get_object_or_404(_reaching(Evidence, request), pk=pk)
    return _done(request, found.occurrence, "Подтверждение убрано.",
                 lambda: actions.remove_evidence(found, by=request.user))  # fmt: skip


@require_POST
@permission_required("roadmaps.change_occurrence", raise_exception=True)
def part(request, pk, step):
    """Mark one share as done today, or take that mark back."""
    found, by = get_object_or_404(_reaching(Part, request), pk=pk), request.user
    acts = {
        "done": (lambda: actions.mark_part(found, by=by, on=timezone.localdate()), "Отмечено"),
        "undo": (lambda: actions.unmark_part(found, by=by), "Отметка снята"),
    }
    act, words = acts.get(step) or _unknown()
    return _done(request, found.occurrence, f"{words}: {found}.", act)


@require_POST
@permission_required("roadmaps.change_occurrence", raise_exception=True)
def answer(request, pk, step):
    """Answer what is proposed for a date: yes makes it evidence and marks the date."""
    acts = {"yes": (actions.accept_proposal, "Строка подтверждена. Это можно отменить."),
            "no": (actions.decline_proposal, "Хорошо, больше не предложим.")}  # fmt: skip
    act, words = acts.get(step) or _unknown()
    roadmaps = Roadmap.objects.visible_to(request.user).select_related("organization")
    roadmap = get_object_or_404(roadmaps, pk=pk)
    today = timezone.localdate()
    asked = request.POST.get("date", ""), request.POST.get("key", "")
    offer = None
    if all(number.isdecimal() and len(number) < 19 for number in asked):
        date, key = map(int, asked)
        offer = find(course(roadmap, on=today), date, request.POST.get("kind"), key)
    if offer is None:
        messages.warning(request, GONE)
        return redirect("admin:roadmaps_roadmap_change", roadmap.pk)
    return _done(request, offer.occurrence, words, lambda: act(
        offer.occurrence, kind=offer.kind, key=offer.key, title=offer.title,
        dated_on=offer.dated_on, by=request.user, on=today,
    ))  # fmt: skip


def _reaching(model, request):
    return model.objects.visible_to(request.user).select_related("occurrence__item")


def _done(request, occurrence, words, act):
    """Do it, say so or say why not, and go back to where the button stood."""
    try:
        act()
        messages.success(request, words)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    item = occurrence.item
    place = reverse("admin:roadmaps_roadmap_change", args=[item.roadmap_id])
    return redirect(f"{place}#item-{item.pk}")


def _unknown():
    raise Http404("Такого действия нет.")
