"""The content plan of the year, and the pages of one publication."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from people.admin_views.page import own_organization
from people.history import lines_about
from people.import_plan import taking_part
from people.years import short_title
from roadmaps import actions
from roadmaps.admin_views.frame import at_work, page
from roadmaps.admin_views.publicity import acted, own, people, picked
from roadmaps.admin_views.showing import proven
from roadmaps.content_plan import content_plan
from roadmaps.models import EvidenceKind, Publication
from roadmaps.publicity_forms import LineForm, PublicationForm, PublishForm, RemoveForm

may_see = permission_required("roadmaps.view_publication", raise_exception=True)
may_change = permission_required("roadmaps.change_publication", raise_exception=True)


@may_see
def plan(request):
    """Show twelve months with what came out; a publication is added in its month."""
    organization, today = own_organization(request), timezone.localdate()
    may = request.user.has_perm("roadmaps.add_publication")
    sent = LineForm(request.POST, prefix=_month_of(request)) if may and _is_sent(request) else None
    if sent is not None and sent.is_valid():
        added = acted(sent, lambda: actions.add_publication(
            organization=organization, by=request.user, on=today, **sent.words))  # fmt: skip
        if added:
            messages.success(request, "Записано в план публикаций.")
            return redirect(f"{_home()}#{added.published_on or added.planned_on:%m}")
    found = content_plan(organization, year=request.year, on=today)
    context = {
        "plan": found, "title": "Публикации", "form": sent, "may": may, "of": organization,
        "months": [(month, _line_form(month, sent, today)) for month in found.months],
        "bare": [row for month in found.months for row in month.published if row.bare],
        "today": today, "year_title": short_title(request.year),
    }  # fmt: skip
    return page(request, "roadmaps/publicity/plan.html", context)


@at_work("roadmaps.add_publication")
def new(request):
    form = _words_form(request)
    if form.is_bound and form.is_valid():
        added = acted(form, lambda: actions.add_publication(
            organization=request.user.membership.organization, by=request.user,
            on=timezone.localdate(), **form.cleaned_data,
        ))  # fmt: skip
        if added:
            messages.success(request, "Публикация записана. Отметьте, кто в ней назван.")
            return redirect(_place(added))
    return _form(request, form, "Добавить публикацию", "Добавить публикацию")


@may_change
def edit(request, pk):
    row = own(Publication, request, pk)
    form = _words_form(request, instance=row)
    return _changed(
        request, row, form, "Изменить публикацию", "Записать",
        lambda **who: actions.change_publication(row, **form.cleaned_data, **who),
    )  # fmt: skip


@may_change
def publish(request, pk):
    row, today = own(Publication, request, pk), timezone.localdate()
    form = PublishForm(_sent(request), initial={"published_on": today, "link": row.link})
    return _changed(
        request, row, form, "Публикация вышла", "Отметить публикацию",
        lambda **who: actions.publish(row, **form.cleaned_data, **who),
    )  # fmt: skip


@may_change
def remove(request, pk):
    row = own(Publication, request, pk)
    form = RemoveForm(_sent(request), initial={"removed_on": timezone.localdate()})
    return _changed(
        request, row, form, "Публикация снята", "Отметить, что снята",
        lambda **who: actions.remove_publication(row, **form.cleaned_data, **who),
        "Сначала уберите публикацию с сайта или со стены, потом отметьте здесь.",
    )  # fmt: skip


@may_change
def name(request, pk):
    """Tick who is named; of a publication that is out everybody needs a consent."""
    row, today = own(Publication, request, pk), timezone.localdate()
    chosen = set(row.persons.values_list("pk", flat=True))
    near = taking_part(row.organization, request.year) | chosen
    day = row.published_on or today
    bare = {p.pk for p in actions.unconsented(people(request), day)}

    def keep(form):
        named = list(form.cleaned_data["persons"])
        actions.change_publication(row, persons=named, by=request.user, on=today)
        messages.success(request, "Записано, кто назван.")
        return redirect(_place(row))

    return picked(
        request, keep=keep, near=near, chosen=chosen, title="Кто назван",
        remark=lambda person: "" if person.pk in bare else " (согласие есть)",
        lead=f"{row.title}. Согласие на распространение нужно на {day:%d.%m.%Y} каждому, кого "
        "публикация называет по имени.", button="Записать", item=row, back=_place(row),
        home=_home(), home_title="Публикации",
    )  # fmt: skip


@may_change
def step(request, pk, step):
    """Bring a publication back, or take a planned one out of the plan."""
    row = own(Publication, request, pk)
    if step not in ("restore", "drop") or request.method != "POST":
        raise Http404("Такого действия нет.")
    try:
        if step == "drop":
            actions.drop_publication(row, by=request.user)
            messages.success(request, "Публикация убрана из плана.")
            return redirect(_home())
        actions.restore_publication(row, by=request.user, on=timezone.localdate())
        messages.success(request, "Публикация снова считается стоящей.")
    except actions.PublicationRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_place(row))


def publication_context(request, row):
    """Return what the page of a publication shows: named persons with their consents today."""
    today = timezone.localdate()
    named = list(row.persons.in_order())
    bare = actions.unconsented(named, today)
    return {
        "row": row, "named": [(person, person in bare) for person in named], "bare": bare,
        "stands": row.published_on is not None and row.removed_on is None,
        "may": request.user.has_perm("roadmaps.change_publication"), "today": today,
        "proven": proven(EvidenceKind.PUBLICATION, row.pk, request.user),
        "proves": reverse("admin:roadmaps_publication_proves", args=[row.pk]),
        "lines": list(lines_about(row).select_related("by")), "title": row.title,
    }  # fmt: skip


def _changed(request, row, form, title, button, act, lead=""):
    """Do `act` with a valid form and go to the publication, or show the form with its reasons."""
    who = {"by": request.user, "on": timezone.localdate()}
    if form.is_bound and form.is_valid() and acted(form, lambda: act(**who)):
        messages.success(request, "Записано.")
        return redirect(_place(row))
    return _form(request, form, title, button, row, lead)


def _form(request, form, title, button, row=None, lead=""):
    context = {"form": form, "title": title, "button": button, "item": row, "lead": lead,
               "home": _home(), "home_title": "Публикации",
               "refused": getattr(form, "refused", ()),
               "back": _place(row) if row else _home()}  # fmt: skip
    return page(request, "roadmaps/publicity/form.html", context)


def _words_form(request, **options):
    return PublicationForm(_sent(request), persons=people(request), **options)


def _line_form(month, sent, today):
    """Return the small form of a month: what was sent there, or an empty one."""
    prefix = f"m{month.begin:%m}"
    if sent is not None and sent.prefix == prefix:
        return sent
    day = today if month.is_present else month.begin.replace(day=15)
    return LineForm(prefix=prefix, initial={"day": day})


def _month_of(request):
    return request.POST.get("month", "")[:3]


def _is_sent(request):
    return request.method == "POST"


def _sent(request):
    return request.POST if request.method == "POST" else None


def _home():
    return reverse("admin:roadmaps_content_plan")


def _place(row):
    return reverse("admin:roadmaps_publication_change", args=[row.pk])
