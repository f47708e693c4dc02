"""What the tests of questionnaires need: a small questionnaire, an open wave, its answers."""

import datetime
import uuid

from django.utils import timezone

from surveys.actions import submit
from surveys.models import Invitation, Question, Survey, Wave
from tests import factories as make


def make_survey(organization=None, questions=None, **values):
    """Make a questionnaire; `questions` are (key, type, options), by default one of 1 to 10."""
    defaults = {"code": f"code-{uuid.uuid4().hex[:8]}", "family": "family", "title": "Как дела",
                "audience": "mentors"}  # fmt: skip
    survey = Survey.objects.create(organization=organization, **defaults | values)
    for position, (key, kind, options) in enumerate(
        questions if questions is not None else [("comfort", "scale10", {})]
    ):
        Question.objects.create(survey=survey, key=key, position=position, text=f"Вопрос {key}",
                                type=kind, options=options, is_required=kind != "text")  # fmt: skip
    return survey


def make_wave(organization, survey=None, people=(), **values):
    """Make a wave open today that asks these people."""
    today = timezone.localdate()
    defaults = {
        "title": "Опрос наставников", "year": make.YEAR, "is_anonymous": False,
        "opens_on": today - datetime.timedelta(days=3),
        "closes_on": today + datetime.timedelta(days=3),
    }  # fmt: skip
    wave = Wave.objects.create(
        organization=organization, survey=survey or make_survey(organization), **defaults | values
    )
    for person in people:
        Invitation.objects.create(wave=wave, person=person)
    return wave


def answered(wave, *values, invitation=None, **options):
    """Submit one sheet: the values of the questions in their order; return its number."""
    sheet = uuid.uuid4()
    answers = dict(zip(wave.survey.questions.all(), values, strict=True))
    submit(wave, answers=answers, sheet=sheet, invitation=invitation, on=timezone.localdate(),
           **options)  # fmt: skip
    return sheet


def sentences(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())
