"""What happens to the words of questionnaires: copy, change, add, move, remove."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from people.history import record
from surveys.models import Question, Response, Survey

MOST_QUESTIONS = 60


class SurveyLocked(ValidationError):
    """The words of this questionnaire may not change; the message says what is possible."""


@transaction.atomic
def copy_survey(survey, *, organization, by):
    """Copy a questionnaire as the next version of the organization's own and return it.

    Keys of the questions stay, so answers to both versions compare.
    """
    last = Survey.objects.filter(organization=organization, code=survey.code)
    version = max(last.aggregate(Max("version"))["version__max"] or 0, survey.version) + 1
    copy = Survey.objects.create(
        organization=organization, code=survey.code, version=version, family=survey.family,
        title=survey.title, intro=survey.intro, audience=survey.audience, moment=survey.moment,
        position=survey.position,
    )  # fmt: skip
    fields = ("key", "position", "block", "text", "type", "options", "is_required")
    Question.objects.bulk_create(
        Question(survey=copy, **{name: getattr(question, name) for name in fields})
        for question in survey.questions.all()
    )
    record(organization=organization, by=by, action="copy_survey", subject=copy,
           text=f"Создана своя версия {version} анкеты «{survey.title}»")  # fmt: skip
    return copy


@transaction.atomic
def change_survey(survey, *, title, intro, by):
    """Change the title and the opening words; raises SurveyLocked."""
    survey = _editable(survey)
    survey.title, survey.intro = title, intro
    survey.save(update_fields=["title", "intro"])
    _record_change(survey, by)


@transaction.atomic
def change_question(question, *, text, type, options, is_required, by):
    """Change the words of a question; its key stays. Raises SurveyLocked."""
    survey = _editable(question.survey)
    question.text, question.type, question.options = text, type, options
    question.is_required = is_required
    question.save(update_fields=["text", "type", "options", "is_required"])
    _record_change(survey, by)


@transaction.atomic
def add_question(survey, *, by):
    """Add a question at the end and return it; raises SurveyLocked."""
    survey = _editable(survey)
    if survey.questions.count() >= MOST_QUESTIONS:
        raise SurveyLocked(f"В анкете помещается {MOST_QUESTIONS} вопросов. Уберите лишний.")
    last = survey.questions.aggregate(Max("position"))["position__max"] or 0
    question = Question.objects.create(
        survey=survey, key=f"own-{uuid.uuid4().hex[:12]}", position=last + 1,
        text="Новый вопрос", type="scale10",
    )  # fmt: skip
    _record_change(survey, by)
    return question


@transaction.atomic
def remove_question(question, *, by):
    """Take a question out; raises SurveyLocked, also for the last one of a survey being asked."""
    survey = _editable(question.survey)
    if survey.waves.exists() and survey.questions.count() == 1:
        raise SurveyLocked("По анкете уже открыт опрос: один вопрос должен остаться.")
    question.delete()
    _record_change(survey, by)


@transaction.atomic
def move_question(question, *, up, by):
    """Change places with the neighbour, if there is one; raises SurveyLocked."""
    survey = _editable(question.survey)
    rows = list(survey.questions.all())
    place = rows.index(question)
    other = place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        Question.objects.bulk_update(rows, ["position"])
        _record_change(survey, by)


def is_locked(survey):
    """Tell whether answers hold the words of this questionnaire fast."""
    return survey.is_built_in or Response.objects.filter(wave__survey=survey).exists()


def _editable(survey):
    """Return the questionnaire locked in the database; SurveyLocked when its words are fast."""
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if survey.is_built_in:
        raise SurveyLocked("Готовая анкета не меняется. Сделайте свою копию и правьте её.")
    if is_locked(survey):
        raise SurveyLocked("На эту анкету уже ответили. Сделайте новую версию и правьте её.")
    return survey


def _record_change(survey, by):
    record(organization=survey.organization, by=by, action="change_survey", subject=survey,
           text="Анкета исправлена")  # fmt: skip
