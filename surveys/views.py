"""Answering by a link or a poster, without an account."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.feedback_forms import words_sent
from people.consent_gaps import has_withdrawn
from people.tokens import keep_token, kept_token
from surveys.actions import submit
from surveys.forms import SurveyForm
from surveys.links import COMMON, PERSONAL, LinkBroken, read_token
from surveys.models import Invitation, Response, Wave
from surveys.respondents import candidates

COOKIE = "survey"


class WaveClosed(Exception):
    """The link is ours, but the wave takes no answers today."""


class ConsentWithdrawn(Exception):
    """The person's data are processed no more: nothing is asked and nothing kept."""


GONE = {
    LinkBroken: ("Ссылка не открылась", 404,
                 "Похоже, адрес скопирован не целиком. Откройте ссылку из сообщения ещё раз "
                 "или отсканируйте QR-код."),
    WaveClosed: ("Опрос закрыт", 410,
                 "Ответы сейчас не принимаются. Если хотите что-то сказать, "
                 "подойдите к куратору наставничества."),
    ConsentWithdrawn: ("Согласие отозвано", 410,
                       "Согласие на обработку данных отозвано, поэтому ответы не принимаются. "
                       "Если это ошибка, подойдите к куратору наставничества."),
    Invitation.DoesNotExist: ("Об этом больше не спрашивают", 410,
                              "Сведения об опросе изменились. Если хотите что-то сказать, "
                              "подойдите к куратору наставничества."),
}  # fmt: skip
GONE[Wave.DoesNotExist] = GONE[Invitation.DoesNotExist]


@login_not_required  # the token is the right to answer
@never_cache
def link(request, token):
    """Take the token out of the address into a cookie; opening a link uses nothing up."""
    try:
        _opened(token)
    except tuple(GONE) as wrong:
        return _gone(request, wrong)
    return keep_token(redirect("survey"), COOKIE, token)


@login_not_required  # the token is the right to answer
@never_cache
def survey(request):
    """Ask the questions, or thank whoever has answered by this link."""
    try:
        ticket, wave, invitation = _opened(kept_token(request, COOKIE))
    except tuple(GONE) as wrong:
        return _gone(request, wrong)
    if _has_answered(ticket, invitation, request.GET.get("sent")):
        return render(request, "surveys/thanks.html", {"wave": wave, "sent": "sent" in request.GET})
    form = _form(request, ticket, wave)
    if not form.questions:
        return _gone(request, WaveClosed())
    if form.is_bound and form.is_valid() and _saved(form, ticket, wave, invitation):
        return redirect(f"{request.path}?sent={form.cleaned_data['sheet']}")
    context = {"form": form, "wave": wave, "person": invitation and invitation.person}
    status = 400 if form.is_bound else 200
    return render(request, "surveys/answer.html", context, status=status)


def _opened(token):
    """Return (Ticket, Wave, Invitation or None) of a token that may answer today."""
    ticket = read_token(token)
    invitation, waves = None, Wave.objects.select_related("survey", "organization")
    if ticket.kind == PERSONAL:
        invitation = Invitation.objects.select_related("person").get(pk=ticket.key)
    wave = waves.get(pk=invitation.wave_id if invitation else ticket.key)
    if not wave.is_open(timezone.localdate()):
        raise WaveClosed
    if invitation and has_withdrawn(invitation.person, timezone.localdate()):
        raise ConsentWithdrawn
    return ticket, wave, invitation


def _has_answered(ticket, invitation, sent):
    """Tell whether this person or slip has answered; on a poster, whether this very form has."""
    if invitation:
        return Response.objects.filter(invitation=invitation).exists()
    try:
        sheet = ticket.sheet or uuid.UUID(sent or "")
    except ValueError:
        return False
    wave = Response.objects.filter(wave=ticket.key, invitation=None)
    return wave.filter(pk=sheet).exists()


def _form(request, ticket, wave):
    questions = list(wave.survey.questions.all())
    return SurveyForm(
        request.POST if request.method == "POST" else None, questions=questions,
        people=candidates(wave, questions, timezone.localdate()),
        initial={"sheet": ticket.sheet or uuid.uuid4(), "link": _mark(ticket)},
        link=_mark(ticket),
    )  # fmt: skip


def _mark(ticket):
    """Return what tells apart two links opened in one browser."""
    return f"{ticket.kind}{ticket.key}{ticket.sheet or ''}"


def _saved(form, ticket, wave, invitation):
    """Keep the answers; put the refusal into the form and tell False when they cannot be kept."""
    sheet = form.cleaned_data["sheet"] if ticket.kind == COMMON else ticket.sheet or uuid.uuid4()
    try:
        submit(wave, answers=form.answers(), sheet=sheet, invitation=invitation,
               on=timezone.localdate())  # fmt: skip
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _gone(request, wrong):
    title, status, text = GONE[type(wrong)]
    context = {"title": title, "text": text, "words": words_sent(request.POST)}
    return render(request, "mentoring/gone.html", context, status=status)
