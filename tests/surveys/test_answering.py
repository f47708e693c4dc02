import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from people.models import Mentor
from surveys.actions import close_wave
from surveys.links import COMMON, PERSONAL, Ticket, path_of, slips, token_of
from surveys.models import Answer, Response
from tests import factories as make
from tests.surveys.asking import make_survey, make_wave, sentences

PAGE = "/survey/"


@pytest.fixture
def person(ours):
    return make.make_person(ours, surname="Лосева")


@pytest.fixture
def wave(ours, person):
    questions = [("comfort", "scale10", {}), ("change", "text", {})]
    return make_wave(ours, make_survey(ours, questions), [person])


@pytest.fixture
def unnamed(ours, person):
    return make_wave(ours, people=[person], is_anonymous=True)


def personal(wave):
    return Ticket(PERSONAL, wave.invitations.get().pk)


def opened(ticket, client=None):
    """Return (phone, what its form holds unseen) after opening the link."""
    phone = client or Client()
    page = phone.get(path_of(ticket), follow=True)
    form = page.context["form"]
    return phone, {"sheet": str(form["sheet"].value()), "link": form["link"].value()}


def field(wave, key="comfort"):
    return f"q{wave.survey.questions.get(key=key).pk}"


def test_the_token_leaves_the_address_for_a_closed_cookie(client, wave):
    response = client.get(path_of(personal(wave)))

    assert (response.status_code, response.url) == (302, PAGE)
    cookie = response.cookies["survey"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_answers_arrive_without_an_account(wave):
    phone, hidden = opened(personal(wave))

    page = phone.post(
        PAGE, hidden | {field(wave): "8", field(wave, "change"): "Чаще\x00 😀"}, follow=True
    )

    assert "Спасибо, ответ получен" in sentences(page)
    assert Response.objects.get().invitation.person.surname == "Лосева"
    assert sorted(Answer.objects.values_list("question__key", "value")) == [
        ("change", "Чаще 😀"), ("comfort", 8),
    ]  # fmt: skip


def test_opening_the_link_uses_nothing_up(wave):
    phone, _ = opened(personal(wave))
    opened(personal(wave), phone)

    page = phone.get(PAGE)

    assert page.status_code == 200
    assert not Response.objects.exists()


def test_the_same_link_on_two_phones_counts_once(wave):
    (first, one), (second, two) = opened(personal(wave)), opened(personal(wave))
    first.post(PAGE, one | {field(wave): "8"})

    page = second.post(PAGE, two | {field(wave): "1"}, follow=True)

    assert "ответ уже получен" in sentences(page).lower()
    assert [answer.value for answer in Answer.objects.all()] == [8]


def test_a_form_of_the_poster_sent_twice_counts_once(unnamed):
    phone, hidden = opened(Ticket(COMMON, unnamed.pk))
    sending = hidden | {field(unnamed): "8"}
    phone.post(PAGE, sending)

    page = phone.post(PAGE, sending | {field(unnamed): "1"}, follow=True)

    assert "Спасибо, ответ получен" in sentences(page)
    assert [answer.value for answer in Answer.objects.all()] == [8]


def test_a_poster_takes_a_second_sheet_of_the_same_phone(unnamed):
    phone, hidden = opened(Ticket(COMMON, unnamed.pk))
    phone.post(PAGE, hidden | {field(unnamed): "8"})

    _, again = opened(Ticket(COMMON, unnamed.pk), phone)
    phone.post(PAGE, again | {field(unnamed): "9"})

    assert Response.objects.count() == 2


def test_a_slip_counts_once_whatever_number_is_posted(unnamed):
    slip = slips(unnamed.pk, 1)[0]
    phone, hidden = opened(slip)
    phone.post(PAGE, hidden | {field(unnamed): "8"})

    page = phone.post(PAGE, hidden | {"sheet": str(uuid.uuid4()), field(unnamed): "1"}, follow=True)

    assert "ответ уже получен" in sentences(page).lower()
    assert [response.pk for response in Response.objects.all()] == [slip.sheet]


def test_two_links_in_one_browser_do_not_mix(ours, wave):
    other = make_wave(ours, wave.survey, [make.make_person(ours)])
    phone, hidden = opened(personal(wave))
    opened(personal(other), phone)

    page = phone.post(PAGE, hidden | {field(wave): "8"})

    assert page.status_code == 400
    assert "Откройте свою ещё раз" in sentences(page)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"q": "11"}, "Выберите оценку от 1 до 10."),
        ({"q": ""}, "Выберите оценку от 1 до 10."),
        ({"q": "восемь"}, "Выберите оценку от 1 до 10."),
        ({"words": "я" * 20_000}, "Здесь помещается 2000 знаков, а набрано 20000."),
        ({"sheet": "x"}, "Откройте её заново"),
    ],
)
def test_a_wrong_answer_is_met_with_a_sentence(wave, values, sentence):
    phone, hidden = opened(personal(wave))
    names = {"q": field(wave), "words": field(wave, "change"), "sheet": "sheet"}
    sending = hidden | {field(wave): "8"} | {names[key]: v for key, v in values.items()}

    page = phone.post(PAGE, sending)

    assert page.status_code == 400
    assert sentence in sentences(page)
    assert not Response.objects.exists()


def test_a_file_in_a_text_field_is_no_answer(wave):
    phone, hidden = opened(personal(wave))
    file = SimpleUploadedFile("x.txt", b"x")

    phone.post(PAGE, hidden | {field(wave): "8", field(wave, "change"): file})

    assert [answer.value for answer in Answer.objects.all()] == [8]


@pytest.mark.parametrize("change", ["closed", "over", "not yet"])
def test_a_wave_that_is_not_open_says_so(wave, curator, change):
    phone, hidden = opened(personal(wave))
    today = timezone.localdate()
    if change == "closed":
        close_wave(wave, by=curator, on=today)
    elif change == "over":
        wave.closes_on = today - datetime.timedelta(days=1)
        wave.save()
    else:
        wave.opens_on = today + datetime.timedelta(days=1)
        wave.save()

    said = {field(wave): "8", field(wave, "change"): "Больше общих уроков"}
    page = phone.post(PAGE, hidden | said)

    assert page.status_code == 410
    assert "Опрос закрыт" in sentences(page)
    assert page.context["words"] == ["Больше общих уроков"]
    assert "Больше общих уроков</p>" in sentences(page)
    assert not Response.objects.exists()


def test_a_wave_without_questions_takes_no_empty_answer(wave):
    wave.survey.questions.all().delete()

    page = Client().get(path_of(personal(wave)), follow=True)

    assert page.status_code == 410
    assert not Response.objects.exists()


def test_a_person_chosen_and_removed_in_between_is_chosen_anew(ours, person):
    chosen = make.make_person(ours)
    make.make_bank(chosen)
    survey = make_survey(ours, [("choice-1", "person", {"of": "mentors"})])
    wave = make_wave(ours, survey, [person])
    phone, hidden = opened(personal(wave))
    key, name = chosen.pk, field(wave, "choice-1")
    Mentor.objects.all().delete()
    chosen.delete()

    page = phone.post(PAGE, hidden | {name: key})

    assert page.status_code == 400
    assert "Выберите из списка." in sentences(page)


def test_a_person_removed_in_between_is_asked_no_more(wave, person):
    phone, hidden = opened(personal(wave))
    person.delete()

    page = phone.post(PAGE, hidden | {field(wave): "8"})

    assert page.status_code == 410
    assert "больше не спрашивают" in sentences(page)


def test_an_altered_link_says_what_to_do(client, wave):
    token = token_of(personal(wave))

    page = client.get(f"/a/{token.replace('p', 'c', 1)}/")

    assert page.status_code == 404
    assert "Ссылка не открылась" in sentences(page)


def test_without_a_link_there_is_nothing_to_answer(client, db):
    assert client.get(PAGE).status_code == 404


def test_a_forged_cookie_opens_nothing(client, wave):
    client.cookies["survey"] = token_of(personal(wave))

    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(("people", "queries"), [(1, 6), (30, 6)])
def test_asking_takes_the_same_queries_for_any_school(
    ours, django_assert_num_queries, people, queries
):
    voters = [make.make_person(ours) for _ in range(people)]
    for voter in voters:
        make.make_bank(voter)
    survey = make_survey(ours, [("choice", "person", {"of": "mentors"})])
    wave = make_wave(ours, survey, voters[:1])
    phone, _ = opened(personal(wave))

    with django_assert_num_queries(queries):
        phone.get(PAGE)
