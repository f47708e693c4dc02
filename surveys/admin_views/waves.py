"""The curator's pages of a wave: opening it, links to hand out, paper entry, closing."""

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.links import qr_svg
from people.admin_views.page import own_organization, page
from surveys import actions
from surveys.admin_views.frame import DAYS, done, form_page, may_ask
from surveys.forms import ReopenForm, SurveyForm, WaveForm
from surveys.links import COMMON, PERSONAL, Ticket, path_of, slips
from surveys.models import Invitation, Survey, Wave
from surveys.reminders import without_mailbox
from surveys.respondents import candidates
from surveys.results import progress


@may_ask
def open_wave(request, pk):
    """Ask a questionnaire of an audience."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    start = {"title": survey.title, "audience": survey.audience, "opens_on": today,
             "closes_on": today + datetime.timedelta(days=DAYS), "mode": "named",
             "by_mail": True}  # fmt: skip
    form = WaveForm(request.POST if request.method == "POST" else None, initial=start)
    where = {"organization": own_organization(request), "year": request.year}
    if form.is_valid():
        values = form.cleaned_data | where | {"by": request.user, "on": today}
        wave = done(form, actions.open_wave, survey, **values)
        if wave:
            messages.success(request, "Опрос открыт. Раздайте ссылки или повесьте QR-код.")
            return redirect("admin:surveys_wave_change", wave.pk)
    back = reverse("admin:surveys_survey_change", args=[pk])
    return form_page(request, form, "Открыть опрос", "Открыть опрос", back, survey.title)


def wave_context(request, wave):
    """Return what the page of a wave shows: how many answered, of a personal one also who."""
    today = timezone.localdate()
    rows = wave.invitations.select_related("person", "response").order_by("person__search", "pk")
    people = [] if wave.is_anonymous else [
        (row.person, getattr(row, "response", None), row.pk) for row in rows
    ]  # fmt: skip
    answered, invited = wave.responses.count(), wave.invitations.count()
    return {
        "unreachable": _unreachable(request, wave, today),
        "wave": wave, "title": wave.title, "people": people, "is_open": wave.is_open(today),
        "answered": answered, "invited": invited, "today": today,
        "progress": progress(answered, invited),
        "can_ask": request.user.has_perm("surveys.add_wave"),
    }  # fmt: skip


@may_ask
def links(request, pk):
    """The links and QR codes to print: a name each, or slips without names and a poster."""
    wave = get_object_or_404(_waves(request), pk=pk)
    if wave.is_anonymous:
        poster = _address(request, Ticket(COMMON, wave.pk))
        codes = [(None, _address(request, ticket))
                 for ticket in slips(wave.pk, wave.invitations.count())]  # fmt: skip
    else:
        poster = None
        rows = wave.invitations.filter(response=None).select_related("person")
        codes = [(row.person, _address(request, Ticket(PERSONAL, row.pk)))
                 for row in rows.order_by("person__search", "pk")]  # fmt: skip
    return page(
        request, "surveys/links.html", title="Ссылки и QR-коды", wave=wave,
        poster=poster and (poster, qr_svg(poster)),
        codes=[(person, address, qr_svg(address)) for person, address in codes],
    )  # fmt: skip


@may_ask
def paper(request, pk):
    """Type in an answer given on paper; of a personal wave, whose it is comes first."""
    wave = get_object_or_404(_waves(request), pk=pk)
    invitation = _invitation(request, wave)
    if invitation is None and not wave.is_anonymous:
        raise Http404("Выберите на странице опроса, чей это ответ.")
    questions = list(wave.survey.questions.all())
    data = request.POST if request.method == "POST" else None
    people = candidates(wave, questions, timezone.localdate())
    form = SurveyForm(data, questions=questions, people=people,
                      initial={"sheet": uuid.uuid4()})  # fmt: skip
    if form.is_valid():
        sheet = form.cleaned_data["sheet"] if wave.is_anonymous else uuid.uuid4()
        values = {"answers": form.answers(), "invitation": invitation, "by": request.user}
        kept = done(form, actions.submit, wave, sheet=sheet, is_paper=True,
                    on=timezone.localdate(), **values)  # fmt: skip
        if kept is not None:
            messages.success(request, "Ответ с бумаги сохранён.")
            return redirect("admin:surveys_wave_change", wave.pk)
    return page(request, "surveys/paper.html", 400 if form.errors else 200, wave=wave, form=form,
                invitation=invitation, title="Ответ с бумаги")  # fmt: skip


@require_POST
@may_ask
def mail(request, pk):
    """Write to the invited by mail, or to nobody."""
    actions.switch_mail(get_object_or_404(_waves(request), pk=pk), is_on="on" in request.POST,
                        by=request.user)  # fmt: skip
    return redirect("admin:surveys_wave_change", pk)


@require_POST
@may_ask
def close(request, pk):
    actions.close_wave(get_object_or_404(_waves(request), pk=pk), by=request.user,
                       on=timezone.localdate())  # fmt: skip
    messages.success(request, "Опрос закрыт. Итоги готовы.")
    return redirect("admin:surveys_wave_results", pk)


@may_ask
def reopen(request, pk):
    """Take answers again until another day."""
    wave, today = get_object_or_404(_waves(request), pk=pk), timezone.localdate()
    form = ReopenForm(request.POST if request.method == "POST" else None,
                      initial={"closes_on": today + datetime.timedelta(days=DAYS)})  # fmt: skip
    if form.is_valid():
        try:
            actions.reopen_wave(wave, **form.cleaned_data, by=request.user, on=today)
            messages.success(request, "Опрос открыт снова. Прежние ссылки опять работают.")
            return redirect("admin:surveys_wave_change", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    back = reverse("admin:surveys_wave_change", args=[pk])
    return form_page(request, form, "Принимать ответы снова", "Открыть снова", back, wave.title,
                     of_wave=True)  # fmt: skip


def _unreachable(request, wave, today):
    """Return how many of those still asked have no mailbox; None when nobody is written to."""
    if not wave.is_open(today) or not request.user.has_perm("surveys.add_wave"):
        return None
    return len(without_mailbox(wave, today))


def _waves(request):
    return Wave.objects.visible_to(request.user).select_related("survey", "organization")


def _address(request, ticket):
    return request.build_absolute_uri(path_of(ticket))


def _invitation(request, wave):
    """Return the silent person of a personal wave named in the address."""
    wanted = request.GET.get("person", "")
    if wave.is_anonymous or not wanted.isdecimal() or len(wanted) > 15:
        return None
    rows = Invitation.objects.filter(wave=wave, pk=wanted, response=None)
    return rows.select_related("person").first()
