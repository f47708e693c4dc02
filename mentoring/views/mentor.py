"""A mentor's own pages: the pairs, the one-minute form, the meetings and the links to answer."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoring.actions import correct_meeting, needs_reason, record_meeting
from mentoring.appointments import entry
from mentoring.cards import cards, month_summary, nearest
from mentoring.forms import MeetingForm
from mentoring.links import LIFETIME, feedback_path, qr_svg
from mentoring.middleware import LinkHolder
from mentoring.models import Attendance, Meeting, Pair, Programme
from mentoring.progress import proposed_stage, stages_held, with_progress
from mentoring.salutation import company, ordinal
from people.ics import calendar_text
from people.salutation import called

ON_A_PAGE = 20


@permission_required("mentoring.add_meeting", raise_exception=True)
def home(request):
    """Show the user's own pairs with what comes next in each."""
    today = timezone.localdate()
    meetings = Meeting.objects.prefetch_related("topics").order_by("-held_on", "-pk")
    programmes = Programme.objects.current().prefetch_related("items")
    pairs = list(
        Pair.objects.visible_to(request.user)
        .of_year(request.year)
        .filter(closed_on=None)
        .with_people()
        .prefetch_related(Prefetch("meetings", meetings), Prefetch("programmes", programmes))
        .order_by("pk")
    )
    shown = cards(pairs, today)
    person = request.user.membership.person if request.user.membership else None
    context = {
        "cards": shown, "nearest": nearest(shown, today), "today": today, "tab": "pairs",
        "month": month_summary(pairs, today), "called": person and called(person),
    }  # fmt: skip
    return render(request, "mentoring/home.html", context)


@never_cache  # «Назад» brings a form with a number of its own
@permission_required("mentoring.add_meeting", raise_exception=True)
def record(request, pk):
    """Take one meeting of a pair the user may see."""
    today = timezone.localdate()
    pair = get_object_or_404(with_progress(Pair.objects.visible_to(request.user)), pk=pk)
    stage = proposed_stage(stages_held(pair), pair.ends_on, today)
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, pair=pair, on=today, stage=stage)
    if data is not None and form.is_valid():
        try:
            meeting = record_meeting(pair=pair, on=today, **_author(request),
                                     **form.cleaned_data)  # fmt: skip
            return redirect("my-meeting", meeting.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _form_page(request, form, pair, number=ordinal(pair.held + 1))


@permission_required("mentoring.change_meeting", raise_exception=True)
def correct(request, pk):
    """Put right a meeting; when its week is over, with a reason."""
    today = timezone.localdate()
    meeting = get_object_or_404(_meetings(request), pk=pk)
    data = request.POST if request.method == "POST" else None
    late = needs_reason(meeting, today)
    form = MeetingForm(data, pair=meeting.pair, on=today, meeting=meeting, needs_reason=late)
    if data is not None and form.is_valid():
        try:
            form.cleaned_data.pop("sending")
            correct_meeting(meeting, on=today, **_author(request), **form.cleaned_data)
            return redirect("my-meeting", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _form_page(request, form, meeting.pair, meeting=meeting)


@permission_required("mentoring.add_meeting", raise_exception=True)
def meeting(request, pk):
    """Show a meeting with the links by which its mentees answer."""
    today = timezone.localdate()
    shown = get_object_or_404(_meetings(request), pk=pk)
    waiting = [
        {"row": row, "address": address, "qr": qr_svg(address)}
        for row in shown.attendances.awaiting(today).select_related("member__person").order_by("pk")
        for address in [request.build_absolute_uri(feedback_path(row.pk, today))]
    ]
    context = {
        "meeting": shown, "pair": shown.pair, "waiting": waiting, "tab": "", "today": today,
        "last_on": today + LIFETIME,
    }  # fmt: skip
    return render(request, "mentoring/meeting.html", context)


@require_safe
@permission_required("mentoring.add_meeting", raise_exception=True)
def calendar(request, pk):
    """Send the day of the next meeting for the calendar of the telephone."""
    shown = get_object_or_404(_meetings(request).exclude(next_on=None), pk=pk)
    address = request.build_absolute_uri(reverse("meeting-new", args=[shown.pair_id]))
    text = calendar_text([entry(shown, address)], name="Наставничество", stamp=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{shown.next_on}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@permission_required("mentoring.add_meeting", raise_exception=True)
def meetings(request):
    """List the meetings of the user's pairs, the latest first."""
    rows = _meetings(request).filter(pair__year=request.year).order_by("-held_on", "-pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "mentoring/meetings.html", {"page": page, "tab": "meetings"})


def _meetings(request):
    attendances = Attendance.objects.select_related("member__person").order_by("pk")
    return (
        Meeting.objects.visible_to(request.user)
        .select_related("recorded_by")
        .prefetch_related(
            "topics",
            "corrections",
            Prefetch("attendances", attendances),
            Prefetch("pair", Pair.objects.with_people().select_related("organization")),
        )
    )


def _author(request):
    """Return whose hand it was: an account, or the mentor who holds a personal link."""
    if isinstance(request.user, LinkHolder):
        return {"by": None, "holder": request.user.person}
    return {"by": request.user}


def _form_page(request, form, pair, **context):
    context = {"number": "", "meeting": None, "tab": ""} | context
    context |= {"form": form, "pair": pair, "company": company(pair.mentees)}
    status = 400 if form.errors else 200
    return render(request, "mentoring/record.html", context, status=status)
