"""Letters about a wave: the invitation, reminders of the silent, switches, a dead server."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from people.actions import choose_letters, post, send_letters, switch_kind
from people.models import Letter
from surveys.actions import switch_mail
from surveys.links import COMMON, PERSONAL, Ticket, path_of
from surveys.models import Response
from surveys.reminders import reminders, without_mailbox
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave

OPENS = timezone.localdate() - datetime.timedelta(days=20)
DAYS = range(16)


def later(days):
    return OPENS + datetime.timedelta(days=days)


@pytest.fixture
def people(ours):
    return [make.make_person(ours, email=f"{name}@s.example") for name in "ab"]


def begin(ours, people, **values):
    return make_wave(ours, make_survey(ours), people, opens_on=OPENS, closes_on=later(60), **values)


def went(ours, person):
    """Live through a fortnight and return the days on which the person was written to."""
    for n in DAYS:
        post(ours, reminders(ours, later(n)), on=later(n))
        Letter.objects.filter(sent_at=None).update(
            sent_at=timezone.now(), claimed_at=timezone.now(), text=""
        )
    days = (
        Letter.objects.filter(person=person).order_by("for_day").values_list("for_day", flat=True)
    )
    return [(day - OPENS).days for day in days]


def test_everybody_is_invited_and_the_silent_are_reminded(ours, people):
    wave = begin(ours, people)
    answered_on_first_day = wave.invitations.get(person=people[1])
    post(ours, reminders(ours, OPENS), on=OPENS)
    Response.objects.create(wave=wave, invitation=answered_on_first_day,
                            answered_at=timezone.now())  # fmt: skip

    assert went(ours, people[0]) == [0, 3, 10]
    assert went(ours, people[1]) == [0]


def test_without_names_all_get_the_common_link_twice(ours, people):
    wave = begin(ours, people, is_anonymous=True)
    answered(wave, 7)

    first = reminders(ours, OPENS)

    assert {one.path for one in first} == {path_of(Ticket(COMMON, wave.pk))}
    assert {one.text for one in first} == {first[0].text}
    assert "второй раз отвечать не нужно" in first[0].text
    assert went(ours, people[0]) == went(ours, people[1]) == [0, 3]


def test_a_letter_carries_the_own_link(ours, people):
    wave = begin(ours, people)
    own = {row.person: path_of(Ticket(PERSONAL, row.pk)) for row in wave.invitations.all()}

    assert {one.person: one.path for one in reminders(ours, OPENS)} == own


def test_the_letter_for_a_child_goes_to_the_parent(ours):
    pupil = make.make_pupil(ours, age=9, first_name="Тимур")
    parent = make.make_guardian(pupil, email="p@s.example")
    begin(ours, [pupil])

    [one] = reminders(ours, OPENS)

    assert one.person == parent
    assert "ребёнку (Тимур)" in one.text


def test_every_switch_stops_the_letters(ours, curator, people):
    wave = begin(ours, people)

    choose_letters(people[0], wanted=[], by=None, on=OPENS)
    assert post(ours, reminders(ours, OPENS), on=OPENS) == 1
    switch_mail(wave, is_on=False, by=curator)
    assert reminders(ours, later(3)) == []
    switch_mail(wave, is_on=True, by=curator)
    switch_kind(ours, "survey", is_on=False, by=curator, on=later(3))
    assert post(ours, reminders(ours, later(3)), on=later(3)) == 0


@pytest.mark.parametrize("change", [{"closed_on": OPENS}, {"opens_on": later(1)},
                                    {"closes_on": later(0)}])  # fmt: skip
def test_a_wave_that_takes_no_answers_writes_to_nobody(ours, people, change):
    wave = begin(ours, people)
    type(wave).objects.filter(pk=wave.pk).update(**change)

    assert reminders(ours, OPENS if "opens_on" in change else later(1)) == []


def test_the_page_counts_those_without_a_mailbox_and_switches(as_curator, ours, people):
    today = timezone.localdate()
    wave = make_wave(ours, people=[*people, make.make_person(ours)])
    address = f"/admin/surveys/wave/{wave.pk}/"

    page = as_curator.get(f"{address}change/").content.decode().replace("\xa0", " ")
    as_curator.post(f"{address}mail/")

    wave.refresh_from_db()
    assert len(without_mailbox(wave, today)) == 1
    assert "Без адреса почты – 1 человек" in page
    assert wave.by_mail is False
    as_curator.post(f"{address}mail/", {"on": "1"})
    wave.refresh_from_db()
    assert wave.by_mail is True


def test_a_dead_mail_server_loses_no_answer_and_the_home_says_so(
    ours, people, as_curator, settings
):
    wave = make_wave(ours, people=people, opens_on=timezone.localdate())
    settings.EMAIL_BACKEND = "tests.surveys.test_letters.Dead"
    post(ours, reminders(ours, wave.opens_on), on=wave.opens_on)

    assert send_letters(at=timezone.now()) == (0, 2)
    answered(wave, 8, invitation=wave.invitations.first())
    home = as_curator.get("/admin/").content.decode().replace("\xa0", " ")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later_on = timezone.now() + datetime.timedelta(hours=1)

    assert "Не ушли 2 письма" in home
    assert Response.objects.count() == 1
    assert send_letters(at=later_on) == (2, 0)
    assert len(mail.outbox) == 2


class Dead:
    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
