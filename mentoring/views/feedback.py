"""Answers of mentees by a personal link, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mentoring.actions import answer
from mentoring.feedback_forms import FeedbackForm, words_sent
from mentoring.links import LinkBroken, LinkExpired, read_token
from mentoring.models import Attendance
from people.consent_gaps import has_withdrawn
from people.models import Curator
from people.salutation import called
from people.tokens import keep_token, kept_token

COOKIE = "feedback"


class ConsentWithdrawn(Exception):
    """The mentee's data are processed no more: nothing is asked and nothing kept."""


GONE = {
    LinkBroken: ("Ссылка не открылась", 404,
                 "Похоже, адрес скопирован не целиком. Откройте ссылку из сообщения ещё раз "
                 "или попросите наставника показать QR-код."),
    LinkExpired: ("Срок ссылки прошёл", 410,
                  "Ответить можно было две недели. Если хотите что-то сказать о встрече, "
                  "попросите у наставника или куратора новую ссылку."),
    Attendance.DoesNotExist: ("Об этой встрече больше не спрашивают", 410,
                              "Сведения о встрече изменились. Если хотите что-то сказать, "
                              "подойдите к куратору наставничества."),
    ConsentWithdrawn: ("Согласие отозвано", 410,
                       "Согласие на обработку данных отозвано, поэтому ответы не принимаются. "
                       "Если это ошибка, подойдите к куратору наставничества."),
}  # fmt: skip


@login_not_required  # the token is the right to answer
@never_cache
def link(request, token):
    """Take the token out of the address into a cookie; opening a link uses nothing up."""
    try:
        read_token(token, timezone.localdate())
    except tuple(GONE) as wrong:
        return _gone(request, wrong)
    return keep_token(redirect("feedback"), COOKIE, token)


@login_not_required  # the token is the right to answer
@never_cache
def feedback(request):
    """Ask the three questions, or thank whoever has answered."""
    try:
        ticket = read_token(kept_token(request, COOKIE), timezone.localdate())
        row = _rows().get(pk=ticket.attendance_id, was_present=True,
                          member__person__erased_on=None)  # fmt: skip
        if has_withdrawn(row.member.person, timezone.localdate()):
            raise ConsentWithdrawn
    except tuple(GONE) as wrong:
        return _gone(request, wrong)
    if row.answered_at is not None:
        return render(request, "mentoring/thanks.html", {"row": row})
    data = request.POST if request.method == "POST" else None
    form = FeedbackForm(data, stage=row.meeting.stage, initial={"attendance": row.pk})
    if data is not None and form.is_valid() and _saved(form, row):
        return redirect(f"{reverse('feedback')}?sent=1")
    return _questions(request, form, row, ticket)


def _rows():
    return Attendance.objects.select_related("member__person", "meeting__pair__organization")


def _saved(form, row):
    """Keep the answers; tell False with a sentence in the form when they cannot be kept."""
    answers = form.cleaned_data
    if answers.pop("attendance") != row.pk:
        form.add_error(None, "В этом браузере открыли другую ссылку. Откройте свою ещё раз.")
        return False
    try:
        answer(row, **answers)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _questions(request, form, row, ticket):
    pair = row.meeting.pair
    curator = Curator.objects.filter(
        person__organization=pair.organization_id, year=pair.year
    ).select_related("person").order_by("-pk").first()  # fmt: skip
    mentors = [m.person for m in pair.members.select_related("person").order_by("pk")
               if m.side == "mentor"]  # fmt: skip
    context = {"form": form, "row": row, "mentors": mentors, "called": called(row.member.person),
               "curator": curator, "last_on": ticket.last_on}  # fmt: skip
    return render(request, "mentoring/feedback.html", context, status=400 if form.errors else 200)


def _gone(request, wrong):
    title, status, text = GONE[type(wrong)]
    context = {"title": title, "text": text, "words": words_sent(request.POST)}
    return render(request, "mentoring/gone.html", context, status=status)
