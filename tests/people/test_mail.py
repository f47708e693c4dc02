"""Letters: one a day to a person, each sent once, kept and retried when the server is down."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from people.actions import choose_letters, post, send_letters, switch_kind
from people.letters import Reminder, readers_of
from people.mail_links import switch_path
from people.models import Consent, Letter, MailSwitch
from tests import factories as make
from tests.factories import TODAY

NOW = datetime.datetime(2026, 11, 23, 7, tzinfo=datetime.UTC)
DOWN = "tests.people.test_mail.DownBackend"


class DownBackend(BaseEmailBackend):
    """A mail server that is off."""

    tried = 0

    def send_messages(self, messages):
        DownBackend.tried += 1
        raise ConnectionRefusedError


class RefusingBackend(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user zveroboeva@x")})


@pytest.fixture(autouse=True)
def _fresh():
    DownBackend.tried = 0


@pytest.fixture
def reader(ours):
    return make.make_person(ours, first_name="Анна", patronymic="Львовна", email="anna@s.example")


def reminder(person, key="1", kind="roadmap", **values):
    return Reminder(person, kind, key, **{"event_on": TODAY, "text": f"Дело {key}."} | values)


def ripen(at=NOW):
    Letter.objects.update(retry_at=at)


def test_all_reminders_of_a_day_are_one_letter(ours, reader):
    found = [
        reminder(reader, "1", path="/my/"),
        reminder(reader, "2"),
        reminder(reader, "3", kind="survey", event_on=TODAY - datetime.timedelta(days=3)),
    ]

    assert post(ours, found, on=TODAY) == 1
    assert post(ours, [*found, reminder(reader, "4")], on=TODAY) == 0

    letter = Letter.objects.get()
    assert letter.address == "anna@s.example"
    assert letter.subject == "Наставничество: сроки дорожной карты, опросы"
    assert letter.about == {"roadmap": ["1", "2"], "survey": ["3"]}
    assert letter.text == (
        "Здравствуйте, Анна Львовна.\n\nДело 1.\nhttp://127.0.0.1:8000/my/\n\nДело 2.\n\nДело 3."
        "\n\nПисьмо составила программа «Наставник», МБОУ «Наша школа». Отвечать на него не нужно."
        "\nВыбрать, о чём писать, или отказаться от писем: http://127.0.0.1:8000"
        f"{switch_path(reader.pk)}\n"
    )


def test_a_long_list_is_counted_at_its_end(ours, reader):
    post(ours, [reminder(reader, str(n)) for n in range(12)], on=TODAY)

    assert "Дело 9.\n\nЕщё таких дел: 2." in Letter.objects.get().text


def test_what_was_said_is_not_said_again_before_its_day(ours, reader):
    past = reminder(reader, kind="meeting", event_on=TODAY - datetime.timedelta(days=1))
    post(ours, [past], on=TODAY)
    Letter.objects.update(sent_at=NOW, claimed_at=NOW, text="")

    assert post(ours, [past], on=TODAY + datetime.timedelta(days=5)) == 0
    assert post(ours, [past], on=TODAY + datetime.timedelta(days=6)) == 1


def test_nobody_without_a_mailbox_or_consent_is_written_to(ours, reader):
    silent = make.make_person(ours)
    gone = make.make_person(ours, email="gone@s.example")
    consent = make.make_consent(gone)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=TODAY, withdrawal_way="letter")

    assert post(ours, [reminder(silent), reminder(gone), reminder(reader)], on=TODAY) == 1
    assert Letter.objects.get().person == reader


def test_a_kind_is_off_for_one_or_for_all(ours, curator, reader):
    other = make.make_person(ours, email="other@s.example")
    make.make_user("anna", ours, "employee", reader)
    switch_kind(ours, "survey", is_on=False, by=curator, on=TODAY)
    switch_kind(ours, "survey", is_on=False, by=curator, on=TODAY)
    choose_letters(reader, wanted=["survey"], by=None, on=TODAY)
    long_ago = TODAY - datetime.timedelta(days=3)

    post(ours, [reminder(one, kind=kind, event_on=long_ago) for one in (reader, other)
                for kind in ("survey", "roadmap")], on=TODAY)  # fmt: skip

    assert [(letter.person, letter.about) for letter in Letter.objects.all()] == [
        (other, {"roadmap": ["1"]})
    ]
    switch_kind(ours, "survey", is_on=True, by=curator, on=TODAY)
    choose_letters(reader, wanted=["roadmap"], by=None, on=TODAY)
    kinds = MailSwitch.objects.filter(person=reader).values_list("kind", flat=True)
    assert sorted(kinds) == ["survey"]
    assert not MailSwitch.objects.filter(person=None).exists()


def test_a_sent_letter_loses_its_words_and_goes_once(ours, reader):
    post(ours, [reminder(reader)], on=TODAY)
    ripen()

    assert send_letters(at=NOW) == (1, 0)
    assert send_letters(at=NOW) == (0, 0)

    [message] = mail.outbox
    letter = Letter.objects.get()
    assert message.to == ["anna@s.example"]
    assert "Дело 1." in message.body
    assert message.extra_headers["List-Unsubscribe"].endswith(f"{switch_path(reader.pk)}>")
    assert (letter.text, letter.error, letter.attempts) == ("", "", 1)
    assert letter.sent_at is not None


def test_a_dead_server_is_asked_once_and_the_letters_wait(ours, reader, settings):
    settings.EMAIL_BACKEND = DOWN
    others = [make.make_person(ours, email=f"p{n}@s.example") for n in range(3)]
    post(ours, [reminder(person) for person in (reader, *others)], on=TODAY)
    ripen()

    assert send_letters(at=NOW) == (0, 4)
    assert send_letters(at=NOW + datetime.timedelta(minutes=9)) == (0, 0)

    assert DownBackend.tried == 1
    rows = set(Letter.objects.values_list("error", "attempts", "retry_at", "claimed_at"))
    assert rows == {("Почтовый сервер не отвечает.", 1,
                     NOW + datetime.timedelta(minutes=10), None)}  # fmt: skip
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_letters(at=NOW + datetime.timedelta(minutes=10)) == (4, 0)
    assert len(mail.outbox) == 4


def test_what_did_not_go_yesterday_gives_way_to_today(ours, reader, settings):
    settings.EMAIL_BACKEND = DOWN
    done, open_ = reminder(reader, "done"), reminder(reader, "open")
    post(ours, [done, open_], on=TODAY)
    ripen()
    send_letters(at=NOW)

    tomorrow = TODAY + datetime.timedelta(days=1)
    assert post(ours, [open_], on=tomorrow) == 1
    assert [(row.for_day, row.about) for row in Letter.objects.all()] == [
        (tomorrow, {"roadmap": ["open"]})
    ]


def test_a_claimed_letter_is_never_sent_again(ours, reader):
    post(ours, [reminder(reader)], on=TODAY)
    ripen()
    Letter.objects.update(claimed_at=NOW, error="прервано")

    assert send_letters(at=NOW) == (0, 0)
    assert mail.outbox == []
    assert Letter.objects.get().state == ("bad", "Не ушло")


def test_two_commands_at_once_send_one_copy(ours, reader, monkeypatch):
    post(ours, [reminder(reader)], on=TODAY)
    ripen()
    from people.actions import mail as module

    whole = module._message

    def while_the_other_sends(letter, connection):
        assert send_letters(at=NOW) == (0, 0)
        return whole(letter, connection)

    monkeypatch.setattr(module, "_message", while_the_other_sends)

    assert send_letters(at=NOW) == (1, 0)
    assert len(mail.outbox) == 1


def test_one_letter_the_server_dislikes_holds_up_no_other(ours, reader):
    other = make.make_person(ours, email="p@s.example")
    post(ours, [reminder(reader), reminder(other)], on=TODAY)
    ripen()
    Letter.objects.filter(person=reader).update(subject="a\nb")

    assert send_letters(at=NOW) == (1, 1)
    assert [message.to for message in mail.outbox] == [["p@s.example"]]
    assert Letter.objects.get(person=reader).retry_at == NOW + datetime.timedelta(minutes=10)


def test_a_refused_address_is_given_up_without_repeating_it(ours, reader, settings):
    settings.EMAIL_BACKEND = "tests.people.test_mail.RefusingBackend"
    other = make.make_person(ours, email="p@s.example")
    post(ours, [reminder(reader), reminder(other)], on=TODAY)
    ripen()

    assert send_letters(at=NOW) == (0, 2)

    letter = Letter.objects.get(person=reader)
    assert (letter.retry_at, letter.text, letter.state[1]) == (None, "", "Не ушло")
    assert "zveroboeva" not in letter.error


def test_old_letters_are_forgotten(ours, reader):
    post(ours, [reminder(reader)], on=TODAY)
    Letter.objects.update(sent_at=NOW, claimed_at=NOW, text="")

    post(ours, [], on=TODAY + datetime.timedelta(days=91))

    assert not Letter.objects.exists()


def test_a_child_is_reached_through_the_guardians(ours):
    child = make.make_pupil(ours, age=12, email="child@s.example")
    guardian = make.make_guardian(child, email="mother@s.example")
    make.make_guardian(child, first_name="Олег")
    teen = make.make_pupil(ours, age=15, email="teen@s.example")
    teen_parent = make.make_guardian(teen, email="father@s.example")
    mute = make.make_pupil(ours, age=15)
    mute_parent = make.make_guardian(mute, email="aunt@s.example")

    assert readers_of(child, TODAY) == [guardian]
    assert readers_of(teen, TODAY) == [teen]
    assert readers_of(mute, TODAY) == [mute_parent]
    assert teen_parent not in readers_of(teen, TODAY)


def test_the_page_tells_what_went_and_what_did_not(as_curator, ours, theirs, reader):
    stranger = make.make_person(theirs, surname="Чужаков", email="s@s.example")
    post(theirs, [reminder(stranger)], on=TODAY)
    post(ours, [reminder(reader)], on=TODAY)
    Letter.objects.update(error="Почтовый сервер не отвечает.", attempts=1)

    page = as_curator.get("/admin/people/person/letters/?state=failed").content.decode()

    assert "anna@s.example" in page
    assert "Почтовый сервер не отвечает." in page
    assert "Дело 1." not in page
    assert "Чужаков" not in page


def test_the_curator_switches_a_kind_off(as_curator, ours, theirs):
    address = "/admin/people/person/letters/switch/"

    as_curator.post(address, {"kind": "survey", "on": "0"})
    as_curator.post(address, {"kind": "nonsense", "on": "0"})

    assert [(row.organization, row.kind) for row in MailSwitch.objects.all()] == [(ours, "survey")]


def test_a_mentor_does_not_read_who_was_written_to(as_mentor):
    assert as_mentor.get("/admin/people/person/letters/").status_code in (302, 403)


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_asks_as_often_for_many(as_curator, ours, number, django_assert_max_num_queries):
    for n in range(number):
        person = make.make_person(ours, email=f"p{n}@s.example")
        Letter.objects.create(person=person, for_day=timezone.localdate(), address=person.email)

    with django_assert_max_num_queries(12):
        as_curator.get("/admin/people/person/letters/")
