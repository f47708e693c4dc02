import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Curator, JournalEntry
from surveys.actions import (
    SurveyLocked,
    WaveRefused,
    add_question,
    change_question,
    change_survey,
    close_wave,
    copy_survey,
    move_question,
    open_wave,
    remove_question,
    reopen_wave,
    submit,
)
from surveys.models import Audience, Question, Response, Survey, Wave
from surveys.respondents import people_of
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def wave_of(ours, curator, today):
    def begin(survey, **values):
        defaults = {
            "title": "Опрос", "year": make.YEAR, "audience": "mentors", "opens_on": today,
            "closes_on": today + 7 * DAY, "is_anonymous": False,
        }  # fmt: skip
        return open_wave(survey, organization=ours, by=curator, on=today, **defaults | values)

    return begin


def test_a_wave_invites_the_audience_of_the_year(ours, theirs, wave_of):
    teacher, pupil = make.make_person(ours), make.make_pupil(ours)
    for person in (teacher, pupil, make.make_person(theirs)):
        make.make_bank(person)
    make.make_bank(make.make_person(ours), year=make.YEAR - 1)

    everybody = wave_of(make_survey(ours))
    learners = wave_of(make_survey(ours), audience="learner_mentors")

    invited = set(everybody.invitations.values_list("person", flat=True))
    assert invited == {teacher.pk, pupil.pk}
    assert [row.person for row in learners.invitations.all()] == [pupil]


def test_each_audience_is_its_own_people_of_the_year(ours, theirs, today):
    head, guide, senior, novice, child, old = (
        make.make_person(ours), make.make_person(ours), make.make_pupil(ours, age=16),
        make.make_person(ours), make.make_pupil(ours), make.make_pupil(ours),
    )  # fmt: skip
    make.make_user("head", ours, "curator", head)
    Curator.objects.get_or_create(person=head, year=make.YEAR)
    for person, role in ((guide, "mentor"), (senior, "mentor"), (novice, "mentee"),
                         (child, "mentee")):  # fmt: skip
        make.make_bank(person, role)
    make.make_bank(old, "mentee", year=make.YEAR - 1)
    make.make_bank(make.make_pupil(theirs), "mentee")
    mother, _ = make.make_guardian(child), make.make_guardian(old)

    def asked(audience):
        return set(people_of(ours, audience, make.YEAR, today))

    assert {audience: asked(audience) for audience in Audience.values} == {
        "employees": {head, guide, novice}, "learners": {senior, child, old},
        "mentors": {guide, senior}, "mentees": {novice, child},
        "teacher_mentors": {guide}, "teacher_mentees": {novice},
        "learner_mentors": {senior}, "learner_mentees": {child},
        "parents": {mother}, "curators": {head},
    }  # fmt: skip


def test_parents_are_those_of_the_mentees(ours, wave_of):
    child = make.make_pupil(ours)
    parent = make.make_guardian(child)
    make.make_guardian(make.make_pupil(ours))
    make.make_bank(child, "mentee")

    wave = wave_of(make_survey(ours), audience="parents")

    assert [row.person for row in wave.invitations.all()] == [parent]


@pytest.mark.parametrize(
    ("questions", "values", "sentence"),
    [
        ([], {}, "В анкете нет вопросов"),
        (None, {"audience": "parents"}, "пока никого нет"),
        (None, {"closes_on": datetime.date(2020, 1, 1)}, "раньше, чем начался"),
        (
            None,
            {"opens_on": datetime.date(2020, 1, 1), "closes_on": datetime.date(2020, 1, 2)},
            "уже прошёл",
        ),
        ([("who", "person", {"of": "mentors"})], {"is_anonymous": True}, "выбирают человека"),
    ],
)
def test_a_wave_that_cannot_work_is_refused_whole(ours, wave_of, questions, values, sentence):
    make.make_bank(make.make_person(ours))

    with pytest.raises(WaveRefused, match=sentence):
        wave_of(make_survey(ours, questions), **values)

    assert not Wave.objects.exists()


def test_closed_and_opened_again(ours, curator, today):
    wave = make_wave(ours)

    close_wave(wave, by=curator, on=today)
    wave.refresh_from_db()
    assert not wave.is_open(today)

    reopen_wave(wave, closes_on=today + DAY, by=curator, on=today)
    wave.refresh_from_db()
    assert wave.is_open(today)
    lines = JournalEntry.objects.filter(subject_type="surveys.wave").order_by("pk")
    assert [line.action for line in lines] == ["close_wave", "reopen_wave"]


def test_a_wave_is_not_opened_again_until_a_day_that_has_passed(ours, curator, today):
    wave = make_wave(ours, closed_on=today)

    with pytest.raises(WaveRefused):
        reopen_wave(wave, closes_on=today - DAY, by=curator, on=today)

    wave.refresh_from_db()
    assert wave.closed_on == today


def test_paper_is_typed_in_after_the_end(ours, today):
    wave = make_wave(ours, people=[make.make_person(ours)], closed_on=today)

    answered(wave, 7, invitation=wave.invitations.get(), is_paper=True)

    assert Response.objects.get().is_paper


def test_the_first_of_two_sheets_of_a_person_stays(ours, today):
    wave = make_wave(ours, people=[make.make_person(ours)])
    question, invitation = wave.survey.questions.get(), wave.invitations.get()
    answered(wave, 7, invitation=invitation)

    second = submit(wave, answers={question: 1}, sheet=uuid.uuid4(), invitation=invitation,
                    on=today)  # fmt: skip

    assert second is False
    assert [answer.value for answer in question.answers.all()] == [7]


def test_an_anonymous_response_cannot_get_a_moment(ours):
    wave = make_wave(ours, is_anonymous=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(wave=wave, answered_at=timezone.now())


def test_a_copy_is_the_next_version_with_the_same_keys(ours, curator):
    built_in = make_survey(None, [("one", "scale10", {}), ("two", "text", {})], code="ready")

    copy = copy_survey(built_in, organization=ours, by=curator)
    second = copy_survey(copy, organization=ours, by=curator)

    assert [(row.organization, row.version) for row in (copy, second)] == [(ours, 2), (ours, 3)]
    assert list(second.questions.values_list("key", "type")) == [("one", "scale10"),
                                                                 ("two", "text")]  # fmt: skip
    visible = Survey.objects.visible_to(curator)
    assert visible.latest() == [second]


def test_an_own_questionnaire_is_edited_until_somebody_answers(ours, curator):
    survey = make_survey(ours)
    change_survey(survey, title="Новое имя", intro="", by=curator)
    added = add_question(survey, by=curator)
    move_question(added, up=True, by=curator)
    change_question(added, text="Да?", type="yes_no", options={}, is_required=True, by=curator)

    survey.refresh_from_db()
    assert survey.title == "Новое имя"
    assert [question.text for question in survey.questions.all()] == ["Да?", "Вопрос comfort"]


def test_the_last_question_of_a_survey_being_asked_stays(ours, curator):
    survey = make_survey(ours)
    make_wave(ours, survey)

    with pytest.raises(SurveyLocked):
        remove_question(survey.questions.get(), by=curator)


@pytest.mark.parametrize("is_built_in", [True, False])
def test_what_is_built_in_or_answered_is_locked(ours, curator, is_built_in):
    survey = make_survey(None if is_built_in else ours)
    question = survey.questions.get()
    answered(make_wave(ours, survey, is_anonymous=True), 7)
    deeds = [
        lambda: change_survey(survey, title="Иначе", intro="", by=curator),
        lambda: add_question(survey, by=curator),
        lambda: remove_question(question, by=curator),
        lambda: move_question(question, up=True, by=curator),
        lambda: change_question(question, text="Иначе", type="text", options={},
                                is_required=True, by=curator),
    ]  # fmt: skip

    for deed in deeds:
        with pytest.raises(SurveyLocked):
            deed()

    assert list(Question.objects.values_list("text", flat=True)) == ["Вопрос comfort"]


def test_a_whole_school_can_be_removed_with_its_answers(ours, today):
    wave = make_wave(ours, people=[make.make_person(ours)])
    answered(wave, 7, invitation=wave.invitations.get())

    Wave.objects.all().delete()
    Survey.objects.all().delete()

    assert not Response.objects.exists()
