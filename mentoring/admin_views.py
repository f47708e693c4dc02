"""The curator's pages about pairs: forming one, reading one, its next step; a meeting read."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentoring.actions import close_pair, form_pair, pause_pair, resume_pair
from mentoring.cards import duration
from mentoring.changelist import state_tag
from mentoring.forms import PairForm, StepForm
from mentoring.health import examine, worst
from mentoring.legal import missing_by_pair
from mentoring.models import Attendance, Closing, Pair, PairState
from mentoring.progress import steps
from mentoring.roster import roster
from mentoring.watch import facts_of
from people.consent_gaps import blanks_for
from people.history import lines_about
from people.models import Person

STEPS = {
    "pause": (lambda pair, reason, **who: pause_pair(pair, **who), "Приостановить пару",
              "Встречи нельзя будет записывать, пока вы не возобновите работу пары.",
              "Пара приостановлена."),
    "resume": (lambda pair, reason, **who: resume_pair(pair, **who), "Возобновить работу пары",
               "Наставник снова сможет записывать встречи.", "Пара снова работает."),
    "complete": (lambda pair, reason, **who: close_pair(pair, closing=Closing.COMPLETED, **who),
                 "Завершить пару", "Пара закроется как выполнившая программу. Встречи и ответы "
                 "останутся в отчётах.", "Пара завершена."),
    "end": (lambda pair, reason, **who: close_pair(pair, closing=Closing.ENDED_EARLY,
                                                   reason=reason, **who),
            "Прекратить пару досрочно", "Пара закроется сегодня. Встречи и ответы останутся "
            "в отчётах, новых записать будет нельзя.", "Пара прекращена досрочно."),
    "cancel": (lambda pair, reason, **who: close_pair(pair, closing=Closing.CANCELLED, **who),
               "Отменить пару", "Пара уйдёт из списка ждущих приказа. Люди останутся в банке "
               "и в базе, их можно объединить снова.", "Пара отменена."),
}  # fmt: skip


def new_pair(model_admin, request):
    """Form a pair or a group of the people of one's organization."""
    membership = request.user.membership
    if not model_admin.has_add_permission(request) or membership is None:
        raise PermissionDenied
    today, persons = timezone.localdate(), Person.objects.visible_to(request.user)
    groups = roster(persons, year=request.year, on=today)
    data = request.POST if request.method == "POST" else None
    form = PairForm(data, persons=persons, groups=groups, year=request.year, on=today)
    if data is not None and form.is_valid():
        try:
            pair = form_pair(organization=membership.organization, year=request.year,
                             by=request.user, on=today, **form.cleaned_data)  # fmt: skip
            messages.success(request, "Пара сформирована. Соберите согласия и готовьте приказ.")
            return redirect("admin:mentoring_pair_change", pair.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = _page(model_admin, request, "Сформировать пару") | {"form": form}
    status = 400 if form.errors else 200
    return render(request, "mentoring/pair_form.html", context, status=status)


def step(model_admin, request, pk, step):
    """Ask before the next step of a pair, then take it."""
    if not request.user.has_perm("mentoring.change_pair"):
        raise PermissionDenied
    if step not in STEPS:
        raise Http404("Такого действия нет.")
    pair = get_object_or_404(model_admin.get_queryset(request).with_people(), pk=pk)
    act, title, consequence, done = STEPS[step]
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(pair, form.cleaned_data["reason"], by=request.user, on=timezone.localdate())
            messages.success(request, done)
            return redirect("admin:mentoring_pair_change", pk)
        except ValidationError as refusal:
            form.add_error("reason" if step == "end" else None, refusal)
    context = _page(model_admin, request, title) | {
        "form": form, "pair": pair, "step": step, "consequence": consequence,
    }  # fmt: skip
    return render(request, "mentoring/pair_step.html", context, status=400 if form.errors else 200)


def pair_context(request, pair):
    """Return what the page of a pair shows; ratings only to whom may read answers."""
    today = timezone.localdate()
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    attendances = Prefetch("attendances", Attendance.objects.select_related("member__person"))
    meetings = list(
        pair.meetings.prefetch_related("topics", attendances).order_by("-held_on", "-pk")
    )
    state = pair.state(today)
    at_work = state == PairState.ACTIVE
    found = examine(facts_of([pair], today)[pair.pk], today) if at_work else []
    if not request.user.has_perm("mentoring.view_attendance"):
        found = [signal for signal in found if signal.rule != "low_rating"]
    mentors = {member.person_id for member in pair.mentors}
    gaps = [] if pair.closed_on else missing_by_pair([pair], today)[pair.pk]
    return {
        "pair": pair, "state": state, "state_tag": state_tag(pair, today), "today": today,
        "ladder": steps(meetings, pair.ends_on), "meetings": meetings,
        "duration": duration(sum(meeting.minutes for meeting in meetings)),
        "members": [(member, member.person.title_on(today)) for member in pair.members.all()],
        "days": (today - pair.confirmed_on).days if pair.confirmed_on else 0,
        "signals": found, "worst": worst(found),
        "lacking": [
            (person, [(gap, blanks_for(person, gap.kind, today, is_mentor=person.pk in mentors))
                      for gap in own])
            for person, own in groupby(gaps, key=lambda gap: gap.person)
        ],
        "lines": list(lines_about(pair).select_related("by")),
        "title": str(pair),
    }  # fmt: skip


def meeting_context(request, meeting):
    """Return what the page of a meeting shows; the answers only to whom may read them."""
    rows = meeting.attendances.select_related("member__person").order_by("pk")
    pair = Pair.objects.with_people().get(pk=meeting.pair_id)
    return {
        "meeting": meeting, "pair": pair, "rows": list(rows),
        "title": f"{meeting.get_stage_display()} встреча",
    }  # fmt: skip


def _page(model_admin, request, title):
    return model_admin.admin_site.each_context(request) | {
        "title": title, "opts": model_admin.model._meta,
    }  # fmt: skip
