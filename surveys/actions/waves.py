"""What happens to waves: open, answer, close, reopen."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.consent_gaps import has_withdrawn
from people.history import record
from surveys.models import Answer, Invitation, Response, Wave
from surveys.respondents import people_of


class WaveRefused(ValidationError):
    """The wave cannot be opened or reopened so; the message says why."""


class AnswerRefused(ValidationError):
    """The answers cannot be taken; the message says why."""


@transaction.atomic
def open_wave(survey, *, organization, title, year, audience, opens_on, closes_on, is_anonymous,
              by, on, by_mail=True):  # fmt: skip
    """Ask a questionnaire of everybody of an audience and return the Wave.

    Raises WaveRefused when there is nothing to ask, nobody to ask, or the days do not fit.
    """
    if not survey.questions.exists():
        raise WaveRefused("В анкете нет вопросов. Сначала добавьте хотя бы один.")
    _check_days(opens_on, closes_on, on)
    if is_anonymous and survey.questions.filter(type="person").exists():
        raise WaveRefused(
            "В этой анкете выбирают человека: без имён такой выбор ничего не даст. "
            "Откройте опрос с именами."
        )
    people = list(people_of(organization, audience, year, on))
    if not people:
        raise WaveRefused("В этой группе пока никого нет. Выберите другую группу.")
    wave = Wave.objects.create(
        organization=organization, survey=survey, title=title, year=year, moment=survey.moment,
        opens_on=opens_on, closes_on=closes_on, is_anonymous=is_anonymous,
        by_mail=by_mail,
    )  # fmt: skip
    Invitation.objects.bulk_create(Invitation(wave=wave, person=person) for person in people)
    record(organization=organization, by=by, action="open_wave", subject=wave,
           text=f"Открыт опрос «{title}», приглашено {len(people)}")  # fmt: skip
    return wave


@transaction.atomic
def switch_mail(wave, *, is_on, by):
    """Let letters about this wave go out, or none any more; those sent are not taken back."""
    wave = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    if wave.by_mail != is_on:
        wave.by_mail = is_on
        wave.save(update_fields=["by_mail"])
        record(organization=wave.organization, by=by, action="switch_mail", subject=wave,
               text=f"Письма об опросе {'включены' if is_on else 'выключены'}")  # fmt: skip


@transaction.atomic
def close_wave(wave, *, by, on):
    """Take no more answers; closing twice changes nothing.

    The answers of an anonymous wave are written anew in the order of their random keys: whoever saw
    people answer one after the other learns nothing from the order of the rows.
    """
    wave = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    if wave.closed_on is None:
        wave.closed_on = on
        wave.save(update_fields=["closed_on"])
        record(organization=wave.organization, by=by, action="close_wave", subject=wave,
               text="Опрос закрыт")  # fmt: skip
        if wave.is_anonymous:
            _forget_order(wave)


@transaction.atomic
def reopen_wave(wave, *, closes_on, by, on):
    """Take answers again until that day; raises WaveRefused for a day that has passed."""
    wave = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    _check_days(wave.opens_on, closes_on, on)
    wave.closed_on, wave.closes_on = None, closes_on
    wave.save(update_fields=["closed_on", "closes_on"])
    record(organization=wave.organization, by=by, action="reopen_wave", subject=wave,
           text="Опрос снова открыт")  # fmt: skip


@transaction.atomic
def submit(wave, *, answers, sheet, on, invitation=None, is_paper=False, by=None):
    """Keep the answers to a wave; return False when this sheet or person had answered before.

    `answers` are stored values by Question, None is left out; `sheet` is the number of the form:
    sent twice, or from two phones, it counts once and the first stays. Nothing of an anonymous
    answer goes to the journal, because a line there has its moment. Raises AnswerRefused.
    """
    if not is_paper and not wave.is_open(on):
        raise AnswerRefused("Опрос закрыт, ответы больше не принимаются.")
    if wave.is_anonymous == (invitation is not None):
        raise AnswerRefused("Ссылка не подходит к этому опросу. Попросите у куратора новую.")
    moment = timezone.now() if invitation else None
    if invitation:
        _check_still_asked(invitation, on)
        if Response.objects.filter(invitation=invitation).exists():
            return False
    response, is_new = Response.objects.get_or_create(
        pk=sheet, defaults={"wave": wave, "invitation": invitation, "answered_at": moment,
                            "is_paper": is_paper},
    )  # fmt: skip
    if not is_new:
        return False
    Answer.objects.bulk_create(
        _answer(response, question, value)
        for question, value in answers.items()
        if value is not None
    )
    if invitation:
        record(organization=wave.organization, by=by, action="answer_survey", subject=wave,
               text="Получен ответ на анкету", person=invitation.person)  # fmt: skip
    return True


def _check_still_asked(invitation, on):
    """Hold the invitation until the commit, unless the person's data are gone or going."""
    rows = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk)
    row = rows.select_related("person").first()
    if row is None or has_withdrawn(row.person, on):
        raise AnswerRefused("Этого человека больше не спрашивают, ответ не сохранён.")


def _answer(response, question, value):
    if question.type == "person":
        return Answer(response=response, question=question, person_id=value)
    return Answer(response=response, question=question, value=value)


def _forget_order(wave):
    responses = list(wave.responses.order_by("pk"))
    answers = list(Answer.objects.filter(response__wave=wave).order_by("pk"))
    wave.responses.all().delete()
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)


def _check_days(opens_on, closes_on, on):
    if closes_on < opens_on:
        raise WaveRefused("Опрос не может закончиться раньше, чем начался.")
    if closes_on < on:
        raise WaveRefused("Последний день опроса уже прошёл. Выберите сегодняшний или позже.")
