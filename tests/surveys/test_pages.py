import io
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from people.models import JournalEntry
from surveys.models import Response, Survey, Wave
from surveys.results import SMALLEST
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave, sentences

SURVEYS, WAVES = "/admin/surveys/survey/", "/admin/surveys/wave/"


@pytest.fixture
def person(ours):
    return make.make_person(ours, surname="Лосева")


@pytest.fixture
def wave(ours, person):
    return make_wave(ours, people=[person])


@pytest.fixture
def unnamed(ours, person):
    return make_wave(ours, people=[person], is_anonymous=True)


def test_an_own_copy_hides_the_ready_one_in_the_list(as_curator, ours, theirs):
    ready = make_survey(None, code="ready", title="Готовая")
    make_survey(theirs, title="Чужая")

    as_curator.post(f"{SURVEYS}{ready.pk}/copy/")
    page = sentences(as_curator.get(SURVEYS))

    assert "ваша, версия 2" in page
    assert "готовая" not in page
    assert "Чужая" not in page


def test_the_words_of_a_question_are_changed_on_its_page(as_curator, ours):
    question = make_survey(ours).questions.get()
    address = f"{SURVEYS}question/{question.pk}/"

    as_curator.post(address, {"text": "Что важно?", "type": "single", "options": "урок\nкласс"})

    question.refresh_from_db()
    assert (question.text, question.type, question.options, question.is_required) == (
        "Что важно?", "single", {"choices": ["урок", "класс"]}, False,
    )  # fmt: skip


def test_options_that_do_not_fit_stay_on_the_page_with_a_sentence(as_curator, ours):
    question = make_survey(ours).questions.get()

    page = as_curator.post(
        f"{SURVEYS}question/{question.pk}/", {"text": "Что?", "type": "single", "options": "один"}
    )

    assert page.status_code == 400
    assert "Напишите хотя бы два варианта" in sentences(page)


def test_a_locked_question_says_what_to_do(as_curator, ours, unnamed):
    answered(unnamed, 7)
    question = unnamed.survey.questions.get()

    page = as_curator.post(f"{SURVEYS}question/{question.pk}/", {"text": "Что?", "type": "text"})

    assert page.status_code == 400
    assert "Сделайте новую версию" in sentences(page)


@pytest.mark.parametrize("step", ["up", "down", "remove"])
def test_small_buttons_move_and_remove(as_curator, ours, step):
    survey = make_survey(ours, [("a", "text", {}), ("b", "text", {}), ("c", "text", {})])
    middle = survey.questions.get(key="b")

    as_curator.post(f"{SURVEYS}question/{middle.pk}/{step}/")

    expected = {"up": ["b", "a", "c"], "down": ["a", "c", "b"], "remove": ["a", "c"]}[step]
    assert list(survey.questions.values_list("key", flat=True)) == expected


def test_a_new_question_opens_to_be_worded(as_curator, ours):
    survey = make_survey(ours)

    page = as_curator.post(f"{SURVEYS}{survey.pk}/add/", follow=True)

    assert "Новый вопрос" in sentences(page)
    assert survey.questions.count() == 2


def test_a_wave_is_opened_from_a_questionnaire(as_curator, ours, person):
    make.make_bank(person)
    today = timezone.localdate()

    page = as_curator.post(
        f"{SURVEYS}{make_survey(None).pk}/ask/",
        {"title": "Осень", "audience": "mentors", "mode": "anonymous", "opens_on": today,
         "closes_on": today}, follow=True,
    )  # fmt: skip

    wave = Wave.objects.get()
    assert (wave.title, wave.is_anonymous, wave.invitations.count()) == ("Осень", True, 1)
    assert "Ответили 0 из 1" in sentences(page).replace("<b>", "").replace("</b>", "")


def test_nobody_to_ask_is_said_on_the_form(as_curator, ours):
    today = timezone.localdate()

    page = as_curator.post(
        f"{SURVEYS}{make_survey(None).pk}/ask/",
        {"title": "Осень", "audience": "parents", "mode": "named", "opens_on": today,
         "closes_on": today},
    )  # fmt: skip

    assert page.status_code == 400
    assert "В этой группе пока никого нет" in sentences(page)


def test_names_stand_only_where_people_answer_with_names(as_curator, wave, unnamed):
    assert "Лосева" in sentences(as_curator.get(f"{WAVES}{wave.pk}/change/"))
    assert "Лосева" not in sentences(as_curator.get(f"{WAVES}{unnamed.pk}/change/"))
    assert "Лосева" in sentences(as_curator.get(f"{WAVES}{wave.pk}/links/"))
    assert "Лосева" not in sentences(as_curator.get(f"{WAVES}{unnamed.pk}/links/"))


def test_paper_is_typed_in_for_a_person_and_without_a_name(as_curator, wave, unnamed):
    for each, query in [(wave, f"?person={wave.invitations.get().pk}"), (unnamed, "")]:
        field = f"q{each.survey.questions.get().pk}"
        as_curator.post(f"{WAVES}{each.pk}/paper/{query}", {"sheet": uuid.uuid4(), field: "7"})

    assert set(Response.objects.values_list("wave", "invitation", "is_paper")) == {
        (wave.pk, wave.invitations.get().pk, True), (unnamed.pk, None, True),
    }  # fmt: skip


def test_paper_with_a_rating_of_eleven_is_met_with_a_sentence(as_curator, unnamed):
    field = f"q{unnamed.survey.questions.get().pk}"

    page = as_curator.post(f"{WAVES}{unnamed.pk}/paper/", {"sheet": uuid.uuid4(), field: "11"})

    assert page.status_code == 400
    assert "Выберите оценку от 1 до 10." in sentences(page)
    assert not Response.objects.exists()


def test_closing_leads_to_the_results_and_reopening_back(as_curator, wave):
    answered(wave, 8, invitation=wave.invitations.get())

    results = as_curator.post(f"{WAVES}{wave.pk}/close/", follow=True)
    again = as_curator.post(f"{WAVES}{wave.pk}/reopen/", {"closes_on": timezone.localdate()},
                            follow=True)  # fmt: skip

    wave.refresh_from_db()
    assert "Опрос открыт снова" in sentences(again)
    assert "1 ответ, в среднем <b>8,0</b> из 10" in sentences(results)
    assert wave.closed_on is None


def test_few_answers_without_names_show_nothing_and_export_nothing(as_curator, unnamed):
    for _ in range(SMALLEST - 1):
        answered(unnamed, 9)

    page = sentences(as_curator.get(f"{WAVES}{unnamed.pk}/results/"))
    book = as_curator.post(f"{WAVES}{unnamed.pk}/answers/")

    assert "Пока рано" in page
    assert '<svg class="chart"' not in page
    rows = list(load_workbook(io.BytesIO(book.content))["Ответы"].values)
    assert rows == [("Вопрос comfort",)]


def test_the_export_is_text_and_stands_in_the_journal(as_curator, curator, ours, person):
    survey = make_survey(ours, [("change", "text", {})])
    wave = make_wave(ours, survey, [person])
    answered(wave, "=1+1", invitation=wave.invitations.get())

    book = as_curator.post(f"{WAVES}{wave.pk}/answers/")

    cell = load_workbook(io.BytesIO(book.content))["Ответы"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert JournalEntry.objects.filter(action="export_answers", by=curator).count() == 1


def test_a_director_reads_averages_but_no_words(as_director, ours, person):
    survey = make_survey(ours, [("comfort", "scale10", {}), ("change", "text", {})])
    wave = make_wave(ours, survey, [person])
    answered(wave, 8, "Тайные слова", invitation=wave.invitations.get())

    page = sentences(as_director.get(f"{WAVES}{wave.pk}/results/"))

    assert "в среднем <b>8,0</b>" in page
    assert "Тайные слова" not in page
    assert as_director.post(f"{WAVES}{wave.pk}/answers/").status_code == 403
    assert as_director.get(f"{WAVES}{wave.pk}/links/").status_code == 403


@pytest.mark.parametrize("page", ["change", "links", "paper", "results", "reopen"])
def test_another_schools_wave_is_not_found(as_curator, theirs, page):
    wave = make_wave(theirs, make_survey(theirs), is_anonymous=True)

    assert as_curator.get(f"{WAVES}{wave.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("page", ["copy", "add", "ask", "head", "question"])
def test_another_schools_questionnaire_is_not_found(as_curator, theirs, page):
    survey = make_survey(theirs)
    tail = (
        f"question/{survey.questions.get().pk}/" if page == "question" else f"{survey.pk}/{page}/"
    )
    send = as_curator.post if page in ("copy", "add") else as_curator.get

    assert send(f"{SURVEYS}{tail}").status_code == 404


@pytest.mark.parametrize("people", [1, 60])
def test_the_page_of_a_wave_takes_the_same_queries_for_any_school(
    as_curator, ours, people, django_assert_max_num_queries
):
    wave = make_wave(ours, people=[make.make_person(ours) for _ in range(people)])
    answered(wave, 7, invitation=wave.invitations.first())
    as_curator.get(f"{WAVES}{wave.pk}/change/")

    with django_assert_max_num_queries(12):
        as_curator.get(f"{WAVES}{wave.pk}/change/")


@pytest.mark.parametrize("code", ["select-mentors", "ballot-mentees", "nine-criteria"])
def test_a_ready_questionnaire_shows_how_it_will_be_seen(as_curator, code):
    call_command("loaddata", "surveys", verbosity=0)
    survey = Survey.objects.get(code=code)

    page = as_curator.get(f"{SURVEYS}{survey.pk}/change/")

    assert page.status_code == 200
    for question in survey.questions.all():
        assert question.text in page.content.decode()


def test_all_waves_of_a_year_and_both_measures_fit_one_page(as_curator, ours, person):
    before = make_wave(ours, make_survey(ours, moment="before"), [person], moment="before")
    after = make_wave(ours, make_survey(ours, moment="after"), [person], moment="after")
    answered(before, 4, invitation=before.invitations.get())
    answered(after, 9, invitation=after.invitations.get())

    page = sentences(as_curator.get(f"{WAVES}{after.pk}/results/"))

    assert "До и после" in page
    assert "+5,0" in page
    assert "одних и тех же людей: 1 человек" in page
