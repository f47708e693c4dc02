"""«Что у меня» for those who see no roadmap, and everybody's own dates as a calendar.

The calendar has no session: the secret in its address is the right.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mentoring.appointments import entry as meeting_entry
from mentoring.appointments import next_meetings
from people.ics import Entry, calendar_text
from people.models import Role
from people.roles import PERMISSIONS
from people.tokens import digest_of
from people.years import short_title, year_of
from roadmaps import actions
from roadmaps.admin_views.proofs import file_answer
from roadmaps.forms import OwnProofForm
from roadmaps.models import Evidence, Feed, Occurrence, OccurrenceState
from roadmaps.tasks import own_key, own_tasks, waiting

GONE = "Ссылка на календарь отозвана. Новую можно создать на странице «Что у меня».\n"


@login_not_required
@require_safe
def feed(request, token):
    """Send the dates and next meetings of whom the link was given to; 410 once that has ended."""
    found = Feed.objects.filter(digest=digest_of(token)).select_related(
        "membership__organization", "membership__user"
    )  # fmt: skip
    if (given := found.first()) is None:
        raise Http404("Такого календаря нет.")
    if given.revoked_on or not given.membership.user.is_active:
        return HttpResponse(GONE, status=410, content_type="text/plain; charset=utf-8")
    membership, today = given.membership, timezone.localdate()
    years = (year_of(today), year_of(today) + 1)
    who = waiting(membership.organization, years=years, on=today).get(own_key(membership))
    tasks = [task for task in (who.tasks if who else ()) if task.occurrence.due_on]
    sees_rows = "roadmaps.view_item" in PERMISSIONS[membership.role]
    met = next_meetings(membership.person, today) if membership.role == Role.MENTOR else []
    days = [_entry(task, request, sees_rows) for task in tasks]
    days += [
        meeting_entry(one, request.build_absolute_uri(reverse("meeting-new", args=[one.pair_id])))
        for one in met
    ]
    text = calendar_text(
        days, name=f"Наставничество – {membership.organization}", stamp=timezone.now(),
    )  # fmt: skip
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _entry(task, request, sees_rows):
    item, row = task.item, task.occurrence
    words = item.activity or item.stage
    path = reverse("admin:roadmaps_item", args=[item.pk]) if sees_rows else reverse("own-tasks")
    lines = [words, f"Срок: {item.deadline}" if item.deadline.strip() else "", str(item.roadmap)]
    return Entry(
        uid=f"occurrence-{row.pk}@{item.roadmap.organization.code}.nastavnik", day=row.due_on,
        summary=f"{item.number} {words}".strip().replace("\n", " ")[:150],
        description="\n".join(filter(None, lines)),
        address=request.build_absolute_uri(path),
    )  # fmt: skip


def own(request, token=""):
    """Show what waits for whoever works here now, without the rest of the roadmap."""
    membership, today = _own_membership(request), timezone.localdate()
    if request.user.has_perm("roadmaps.view_assignee"):
        return redirect("admin:roadmaps_tasks")
    tasks = own_tasks(request.user, years=[request.year], on=today)
    waiting = [task for task in tasks if not task.done_on]
    context = {
        "now": [task for task in waiting if not task.is_ahead], "tab": "tasks", "today": today,
        "ahead": [task for task in waiting if task.is_ahead],
        "done": [task for task in tasks if task.done_on],
        "overdue": sum(task.state is OccurrenceState.OVERDUE for task in waiting),
        "feed": Feed.objects.filter(membership=membership, revoked_on=None).first(),
        "token": token, "school_year": short_title(request.year),
        "address": token and request.build_absolute_uri(reverse("feed", args=[token])),
    }  # fmt: skip
    return render(request, "roadmaps/own.html", context)


def bring(request, pk):
    """Take what proves the own row: words, a link or a file; refused, the form stays."""
    task, today = _task(request, pk), timezone.localdate()
    if task.done_on or task.is_ahead:
        messages.info(request, "Отмечать здесь пока нечего.")
        return redirect("own-tasks")
    data = request.POST if request.method == "POST" else None
    form = OwnProofForm(data, request.FILES or None, initial={"dated_on": today},
                        needs_words=not (task.part and task.closes))  # fmt: skip
    if data is not None and form.is_valid():
        try:
            closes = actions.bring(task.occurrence, **form.cleaned_data, by=request.user, on=today)
            messages.success(request, "Отмечено. Спасибо!" if closes else "Приложено. Спасибо!")
            return redirect("own-tasks")
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    context = {"form": form, "task": task, "tab": "tasks"}
    return render(request, "roadmaps/bring.html", context, status=400 if form.errors else 200)


@require_POST
def take_back(request, pk):
    """Take the own mark back."""
    task = _task(request, pk)
    return _told(request, "Отметка снята.",
                 lambda: actions.take_own_back(task.occurrence, by=request.user))  # fmt: skip


@require_POST
def remove(request, pk):
    """Take away a proof one has brought."""
    found = get_object_or_404(_own_proofs(request), pk=pk)
    return _told(request, "Убрано.", lambda: actions.remove_own(found, by=request.user))


@require_safe
def own_file(request, pk):
    """Send back a file one has brought."""
    found = get_object_or_404(_own_proofs(request).exclude(file=None), pk=pk)
    return file_answer(found.file)


@require_POST
def calendar(request, step):
    """Give a new link to the own calendar, shown this once, or revoke it."""
    membership, today = _own_membership(request), timezone.localdate()
    if step == "new":
        token = actions.open_feed(membership, by=request.user, on=today)
        answer = own(request, token=token)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    actions.revoke_feed(membership, by=request.user, on=today)
    messages.success(request, "Ссылка отозвана. Календарь в телефоне больше не обновится.")
    return redirect("own-tasks")


def _own_membership(request):
    if request.user.membership is None:
        raise PermissionDenied
    return request.user.membership


def _task(request, pk):
    """Return the own task of that date, or 404."""
    _own_membership(request)
    tasks = own_tasks(request.user, years=[request.year], on=timezone.localdate())
    found = next((task for task in tasks if task.occurrence.pk == pk), None)
    if found is None:
        raise Http404("Такой строки среди ваших нет.")
    return found


def _own_proofs(request):
    dates = Occurrence.objects.answered_by(_own_membership(request))
    proofs = Evidence.objects.filter(added_by=request.user, occurrence__in=dates)
    return proofs.select_related("occurrence", "file")


def _told(request, words, act):
    try:
        act()
        messages.success(request, words)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("own-tasks")
