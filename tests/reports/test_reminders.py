"""Whom each app reminds of what, and the command that makes letters of it all."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

import mentoring.reminders
import reports.reminders
import roadmaps.reminders
from mentoring.models import Attendance, Concern
from people.models import Consent, Letter, Membership
from reports.actions.letters import post_reminders
from reports.agenda import agenda
from reports.errands import counters
from roadmaps.models import Assignee, Occurrence
from tests import factories as make
from tests.factories import TODAY

LATE = "не записана. Запишите её или назначьте новый день."


def ago(days):
    return TODAY - datetime.timedelta(days=days)


def november(day):
    return datetime.date(2026, 11, day)


def told(found):
    return [(one.person, one.kind, one.event_on) for one in found]


@pytest.fixture
def pair(ours, mentor):
    mentee = make.make_person(ours, email="mentee@s.example", surname="Зимин")
    return make.make_pair(ours, mentor.membership.person, [mentee], active=True)


def attended(pair, **values):
    meeting = make.make_meeting(pair, **{"held_on": ago(3)} | values)
    member = pair.members.get(side="mentee")
    return Attendance.objects.create(meeting=meeting, member=member)


def test_a_mentee_is_asked_about_the_meeting(ours, pair):
    row = attended(pair)
    attended(pair, held_on=ago(40))
    answered = attended(pair, held_on=ago(5))
    Attendance.objects.filter(pk=answered.pk).update(answered_at=timezone.now())
    absent = attended(pair, held_on=ago(4))
    Attendance.objects.filter(pk=absent.pk).update(was_present=False)

    [one] = mentoring.reminders.reminders(ours, TODAY)

    assert (one.person, one.kind, one.key) == (row.member.person, "feedback", str(row.pk))
    assert one.path.startswith("/f/")
    assert "20\u00a0ноября" in one.text


def test_nobody_is_asked_about_a_mentee_who_withdrew_the_consent(ours, mentor):
    child = make.make_pupil(ours, age=9)
    make.make_guardian(child, email="parent@s.example")
    attended(make.make_pair(ours, mentor.membership.person, [child], active=True))
    assert len(mentoring.reminders.reminders(ours, TODAY)) == 1

    Consent.objects.filter(person=child).update(withdrawn_on=ago(1), withdrawal_way="letter")

    assert mentoring.reminders.reminders(ours, TODAY) == []


def test_without_a_mailbox_the_mentor_is_asked_to_show_the_code(ours, pair, mentor):
    row = attended(pair)
    row.member.person.email = ""
    row.member.person.save()

    [one] = mentoring.reminders.reminders(ours, TODAY)

    assert one.person == mentor.membership.person
    assert one.path == f"/my/meetings/{row.meeting_id}/"
    assert "Зимин" in one.text


@pytest.mark.parametrize("change", [{"closed_on": ago(1), "closing": "completed"},
                                    {"paused_on": ago(1), "pause_reason": "отпуск"}])  # fmt: skip
def test_a_pair_that_rests_is_left_alone(ours, pair, change):
    attended(pair, next_on=TODAY)
    type(pair).objects.filter(pk=pair.pk).update(**change)

    assert mentoring.reminders.reminders(ours, TODAY) == []


def test_the_mentor_is_told_of_the_day_that_was_agreed(ours, pair, mentor):
    make.make_meeting(pair, held_on=ago(20), next_on=ago(10))
    make.make_meeting(pair, held_on=ago(12), next_on=ago(1))

    [one] = mentoring.reminders.reminders(ours, TODAY)

    assert (one.person, one.kind, one.event_on) == (mentor.membership.person, "meeting", ago(1))
    assert one.text.endswith(LATE)
    assert one.path == f"/my/{pair.pk}/meeting/"


def test_a_mentor_whose_mentees_have_left_has_nobody_to_meet(ours, pair):
    make.make_meeting(pair, held_on=ago(12), next_on=TODAY)
    assert len(mentoring.reminders.reminders(ours, TODAY)) == 1

    pair.members.filter(side="mentee").update(left_on=ago(1))

    assert mentoring.reminders.reminders(ours, TODAY) == []


def test_who_answers_for_a_date_is_reminded_by_name_and_by_duty(ours, curator):
    item = make.make_roadmap(ours).items.get()
    Occurrence.objects.update(due_on=ago(3))
    named = make.make_person(ours, email="n@s.example")
    Assignee.objects.create(item=item, position=0, text="Иванов", kind="person", person=named)
    Assignee.objects.create(item=item, position=1, text="Куратор", kind="role")

    found = roadmaps.reminders.reminders(ours, TODAY)

    assert {one.person for one in found} == {named, curator.membership.person}
    assert {one.text for one in found} == {
        "Дорожная карта: 1.1 Собрать согласия – срок прошёл 20\u00a0ноября."
    }
    assert {one.person: bool(one.path) for one in found} == {
        named: False, curator.membership.person: True
    }  # fmt: skip


def test_what_is_late_comes_once_a_week_with_the_digest(ours, curator):
    item = make.make_roadmap(ours).items.get()
    Assignee.objects.create(item=item, position=0, text="Куратор", kind="role")
    item.occurrences.all().delete()
    dues = {n: item.occurrences.create(due_on=november(n)) for n in (2, 4, 7, 11, 13, 15)}
    person = curator.membership.person
    person.email = "curator@s.example"
    person.save()
    names = {str(row.pk): n for n, row in dues.items()}

    for n in range(9, 24):
        post_reminders(ours, on=november(n))
        Letter.objects.filter(sent_at=None).update(
            sent_at=timezone.now(), claimed_at=timezone.now(), text=""
        )

    assert [
        (
            letter.for_day.day,
            "digest" in letter.about,
            [names[key] for key in letter.about.get("roadmap", [])],
        )
        for letter in Letter.objects.filter(person=person).order_by("for_day")
    ] == [
        (9, True, [11, 2, 4, 7]),
        (11, False, [11, 13]),
        (13, False, [13, 15]),
        (15, False, [15]),
        (16, True, [2, 4, 7, 11, 13]),  # what was said yesterday waits
        (23, True, [2, 4, 7, 11, 13, 15]),
    ]


def test_what_is_ahead_is_named_before_a_long_list_of_what_is_late(ours, curator):
    item = make.make_roadmap(ours).items.get()
    Assignee.objects.create(item=item, position=0, text="Куратор", kind="role")
    Occurrence.objects.update(due_on=TODAY)
    for days in range(1, 14):
        item.occurrences.create(due_on=ago(days))

    found = roadmaps.reminders.reminders(ours, TODAY)

    assert [one.event_on for one in found] == [TODAY, *(ago(days) for days in range(13, 0, -1))]


def test_a_date_far_ahead_is_told_to_nobody_yet(ours, curator):
    item = make.make_roadmap(ours).items.get()
    Assignee.objects.create(item=item, position=0, text="Куратор", kind="role")

    Occurrence.objects.update(due_on=TODAY + datetime.timedelta(days=60))
    assert roadmaps.reminders.reminders(ours, TODAY) == []
    Occurrence.objects.update(due_on=TODAY + datetime.timedelta(days=2))
    assert len(roadmaps.reminders.reminders(ours, TODAY)) == 1


@pytest.mark.parametrize("roles", [("curator", "mentor"), ("mentor", "curator")])
def test_who_has_two_accounts_is_led_to_the_row_of_the_roadmap(ours, roles):
    item = make.make_roadmap(ours).items.get()
    person = make.make_person(ours, post="учитель")
    for role in roles:
        make.make_user(role, ours, role, person)
    Occurrence.objects.update(due_on=ago(3))
    Assignee.objects.create(item=item, position=0, text="Иванов", kind="person", person=person)

    assert {one.path for one in roadmaps.reminders.reminders(ours, TODAY)} == {
        reverse("admin:roadmaps_item", args=[item.pk])
    }


def test_a_duty_that_looks_like_a_key_reaches_nobody(ours, theirs):
    stranger = make.make_person(theirs, email="s@s.example")
    item = make.make_roadmap(ours).items.get()
    Occurrence.objects.update(due_on=ago(3))
    for position, text in enumerate([f"p{stranger.pk}", "p" + "9" * 30, "п"]):
        Assignee.objects.create(item=item, position=position, text=text, kind="role")

    assert roadmaps.reminders.reminders(ours, TODAY) == []


def test_monday_tells_the_curator_what_waits(ours, curator):
    make.make_event(ours)
    curator.email = "curator@s.example"
    curator.save()

    [one] = reports.reminders.reminders(ours, TODAY)

    assert (one.person, one.kind, one.mailbox) == (
        curator.membership.person, "digest", "curator@s.example"
    )  # fmt: skip
    assert "– 1\u00a0событие без отметки о явке: http://127.0.0.1:8000/admin/" in one.text
    assert list(reports.reminders.reminders(ours, TODAY + datetime.timedelta(days=4))) == []


def test_monday_counts_pairs_in_need_and_names_no_reason(ours, pair, curator, mentor):
    make.make_meeting(pair, held_on=ago(1))
    Concern.objects.create(pair=pair, note="Боится наставника", raised_on=ago(1))

    [one] = [each for each in reports.reminders.reminders(ours, TODAY) if each.kind == "digest"]

    assert "– 1\u00a0пара с тревогой: http://127.0.0.1:8000/admin/mentoring/pair/" in one.text
    assert "Боится" not in one.text


def test_a_week_without_work_has_no_digest(ours, curator):
    assert list(reports.reminders.reminders(ours, TODAY)) == []


def test_the_first_of_the_month_tells_the_director(ours, pair, director):
    make.make_meeting(pair, held_on=datetime.date(2026, 11, 30))
    make.make_meeting(pair, held_on=datetime.date(2026, 12, 1))

    [one] = reports.reminders.reminders(ours, datetime.date(2026, 12, 1))

    assert one.person == director.membership.person
    assert one.text == (
        "За ноябрь: встреч записано – 1, встречались пар и групп – 1. "
        "На конец месяца в работе – 1. Бумаг на подписи – 0."
    )
    for day, letters in ((4, 1), (5, 0)):
        on = datetime.date(2026, 12, day)
        found = [one for one in reports.reminders.reminders(ours, on) if one.kind == "month"]
        assert len(found) == letters, day


def test_everything_of_a_day_is_one_letter_and_nothing_goes_to_strangers(ours, theirs, curator):
    person = curator.membership.person
    person.email = "curator@s.example"
    person.save()
    make.make_event(ours)
    item = make.make_roadmap(ours).items.get()
    Occurrence.objects.update(due_on=ago(3))
    Assignee.objects.create(item=item, position=0, text="Куратор", kind="role")

    assert post_reminders(theirs, on=TODAY) == 0
    assert post_reminders(ours, on=TODAY) == 1
    assert set(Letter.objects.get().about) == {"roadmap", "digest"}


def test_the_command_shows_then_sends_once(ours, pair, capsys):
    today = timezone.localdate()
    attended(pair, held_on=today - datetime.timedelta(days=3))

    call_command("send_mail", dry_run=True)
    assert "МБОУ «Наша школа»: 1\u00a0письмо." in capsys.readouterr().err
    assert not Letter.objects.exists()

    call_command("send_mail")
    call_command("send_mail")

    assert [message.to for message in mail.outbox] == [["mentee@s.example"]]
    assert capsys.readouterr().err.splitlines()[-1] == "Отправлено: 0, не ушло: 0."


def test_a_dead_mail_server_stops_nothing_and_the_home_says_so(as_curator, ours, pair, settings):
    settings.EMAIL_BACKEND = "tests.people.test_mail.DownBackend"
    attended(pair, held_on=timezone.localdate() - datetime.timedelta(days=3))

    call_command("send_mail")

    home = as_curator.get("/admin/").content.decode()
    assert "Не ушло 1\u00a0письмо." in home
    assert "Почтовый сервер не отвечает." in home
    today = timezone.localdate()
    assert counters(ours, year=make.YEAR, on=today)["unsent"] == 1
    assert agenda(ours, year=make.YEAR, on=today + datetime.timedelta(days=7)).unsent == []


@pytest.mark.parametrize("number", [1, 12])
def test_reminders_cost_the_same_for_many(ours, number, django_assert_max_num_queries):
    make.make_roadmap(ours)
    for _ in range(number):
        mentee = make.make_pupil(ours)
        make.make_guardian(mentee, email="g@s.example")
        attended(make.make_pair(ours, mentees=[mentee], active=True), next_on=TODAY)
    Membership.objects.all().delete()

    with django_assert_max_num_queries(24):
        post_reminders(ours, on=TODAY)
