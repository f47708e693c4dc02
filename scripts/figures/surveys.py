"""What questionnaires cost: the page of a big wave, the results of five thousand answers."""

import datetime
import functools
import time
import uuid

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scripts.figures import figure, site

PEOPLE = 500  # ten questions each: five thousand answers
ROUNDS = 5


@figure("page of a wave with 500 invited", limit=12, unit="queries")
def wave_page():
    wave = _wave()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="curator"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("admin:surveys_wave_change", args=[wave.pk]))
    if page.status_code != 200:
        raise RuntimeError(f"the page of the wave answers {page.status_code}")
    return len(queries)


@figure("results of 5,000 answers", limit=300, unit="ms")
def results():
    from surveys.results import wave_results

    wave = _wave()
    return min(_milliseconds(wave_results, wave) for _ in range(ROUNDS))


@functools.cache
def _wave():
    """Make a wave of 500 people of the demo's school who all have answered ten questions."""
    site.fill()
    models = {name: apps.get_model("surveys", name)
              for name in ("Survey", "Wave", "Invitation", "Response", "Answer")}  # fmt: skip
    person = apps.get_model("people", "Person")
    school = apps.get_model("people", "Organization").objects.get(code="school-4")
    survey = models["Survey"].objects.get(code="competences", version=1, organization=None)
    day = datetime.date(2026, 11, 1)
    wave = models["Wave"].objects.create(
        organization=school, survey=survey, title="Замер", year=2026, opens_on=day,
        closes_on=day + datetime.timedelta(days=7), is_anonymous=False,
    )  # fmt: skip
    people = person.objects.bulk_create(
        person(organization=school, kind="employee", surname=f"Замеров{n}", first_name="Иван")
        for n in range(PEOPLE)
    )
    invited = models["Invitation"].objects.bulk_create(
        models["Invitation"](wave=wave, person=each) for each in people
    )
    moment = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC)
    responses = models["Response"].objects.bulk_create(
        models["Response"](id=uuid.uuid4(), wave=wave, invitation=each, answered_at=moment)
        for each in invited
    )
    questions = survey.questions.filter(type="scale10")
    models["Answer"].objects.bulk_create(
        models["Answer"](response=response, question=question, value=1 + (n + m) % 10)
        for n, response in enumerate(responses)
        for m, question in enumerate(questions)
    )
    return wave


def _milliseconds(function, *arguments):
    begin = time.perf_counter()
    function(*arguments)
    return 1000 * (time.perf_counter() - begin)
