"""What an event or a publication proves: a row's date is chosen for it, or it for the date."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from roadmaps import actions
from roadmaps.admin_views.frame import page
from roadmaps.admin_views.publicity import acted, own
from roadmaps.models import Event, Occurrence, Publication, in_force
from roadmaps.proof_forms import ForDateForm, ProvesForm

may_mark = permission_required("roadmaps.change_occurrence", raise_exception=True)
HOMES = {
    Event: ("admin:roadmaps_event_changelist", "admin:roadmaps_event_change", "События"),
    Publication: ("admin:roadmaps_content_plan", "admin:roadmaps_publication_change", "Публикации"),
}


@may_mark
def event(request, pk):
    return _choose_date(request, own(Event, request, pk), pk)


@may_mark
def publication(request, pk):
    return _choose_date(request, own(Publication, request, pk), pk)


@may_mark
def for_date(request, pk):
    """Choose an event or a publication that proves a date of a row."""
    rows = Occurrence.objects.visible_to(request.user).select_related("item__roadmap__organization")
    date = get_object_or_404(rows, pk=pk)
    roadmap = date.item.roadmap
    form = ForDateForm(_sent(request), organization=roadmap.organization, year=roadmap.year,
                       on=timezone.localdate())  # fmt: skip
    place = f"{reverse('admin:roadmaps_roadmap_change', args=[roadmap.pk])}#item-{date.item_id}"
    if form.is_bound and form.is_valid() and _proven(request, form, date, form.shown):
        return redirect(place)
    return page(request, "roadmaps/publicity/form.html", {
        "form": form, "title": "Выбрать событие или публикацию", "button": "Приложить",
        "home": place, "home_title": roadmap.title[:80], "back": place,
        "lead": f"{date.item}, {date}. Предлагаются события с внесённой явкой и вышедшие "
        "публикации этого учебного года.",
    })  # fmt: skip


def proven(kind, key, user):
    """Return the evidence of an event or a publication in the roadmaps the user may see."""
    found = actions.evidence_of(kind, key).select_related("occurrence__item")
    return list(found & found.model.objects.visible_to(user))


def _choose_date(request, shown, pk):
    today = timezone.localdate()
    year = shown.year if isinstance(shown, Event) else request.year
    dates = Occurrence.objects.visible_to(request.user).filter(
        in_force("item__roadmap__"), item__roadmap__year=year, cancelled_on=None,
        item__roadmap__organization=shown.organization_id,
    ).select_related("item__roadmap__organization")  # fmt: skip
    form = ProvesForm(_sent(request), dates=dates)
    home, place, home_title = HOMES[type(shown)]
    back = reverse(place, args=[pk])
    if (
        form.is_bound
        and form.is_valid()
        and _proven(request, form, form.cleaned_data["date"], shown)
    ):
        return redirect(back)
    return page(request, "roadmaps/publicity/form.html", {
        "form": form, "title": "Что подтверждает", "button": "Приложить к строке", "item": shown,
        "home": reverse(home), "home_title": home_title, "back": back, "today": today,
        "lead": "Выберите строку дорожной карты и её срок. Отметка о выполнении ставится у строки.",
    })  # fmt: skip


def _proven(request, form, date, shown):
    done = acted(form, lambda: actions.prove_by(date, shown=shown, by=request.user,
                                                on=timezone.localdate()))  # fmt: skip
    if done:
        messages.success(request, "Подтверждение приложено к строке.")
    return done


def _sent(request):
    return request.POST if request.method == "POST" else None
