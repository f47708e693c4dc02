"""Pages of one event: its words, who is called, who came, its cancellation."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.history import lines_about
from people.import_plan import roles_of, taking_part
from people.models import Curator, Mentee, Mentor, Person, PersonKind, SchoolClass
from roadmaps import actions
from roadmaps.admin_views.frame import at_work, page
from roadmaps.admin_views.publicity import acted, own, picked
from roadmaps.admin_views.showing import proven
from roadmaps.models import Event, EvidenceKind, Participation, Turnout
from roadmaps.publicity_forms import AttendanceForm, EventForm, ReasonForm

may_change = permission_required("roadmaps.change_event", raise_exception=True)
GROUPS = {
    "mentors": ("Банк наставников", Mentor),
    "mentees": ("База наставляемых", Mentee),
    "curators": ("Кураторы", Curator),
}
EMPLOYEES = "employees"


@at_work("roadmaps.add_event")
def new(request):
    form = EventForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        event = acted(form, lambda: actions.plan_event(
            organization=request.user.membership.organization, year=request.year,
            by=request.user, **form.cleaned_data,
        ))  # fmt: skip
        if event:
            messages.success(request, "Событие добавлено. Теперь пригласите людей.")
            return redirect(_place(event))
    return _form(request, form, "Добавить событие", "Добавить событие")


@may_change
def edit(request, pk):
    event = own(Event, request, pk)
    form = EventForm(request.POST if request.method == "POST" else None, instance=event)
    if (
        form.is_bound and form.is_valid()
        and acted(form, lambda: actions.change_event(
            event, by=request.user, on=timezone.localdate(), **form.cleaned_data))
    ):  # fmt: skip
        messages.success(request, "Исправлено.")
        return redirect(_place(event))
    return _form(request, form, "Изменить событие", "Записать", event)


@may_change
def call(request, pk):
    """Tick groups and persons who are expected; those called already stay."""
    event = own(Event, request, pk)
    near = taking_part(event.organization, event.year)
    called = set(event.participations.values_list("person", flat=True))

    def keep(form):
        persons = {*form.cleaned_data["persons"], *_of_groups(event, form)}
        number = actions.call_people(event, persons=list(persons), by=request.user)
        messages.success(request, f"Добавлено в список: {number}.")
        return redirect(_place(event))

    return picked(
        request, keep=keep, near=near - called, chosen=(), groups=_groups(event),
        remark=lambda person: ", уже в списке" if person.pk in called else "",
        title="Пригласить", back=_place(event), home=_home(), home_title="События",
        lead=f"{event.title}, {event.held_on:%d.%m.%Y}. Отметьте группы целиком или людей "
        "по одному. Кто уже в списке, второй раз не попадёт.", button="Пригласить",
        item=event,
    )  # fmt: skip


@require_POST
@may_change
def uncall(request, pk):
    rows = Participation.objects.visible_to(request.user).select_related("event", "person")
    row = get_object_or_404(rows, pk=pk)
    try:
        actions.uncall(row, by=request.user)
        messages.success(request, f"{row.person.short_name}: убрано из списка.")
    except actions.EventRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(row.event))


@may_change
def attendance(request, pk):
    """Enter who came: ticks, «все пришли», numbers by class; sent again it corrects."""
    event = own(Event, request, pk)
    called = event.participations.select_related("person").order_by("person__search", "pk")
    form = AttendanceForm(
        request.POST if request.method == "POST" else None, event=event, called=list(called),
        classes=list(SchoolClass.objects.filter(organization=event.organization, year=event.year)),
        expected=_expected(event),
    )  # fmt: skip
    if (
        form.is_bound and form.is_valid()
        and acted(form, lambda: actions.enter_attendance(
            event, present=form.persons, numbers=form.numbers, by=request.user,
            on=timezone.localdate()))
    ):  # fmt: skip
        messages.success(request, "Явка внесена.")
        return redirect(_place(event))
    context = {"form": form, "event": event, "title": "Явка", "back": _place(event)}
    return page(request, "roadmaps/publicity/attendance.html", context)


@may_change
def step(request, pk, step):
    """Cancel an event for a reason, bring it back, take its attendance back."""
    event = own(Event, request, pk)
    if step == "cancel":
        return _cancel(request, event)
    if step not in ("restore", "forget") or request.method != "POST":
        raise Http404("Такого действия нет.")
    if step == "restore":
        actions.restore_event(event, by=request.user)
        messages.success(request, "Событие снова в плане.")
        return redirect(_place(event))
    try:
        actions.forget_attendance(event, by=request.user)
        messages.success(request, "Явка снята, список людей остался.")
    except actions.EventRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(event))


def event_context(request, event):
    """Return what the page of an event shows."""
    called = list(event.participations.select_related("person").order_by("person__search", "pk"))
    turnouts = list(event.turnouts.all())
    came = [row for row in called if row.was_present]
    today = timezone.localdate()
    return {
        "event": event, "called": called, "came": came, "turnouts": turnouts, "today": today,
        "present": len(came) + sum(row.present for row in turnouts),
        "expected": len(called) + sum(row.expected or 0 for row in turnouts),
        "may": request.user.has_perm("roadmaps.change_event") and not event.cancelled_on,
        "asks": event.counted_on is None and event.held_on <= today,
        "proven": proven(EvidenceKind.EVENT, event.pk, request.user),
        "proves": reverse("admin:roadmaps_event_proves", args=[event.pk]),
        "lines": list(lines_about(event).select_related("by")), "title": event.title,
    }  # fmt: skip


def _cancel(request, event):
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound and form.is_valid()
        and acted(form, lambda: actions.cancel_event(
            event, reason=form.cleaned_data["reason"], by=request.user, on=timezone.localdate()))
    ):  # fmt: skip
        messages.success(request, "Событие отменено.")
        return redirect(_place(event))
    lead = "Событие останется в списке с причиной. Отмену можно вернуть."
    return _form(request, form, "Отменить событие", "Отменить событие", event, lead)


def _form(request, form, title, button, event=None, lead=""):
    context = {"form": form, "title": title, "button": button, "item": event, "lead": lead,
               "home": _home(), "home_title": "События",
               "back": _place(event) if event else _home()}  # fmt: skip
    return page(request, "roadmaps/publicity/form.html", context)


def _groups(event):
    """Return the choices of groups with their numbers; empty groups fall out."""
    roles = roles_of(event.organization, event.year)
    rows = Person.objects.filter(organization=event.organization)
    numbers = {
        code: sum(code[:-1] in held for held in roles.values()) for code in GROUPS
    } | {EMPLOYEES: rows.filter(kind=PersonKind.EMPLOYEE).count()}  # fmt: skip
    titles = {code: title for code, (title, _) in GROUPS.items()} | {EMPLOYEES: "Все работники"}
    return [(code, f"{titles[code]}: {n}") for code, n in numbers.items() if n]


def _of_groups(event, form):
    """Return the Persons of the ticked groups."""
    rows = Person.objects.filter(organization=event.organization)
    for code in form.cleaned_data.get("groups", ()):
        if code == EMPLOYEES:
            yield from rows.filter(kind=PersonKind.EMPLOYEE)
        else:
            bank = GROUPS[code][1].objects.filter(year=event.year)
            yield from rows.filter(pk__in=bank.values("person"))


def _expected(event):
    """Return {class id: how many were expected of it last} in the events of the year."""
    rows = Turnout.objects.filter(
        event__organization=event.organization, event__year=event.year, event__kind=event.kind,
        school_class__isnull=False, expected__isnull=False,
    )  # fmt: skip
    return dict(rows.order_by("event__held_on", "pk").values_list("school_class", "expected"))


def _home():
    return reverse("admin:roadmaps_event_changelist")


def _place(event):
    return reverse("admin:roadmaps_event_change", args=[event.pk])
