import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import AnswerRefused, answer
from mentoring.links import feedback_path, feedback_token
from mentoring.models import Attendance, Meeting, MeetingStage
from people.models import Curator, Person
from tests import factories as make

FEEDBACK = "/feedback/"


@pytest.fixture
def row(ours):
    pupil = make.make_pupil(ours, first_name="Алина", gender="f")
    pair = make.make_pair(ours, mentees=[pupil], active=True)
    return Attendance.objects.create(meeting=make.make_meeting(pair), member=pair.mentees[0])


def opened(row, client=None):
    """Return a phone that has opened the link of that row."""
    phone = client or Client()
    phone.get(feedback_path(row.pk, timezone.localdate()))
    return phone


def answers(row, **values):
    return {"usefulness": "9", "comfort": "10", "goal": "yes", "attendance": str(row.pk)} | values


def sentences(response):
    return " ".join(response.content.decode().split())


def test_the_token_leaves_the_address_for_a_closed_cookie(client, row):
    response = client.get(feedback_path(row.pk, timezone.localdate()))

    assert (response.status_code, response.url) == (302, FEEDBACK)
    cookie = response.cookies["feedback"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_questions_name_mentor_and_curator(row):
    Curator.objects.create(person=make.make_person(row.meeting.pair.organization,
                                                   surname="Мельникова"), year=2026)  # fmt: skip

    page = sentences(opened(row).get(FEEDBACK))

    assert "Алина, как прошла встреча?" in page
    assert row.meeting.pair.mentors[0].person.full_name in page
    assert "Ответы увидит только куратор Мельникова" in page


def test_three_answers_arrive_without_an_account(row):
    page = opened(row).post(FEEDBACK, answers(row, message="Было интересно"), follow=True)

    row.refresh_from_db()
    assert "Спасибо, ответ получен" in sentences(page)
    assert (row.usefulness, row.comfort, row.goal, row.message) == (9, 10, "yes", "Было интересно")


def test_opening_the_link_uses_nothing_up(row):
    phone = opened(row)
    phone.get(FEEDBACK)
    opened(row, phone)

    page = phone.get(FEEDBACK)

    assert "как прошла встреча?" in sentences(page)


def test_the_same_link_on_two_phones_counts_once(row):
    first, second = opened(row), opened(row)
    first.post(FEEDBACK, answers(row))

    page = second.post(FEEDBACK, answers(row, usefulness="1"), follow=True)

    row.refresh_from_db()
    assert "Ответ уже получен, спасибо" in sentences(page)
    assert row.usefulness == 9


def test_two_links_in_one_browser_do_not_mix(ours, row):
    other_pair = make.make_pair(ours, active=True)
    other = Attendance.objects.create(
        meeting=make.make_meeting(other_pair), member=other_pair.mentees[0]
    )
    phone = opened(row)
    opened(other, phone)

    page = phone.post(FEEDBACK, answers(row))

    assert page.status_code == 400
    assert "Откройте свою ещё раз" in sentences(page)
    assert not Attendance.objects.exclude(answered_at=None).exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"usefulness": "11"}, "Выберите оценку от 1 до 10."),
        ({"comfort": ""}, "Выберите оценку от 1 до 10."),
        ({"goal": "maybe"}, "Выберите ответ: да, частично или нет."),
        ({"message": "я" * 20_000}, "Здесь помещается 2000 знаков, а набрано 20000."),
        ({"attendance": "x"}, "Откройте её заново"),
    ],
)
def test_a_wrong_answer_is_met_with_a_sentence(row, values, sentence):
    page = opened(row).post(FEEDBACK, answers(row, **values))

    row.refresh_from_db()
    assert page.status_code == 400
    assert sentence in sentences(page)
    assert row.answered_at is None


def test_emoji_stay_and_nul_goes(row):
    opened(row).post(FEEDBACK, answers(row, message="Спасибо\x00 😀👍"))

    row.refresh_from_db()
    assert row.message == "Спасибо 😀👍"


def test_an_expired_link_says_what_to_do(client, row):
    long_ago = timezone.localdate() - datetime.timedelta(days=15)

    page = client.get(feedback_path(row.pk, long_ago))

    assert page.status_code == 410
    assert "Срок ссылки прошёл" in sentences(page)
    assert "feedback" not in page.cookies


def test_an_altered_link_says_what_to_do(client, row):
    token = feedback_token(row.pk, timezone.localdate())

    page = client.get(reverse("feedback-link", args=[token.replace(str(row.pk), "99999", 1)]))

    assert page.status_code == 404
    assert "Ссылка не открылась" in sentences(page)


def test_without_a_link_there_is_nothing_to_answer(client, db):
    page = client.get(FEEDBACK)

    assert page.status_code == 404
    assert "Ссылка не открылась" in sentences(page)


def test_a_forged_cookie_opens_nothing(client, row):
    client.cookies["feedback"] = feedback_token(row.pk, timezone.localdate())

    assert client.get(FEEDBACK).status_code == 404


def test_a_removed_meeting_asks_no_more(row):
    phone = opened(row)
    row.meeting.delete()

    page = phone.post(FEEDBACK, answers(row, message="Было полезно"))

    assert page.status_code == 410
    assert "больше не спрашивают" in sentences(page)
    assert page.context["words"] == ["Было полезно"]


def test_a_closed_pair_still_hears_the_answer(row, curator):
    pair = row.meeting.pair
    pair.closed_on, pair.closing = timezone.localdate(), "completed"
    pair.save()

    opened(row).post(FEEDBACK, answers(row))

    row.refresh_from_db()
    assert row.answered_at is not None


def test_whose_data_were_destroyed_in_between_is_asked_no_more(row):
    phone = opened(row)
    Person.objects.filter(pk=row.member.person_id).update(erased_on=timezone.localdate())

    page = phone.post(FEEDBACK, answers(row, message="слова"))

    row.refresh_from_db()
    assert page.status_code == 410
    assert "Об этой встрече больше не спрашивают" in sentences(page)
    assert (row.answered_at, row.message) == (None, "")


def test_an_answer_on_its_way_reaches_nobody_whose_data_were_destroyed(row):
    Person.objects.filter(pk=row.member.person_id).update(erased_on=timezone.localdate())

    with pytest.raises(AnswerRefused, match="больше не спрашивают"):
        answer(row, usefulness=8, comfort=8, goal="yes")


def test_a_file_in_the_field_of_words_is_no_words(row):
    file = SimpleUploadedFile("слова.txt", b"\x00\xff" * 100)

    page = opened(row).post(FEEDBACK, answers(row, message=file, usefulness=file))

    row.refresh_from_db()
    assert page.status_code == 400
    assert row.answered_at is None
    opened(row).post(FEEDBACK, answers(row, message=file))
    row.refresh_from_db()
    assert (row.usefulness, row.message) == (9, "")


@pytest.mark.parametrize("stage", MeetingStage.values)
def test_the_fit_is_asked_after_the_first_two_meetings_alone(row, stage):
    Meeting.objects.update(stage=stage)

    page = sentences(opened(row).get(FEEDBACK))

    assert ("Не подходим" in page) is (stage in ("acquaintance", "trial"))


@pytest.mark.parametrize(("reader", "seen"), [("both", True), ("curator", False)])
def test_the_words_reach_whom_the_mentee_chose(row, client, reader, seen):
    pair = row.meeting.pair
    mentor = make.make_user("m", pair.organization, "mentor", pair.mentors[0].person)
    opened(row).post(FEEDBACK, answers(row, message="Хочу чаще", reader=reader))
    client.force_login(mentor)

    page = sentences(client.get(f"/my/meetings/{row.meeting_id}/"))

    assert "Ответ получен" in page
    assert ("Хочу чаще" in page) is seen
