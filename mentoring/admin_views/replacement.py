"""The replacement of a mentor: reason and notice, who takes over, what follows, the order."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mentoring import actions
from mentoring.admin_views.frame import pair_to_change, posted, refuse, show
from mentoring.candidates import candidates
from mentoring.member_forms import ReplacementForm, SuccessorForm
from mentoring.models import LabourTerms, Replacement
from mentoring.tasks import share_done
from people.consent_gaps import blanks_for, last_days, missing
from people.models import ConsentKind, Person

TITLE = "Замена наставника"
STEPS = ("reason", "successor", "order")


def replace(model_admin, request, pk, member):
    """Lead through the replacement; what was entered waits in the database between the steps."""
    pair = pair_to_change(request, pk)
    member = get_object_or_404(pair.members.select_related("person", "pair"), pk=member)
    replacement = Replacement.objects.open().filter(leaving=member).first()
    if request.method == "POST" and request.POST.get("act") == "cancel" and replacement:
        return _cancel(request, pair, replacement)
    step = _step(request, replacement)
    shown = {"reason": _reason, "successor": _successor, "order": _order}[step]
    answer = shown(request, pair, member, replacement)
    if not isinstance(answer, dict):
        return answer
    return show(model_admin, request, "mentoring/replacement.html", TITLE, pair=pair,
                member=member, replacement=replacement, step=step,
                number=STEPS.index(step) + 1, **answer)  # fmt: skip


def _step(request, replacement):
    """Return the step asked for, or the first that is not done."""
    ready = 1 if replacement is None else 2 if replacement.successor_id is None else 3
    wanted = request.GET.get("step", "")
    return wanted if wanted in STEPS[:ready] else STEPS[ready - 1]


def _reason(request, pair, member, replacement):
    today = timezone.localdate()
    earliest = actions.earliest_day(today, organization=pair.organization)
    start = {"effective_on": earliest, "noticed_on": today if pair.is_labour else None}
    start |= _noticed(member)
    if replacement:
        names = ("reason", "details", "noticed_on", "effective_on")
        start = {name: getattr(replacement, name) for name in names}
    form = ReplacementForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare_replacement(member, on=today, by=request.user, **form.cleaned_data)
            return _on(request, "successor")
        except ValidationError as refusal:
            refuse(form, refusal)
    return {"form": form, "earliest": earliest, "is_labour": pair.is_labour}


def _noticed(member):
    """Return what a notice that is already kept with the terms of the mentor says, if one is."""
    terms = member.labour_terms.exclude(noticed_on=None).order_by("ended_on").last()
    if terms is None:
        return {}
    reasons = {by: reason for reason, by in actions.replacement.NOTICE.items()}
    return {"reason": reasons[terms.notice_by], "noticed_on": terms.noticed_on,
            "effective_on": terms.ended_on + actions.replacement.DAY}  # fmt: skip


def _successor(request, pair, member, replacement):
    found = candidates(pair, on=replacement.effective_on)
    persons = Person.objects.filter(pk__in=[candidate.person.pk for candidate in found])
    start = {"person": replacement.successor_id, "limit_reason": replacement.limit_reason}
    form = SuccessorForm(posted(request), persons=persons, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_successor(replacement, on=timezone.localdate(), by=request.user,
                                     **form.cleaned_data)  # fmt: skip
            return _on(request, "order")
        except ValidationError as refusal:
            refuse(form, refusal)
    return {"form": form, "candidates": found, "chosen": str(form["person"].value() or "")}


def _order(request, pair, member, replacement):
    person, day = replacement.successor, replacement.effective_on
    gaps = missing([person], day)
    last_day = day - actions.replacement.DAY
    terms = LabourTerms.objects.on(last_day).filter(member=member).first()
    programme = pair.programmes.current().first()
    return {
        "form": None,
        "gaps": [(gap, blanks_for(person, gap.kind, day, is_mentor=True)) for gap in gaps],
        "terms": terms,
        "last_day": last_day,
        "is_labour": pair.is_labour,
        "has_agreed": (person.pk, ConsentKind.LABOUR) in last_days([person], day),
        "programme": programme,
        "done": programme and share_done(programme),
        "meetings": pair.meetings.count(),
    }


def _cancel(request, pair, replacement):
    try:
        actions.cancel_replacement(replacement, on=timezone.localdate(), by=request.user)
        messages.success(request, "Замена отменена, пара работает в прежнем составе. "
                         "Если проект приказа готов, удалите его.")  # fmt: skip
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("admin:mentoring_pair_change", pair.pk)


def _on(request, step):
    return redirect(f"{request.path}?step={step}")
