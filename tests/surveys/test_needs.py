"""What people say they need goes into the base of mentees, once and under the right topic."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from mentoring.models import Need, Topic
from people.models import JournalEntry
from surveys.actions import NeedsRefused, keep_needs
from surveys.models import Question
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave, sentences

ASKED = [("needs", "multiple", {"choices": ["оценивание", "Документы", "не тема"]})]


@pytest.fixture
def people(ours):
    """Somebody of the base, and somebody who is not in it."""
    found = [make.make_person(ours), make.make_person(ours)]
    make.make_bank(found[0], "mentee")
    return found


@pytest.fixture
def told(ours, theirs, people):
    for name in ("Оценивание", "Документы"):
        make.make_topic(name=name)
    wave = make_wave(ours, make_survey(ours, ASKED, family="competences"), people)
    for invitation in wave.invitations.all():
        answered(wave, ["оценивание", "не тема"], invitation=invitation)
    return wave


def test_diagnostics_become_needs_of_those_in_the_base(as_curator, curator, people, told):
    address = f"/admin/surveys/wave/{told.pk}"

    page = sentences(as_curator.get(f"{address}/results/"))
    as_curator.post(f"{address}/needs/")
    again = sentences(as_curator.post(f"{address}/needs/", follow=True))

    assert "1 новая потребность в ответах" in page
    assert list(Need.objects.values_list("mentee__person", "topic__name", "source")) == [
        (people[0].pk, "Оценивание", "diagnostics")
    ]
    assert "всё уже записано" in again
    assert JournalEntry.objects.filter(action="keep_needs", by=curator).count() == 1


def test_a_need_that_is_known_stays_as_it_is(ours, curator, people, told):
    mentee = people[0].mentees.get()
    Need.objects.create(mentee=mentee, topic=Topic.objects.get(name="Оценивание"), severity=3)

    with pytest.raises(NeedsRefused):
        keep_needs(told, by=curator, on=told.opens_on)

    assert Need.objects.get().severity == 3


def test_answers_without_names_feed_nobody(ours, curator, told):
    wave = make_wave(ours, told.survey, is_anonymous=True)
    for _ in range(9):
        answered(wave, ["Документы"])

    with pytest.raises(NeedsRefused):
        keep_needs(wave, by=curator, on=wave.opens_on)


def test_a_director_writes_nothing_into_the_base(as_director, told):
    assert as_director.post(f"/admin/surveys/wave/{told.pk}/needs/").status_code == 403
    assert not Need.objects.exists()


def test_ready_questionnaires_ask_for_needs_in_the_words_of_the_topics(db):
    call_command("loaddata", "surveys", verbosity=0)
    catalogue = json.loads(Path("fixtures/catalogue.json").read_text(encoding="utf-8"))
    topics = {row["fields"]["name"] for row in catalogue if row["model"] == "mentoring.topic"}

    asked = Question.objects.filter(key="needs")

    assert asked.count() == 3
    assert {word for question in asked for word in question.options["choices"]} - topics == set()
