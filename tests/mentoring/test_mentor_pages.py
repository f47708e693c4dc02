import datetime
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.links import feedback_path
from mentoring.models import Attendance, Meeting, Need
from mentoring.salutation import company
from people.templatetags.look import folding
from people.years import year_of
from reports.documents import KINDS
from roadmaps.actions import open_feed
from tests import factories as make


def at_work(organization, today, **values):
    """Make an active pair whose term covers today, whatever day the test runs on."""
    term = {
        "starts_on": today - datetime.timedelta(days=60),
        "ends_on": today + datetime.timedelta(days=180),
        "confirmed_on": today - datetime.timedelta(days=60),
        "year": year_of(today), "active": True,
    }  # fmt: skip
    return make.make_pair(organization, **term | values)


@pytest.fixture
def pair(ours, mentor, today):
    return at_work(ours, today, mentor=mentor.membership.person)


@pytest.fixture
def group(ours, mentor, today):
    pupils = [make.make_pupil(ours) for _ in range(3)]
    return at_work(ours, today, mentor=mentor.membership.person, mentees=pupils)


def filled(today, **values):
    """Return what the six taps send."""
    return {
        "held": today.isoformat(), "stage": "working", "minutes": "45", "mode": "face_to_face",
        "progress": "8", "rapport": "9", "next": "", "sending": str(uuid.uuid4()),
    } | values  # fmt: skip


def sentences(response):
    return " ".join(response.content.decode().split())


# the pairs


def test_a_mentor_sees_the_own_pairs_alone(as_mentor, ours, pair, today):
    colleague = at_work(ours, today)

    page = as_mentor.get(reverse("mentor-home"))

    assert [card.pair for card in page.context["cards"]] == [pair]
    assert colleague.mentees[0].person.full_name not in sentences(page)


def test_the_card_tells_that_they_have_not_met_for_long(as_mentor, pair, today):
    make.make_meeting(pair, held_on=today - datetime.timedelta(days=41))

    page = as_mentor.get(reverse("mentor-home"))

    assert "41 день без встречи" in sentences(page)


def test_the_card_tells_how_much_of_the_programme_in_force_is_done(as_mentor, pair, today):
    make.make_programme(pair, rows=1, superseded_on=today)
    programme = make.make_programme(pair, rows=5, version=2)
    programme.items.filter(position__lte=2).update(done_on=today)

    page = as_mentor.get(reverse("mentor-home"))

    assert "<dt>Программа</dt><dd>выполнено 2 из 5 задач</dd>" in sentences(page)


def test_a_mentor_without_pairs_is_told_what_will_come(as_mentor):
    page = as_mentor.get(reverse("mentor-home"))

    assert "Пар пока нет" in sentences(page)


def test_a_pair_that_waits_for_its_order_offers_no_meeting(as_mentor, ours, mentor, today):
    make.make_pair(ours, mentor=mentor.membership.person, year=year_of(today))

    page = as_mentor.get(reverse("mentor-home"))

    assert "Ждёт приказа" in sentences(page)
    assert "Записать встречу" not in sentences(page)


def test_the_home_asks_the_same_number_of_questions_for_many_pairs(
    as_mentor, ours, mentor, today, django_assert_max_num_queries
):
    for _ in range(10):
        person = mentor.membership.person
        met = at_work(ours, today, mentor=person, active=False, basis="приказ")
        make.make_meeting(met)
        make.make_programme(met)

    with django_assert_max_num_queries(11):
        as_mentor.get(reverse("mentor-home"))


# the one-minute form


def test_the_form_is_light_and_proposes_the_first_meeting(
    as_mentor, group, django_assert_max_num_queries
):
    for _ in range(14):
        make.make_topic(for_learners=True)
    make.make_programme(group)
    with django_assert_max_num_queries(6):
        page = as_mentor.get(reverse("meeting-new", args=[group.pk]))

    assert page.context["form"]["stage"].value() == "acquaintance"
    assert "Это будет первая встреча" in sentences(page)
    assert len(page.content) <= 40 * 1024


def offered(field):
    """Return the names of the chips that stand at once, and of those folded away."""
    found = folding(field)
    return tuple([chip.choice_label for chip in found[part]] for part in ("shown", "folded"))


def test_topics_of_the_pair_stand_first_and_the_rest_folds_away(as_mentor, pair, today):
    other = at_work(pair.organization, today)
    topics = [make.make_topic(name=f"{n} тема", position=n) for n in range(10)]
    for topic in (topics[8], topics[8], topics[9]):
        make.make_meeting(pair).topics.add(topic)
    make.make_meeting(other).topics.add(topics[6])
    bank = make.make_bank(pair.mentees[0].person, "mentee", year=pair.year)
    Need.objects.create(mentee=bank, topic=topics[7])

    page = as_mentor.get(reverse("meeting-new", args=[pair.pk]))

    assert offered(page.context["form"]["topics"]) == (
        ["8 тема", "9 тема", "7 тема", "0 тема", "1 тема", "2 тема"],
        ["3 тема", "4 тема", "5 тема", "6 тема"],
    )
    assert sentences(page).count('<details class="more"><summary>') == 2  # topics, words


def test_rows_of_a_long_programme_fold_away(as_mentor, pair):
    make.make_programme(pair, rows=6)

    page = as_mentor.get(reverse("meeting-new", args=[pair.pk]))

    assert offered(page.context["form"]["tasks"]) == (
        ["Задача 1", "Задача 2", "Задача 3", "Задача 4"], ["Задача 5", "Задача 6"],
    )  # fmt: skip


def test_what_was_chosen_does_not_stay_hidden_when_the_form_comes_back(as_mentor, pair, today):
    topics = [make.make_topic(position=n) for n in range(10)]
    wrong = filled(today, topics=[topics[9].pk], minutes="7")

    page = as_mentor.post(reverse("meeting-new", args=[pair.pk]), wrong)

    assert folding(page.context["form"]["topics"])["is_open"]
    assert '<details class="more" open><summary>' in sentences(page)


def test_a_meeting_is_recorded_by_what_the_taps_send(as_mentor, mentor, pair, today):
    topic = make.make_topic(for_teachers=True)
    next_on = today + datetime.timedelta(days=14)

    as_mentor.post(
        reverse("meeting-new", args=[pair.pk]),
        filled(today, topics=[topic.pk], next=next_on.isoformat()),
    )

    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.minutes, meeting.progress, meeting.rapport) == (
        today, 45, 8, 9,
    )  # fmt: skip
    assert (meeting.next_on, list(meeting.topics.all())) == (next_on, [topic])
    assert meeting.recorded_by == mentor


def test_another_day_is_typed(as_mentor, pair, today):
    day = today - datetime.timedelta(days=9)

    as_mentor.post(
        reverse("meeting-new", args=[pair.pk]),
        filled(today, held="other", held_other=day.isoformat()),
    )

    assert Meeting.objects.get().held_on == day


def test_a_form_kept_for_days_still_means_the_days_it_offered(as_mentor, pair, today):
    held, following = today - datetime.timedelta(days=4), today + datetime.timedelta(days=3)

    as_mentor.post(
        reverse("meeting-new", args=[pair.pk]),
        filled(today, held=held.isoformat(), next=following.isoformat()),
    )

    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.next_on) == (held, following)


def test_the_script_of_drafts_takes_only_the_answer_with_the_number(as_mentor, pair, today):
    data = filled(today)

    page = as_mentor.post(reverse("meeting-new", args=[pair.pk]), data, follow=True)

    assert f'data-recorded="{data["sending"]}"' in sentences(page)


def test_a_form_sent_twice_records_one_meeting(as_mentor, pair, today):
    data = filled(today)

    first = as_mentor.post(reverse("meeting-new", args=[pair.pk]), data)
    second = as_mentor.post(reverse("meeting-new", args=[pair.pk]), data)

    assert first.url == second.url == reverse("my-meeting", args=[Meeting.objects.get().pk])


def test_who_was_absent_is_asked_nothing(as_mentor, group, today):
    came, *absent = group.mentees

    page = as_mentor.post(
        reverse("meeting-new", args=[group.pk]), filled(today, present=[came.pk]), follow=True
    )

    assert [item["row"].member for item in page.context["waiting"]] == [came]
    assert Attendance.objects.filter(was_present=False).count() == len(absent)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"held": ""}, "Выберите день встречи."),
        ({"held": "other"}, "Введите дату встречи."),
        ({"held": "other", "held_other": "31.02.2026"}, "Такой даты нет."),
        ({"held": "other", "held_other": "2019-01-01"}, "ещё не работала в этот день"),
        ({"held": "1999-01-01"}, "ещё не работала в этот день"),
        ({"held": "2026-99-99"}, "Такой даты нет."),
        ({"held": "вчера"}, "Выберите день встречи."),
        ({"stage": "party"}, "Выберите, какая это встреча."),
        ({"minutes": "7"}, "Выберите, сколько минут длилась встреча."),
        ({"topics": ["999999"]}, "Выберите темы из списка."),
        ({"topics": ["x"]}, "Выберите темы из списка."),
        ({"topics": ["9" * 40]}, "Выберите темы из списка."),
        ({"progress": "11"}, "Выберите оценку от 1 до 10."),
        ({"rapport": "пять"}, "Выберите оценку от 1 до 10."),
        ({"next": "other"}, "Введите дату следующей встречи."),
        ({"next": "other", "next_other": "2020-01-01"}, "должна быть позже"),
        ({"note": "я" * 20_000}, "Здесь помещается 2000 знаков, а набрано 20000."),
        ({"sending": "x"}, "Страница устарела. Откройте её заново."),
    ],
)
def test_a_wrong_field_is_answered_with_a_sentence(as_mentor, pair, today, values, sentence):
    page = as_mentor.post(reverse("meeting-new", args=[pair.pk]), filled(today, **values))

    assert page.status_code == 400
    assert sentence in sentences(page)
    assert "<title>Ошибка:" in sentences(page)
    assert not Meeting.objects.exists()


def test_a_group_without_anybody_present_is_refused(as_mentor, group, today):
    page = as_mentor.post(reverse("meeting-new", args=[group.pk]), filled(today))

    assert "Отметьте, кто был на встрече." in sentences(page)
    assert not Meeting.objects.exists()


def test_words_with_emoji_and_nul_are_kept_without_nul(as_mentor, pair, today):
    as_mentor.post(reverse("meeting-new", args=[pair.pk]), filled(today, note="Да\x00 😀"))

    assert Meeting.objects.get().note == "Да 😀"


# others


def test_the_pair_of_a_colleague_does_not_exist(as_mentor, ours, today):
    colleague = at_work(ours, today)

    answers = [
        as_mentor.get(reverse("meeting-new", args=[colleague.pk])),
        as_mentor.post(reverse("meeting-new", args=[colleague.pk]), filled(today)),
        as_mentor.get(reverse("my-meeting", args=[make.make_meeting(colleague).pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_pair_of_another_school_does_not_exist(as_curator, theirs, today):
    stranger = at_work(theirs, today)

    answers = [
        as_curator.get(reverse("meeting-new", args=[stranger.pk])),
        as_curator.get(reverse("my-meeting", args=[make.make_meeting(stranger).pk])),
        as_curator.get(reverse("meeting-correct", args=[make.make_meeting(stranger).pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_curator_records_a_meeting_from_paper(as_curator, curator, pair, today):
    as_curator.post(reverse("meeting-new", args=[pair.pk]), filled(today))

    assert Meeting.objects.get().recorded_by == curator


def test_the_director_records_nothing(as_director, pair, today):
    page = as_director.post(reverse("meeting-new", args=[pair.pk]), filled(today))

    assert page.status_code == 403
    assert not Meeting.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client, pair):
    page = client.get(reverse("meeting-new", args=[pair.pk]))

    assert page.url.startswith(reverse("login"))


# the meeting


def test_the_page_of_a_meeting_shows_links_that_open_the_questions(as_mentor, pair, today):
    as_mentor.post(reverse("meeting-new", args=[pair.pk]), filled(today))
    meeting = Meeting.objects.get()

    page = as_mentor.get(reverse("my-meeting", args=[meeting.pk]))

    [item] = page.context["waiting"]
    assert item["address"] == f"http://testserver{feedback_path(item['row'].pk, today)}"
    opened = Client().get(item["address"], follow=True)
    assert opened.redirect_chain == [(reverse("feedback"), 302)]


def test_who_withdrew_the_consent_gets_no_link_and_no_card(as_mentor, group, today):
    meeting = make.make_meeting(group, held_on=today)
    persons = [member.person for member in group.mentees]
    for member in group.mentees:
        Attendance.objects.create(meeting=meeting, member=member)
    persons[0].consents.filter(kind="personal_data").update(withdrawn_on=today)

    page = as_mentor.get(reverse("my-meeting", args=[meeting.pk]))

    asked = [item["row"].member.person for item in page.context["waiting"]]
    assert asked == persons[1:]
    rows = KINDS["feedback-card"].facts(meeting, on=today)["rows"]
    assert {card["name"] for row in rows for card in row} == {one.short_name for one in asked}


def test_the_mentor_learns_only_that_an_answer_came(as_mentor, pair):
    meeting = make.make_meeting(pair)
    Attendance.objects.create(
        meeting=meeting, member=pair.mentees[0], usefulness=2, comfort=3, goal="no",
        message="хочу другого наставника", answered_at=timezone.now(),
    )  # fmt: skip

    page = sentences(as_mentor.get(reverse("my-meeting", args=[meeting.pk])))

    assert "Ответ получен" in page
    assert "другого наставника" not in page and "2 из 10" not in page


def test_a_fresh_meeting_is_corrected(as_mentor, pair, today):
    as_mentor.post(reverse("meeting-new", args=[pair.pk]), filled(today))
    meeting = Meeting.objects.get()
    address = reverse("meeting-correct", args=[meeting.pk])
    opened = as_mentor.get(address)

    as_mentor.post(address, filled(today, held="other", held_other=today.isoformat(), minutes=90))

    meeting.refresh_from_db()
    assert opened.context["form"]["held_other"].value() == today
    assert (meeting.held_on, meeting.minutes) == (today, 90)


def test_an_old_meeting_is_corrected_with_a_reason_and_shows_both(as_mentor, pair, today):
    meeting = make.make_meeting(pair, held_on=today)
    Attendance.objects.create(meeting=meeting, member=pair.mentees[0])
    Meeting.objects.update(recorded_at=timezone.now() - datetime.timedelta(days=9))
    address = reverse("meeting-correct", args=[meeting.pk])

    asked = as_mentor.post(address, filled(today, minutes=90))
    page = as_mentor.post(address, filled(today, minutes=90, reason="опечатка"), follow=True)

    assert asked.status_code == 400
    assert "Напишите, почему исправляете." in sentences(asked)
    meeting.refresh_from_db()
    assert meeting.minutes == 90
    assert "Причина: опечатка" in sentences(page)
    assert 'было </span>45</del><br><span class="visually-hidden">стало </span>90' in sentences(
        page
    )


def test_the_curator_sees_old_and_new_the_director_does_not(as_curator, client, director, pair):
    meeting = make.make_meeting(pair)
    meeting.corrections.create(reason="опечатка", changes=[["Сколько минут", "45", "90"]])
    address = reverse("admin:mentoring_meeting_change", args=[meeting.pk])

    seen = sentences(as_curator.get(address))
    client.force_login(director)

    assert "опечатка" in seen and "<del>" in seen
    assert "опечатка" not in sentences(client.get(address))


def test_the_meetings_are_listed_with_a_constant_number_of_queries(
    as_mentor, pair, django_assert_max_num_queries
):
    for _ in range(30):
        make.make_meeting(pair).topics.add(make.make_topic())

    with django_assert_max_num_queries(12):
        page = as_mentor.get(reverse("my-meetings"))

    assert len(page.context["page"].object_list) == 20


# the calendar


def test_the_next_meeting_goes_to_the_calendar_of_the_telephone(as_mentor, pair, today):
    soon = today + datetime.timedelta(days=7)
    meeting = make.make_meeting(pair, held_on=today, next_on=soon)

    answer = as_mentor.get(reverse("meeting-calendar", args=[meeting.pk]))

    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}\r\n" in text
    assert f"SUMMARY:Встреча {company(pair.mentees)}\r\n" in text
    assert f"URL:http://testserver{reverse('meeting-new', args=[pair.pk])}\r\n" in text
    assert reverse("meeting-calendar", args=[meeting.pk]) in sentences(
        as_mentor.get(reverse("my-meeting", args=[meeting.pk]))
    )


def test_a_meeting_without_a_following_day_has_no_calendar(as_mentor, ours, pair, today):
    stranger = make.make_meeting(at_work(ours, today), held_on=today,
                                 next_on=today + datetime.timedelta(days=7))  # fmt: skip

    for meeting in (make.make_meeting(pair, held_on=today), stranger):
        assert as_mentor.get(reverse("meeting-calendar", args=[meeting.pk])).status_code == 404


def test_the_own_calendar_by_link_holds_the_next_meetings_alone(client, mentor, ours, pair, today):
    week = datetime.timedelta(days=7)
    make.make_meeting(pair, held_on=today - 2 * week, next_on=today + 2 * week)  # met since
    make.make_meeting(pair, held_on=today - week, next_on=today + week)
    make.make_meeting(at_work(ours, today), held_on=today - week, next_on=today + week)
    paused = at_work(ours, today, mentor=mentor.membership.person, paused_on=today, active=False,
                     basis="приказ")  # fmt: skip
    make.make_meeting(paused, held_on=today - week, next_on=today + week)
    token = open_feed(mentor.membership, by=mentor, on=today)

    text = client.get(reverse("feed", args=[token])).content.decode()

    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", text) == [f"{today + week:%Y%m%d}"]
