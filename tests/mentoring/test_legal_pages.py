"""The pages of withdrawal and destruction, the daily command, what the home says of it."""

import datetime
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Attendance, Pair
from people.models import Consent, Erasure, Person
from tests import factories as make


def today():
    return timezone.localdate()


def at_work(organization):
    return make.make_pair(organization, active=True, ends_on=today() + datetime.timedelta(days=99))


def withdraw(client, person, **values):
    wanted = {"kinds": ["personal_data"], "withdrawn_on": today().isoformat(), "way": "letter",
              "number": "17"}  # fmt: skip
    return client.post(reverse("withdraw", args=[person.pk]), wanted | values, follow=True)


def test_a_withdrawal_shows_its_deadlines_and_the_paused_pair(as_curator, ours):
    pair = at_work(ours)
    person = pair.mentees[0].person

    page = withdraw(as_curator, person)

    text = page.content.decode()
    assert "входящий №&nbsp;17" in text and "Пара приостановлена" in text
    assert "Уничтожить данные" in text and "снять отметку" in text
    assert list(Pair.objects.active(today())) == []
    home = as_curator.get(reverse("admin:index")).content.decode()
    assert "Уничтожить данные нужно не позже" in home


def test_a_mistake_is_taken_back_from_the_page(as_curator, ours):
    person = make.make_person(ours)
    consent = make.make_consent(person)
    withdraw(as_curator, person)

    as_curator.post(reverse("consent-restore", args=[consent.pk]))

    assert list(Consent.objects.valid(today())) == [consent]


def test_two_papers_of_one_kind_are_one_withdrawal_and_one_mistake(as_curator, ours):
    person = make.make_person(ours)
    both = [
        make.make_consent(person),
        make.make_consent(person, signed_on=datetime.date(2026, 9, 9)),
    ]

    page = withdraw(as_curator, person).content.decode()
    as_curator.post(reverse("consent-restore", args=[both[0].pk]))

    assert page.count("Отозвано: обработка персональных данных") == 1
    assert list(Consent.objects.valid(today()).order_by("pk")) == both


def test_whoever_stands_in_a_pair_is_told_so_before_the_first_question(as_curator, ours):
    pair = at_work(ours)

    page = as_curator.get(reverse("erase", args=[pair.mentees[0].person.pk])).content.decode()

    assert "Сначала закройте пару или замените участника" in page
    assert reverse("admin:mentoring_pair_change", args=[pair.pk]) in page
    assert "подтвердить фамилией" not in page


def test_a_wrong_form_is_told(as_curator, ours):
    person = make.make_person(ours)
    make.make_consent(person)

    for values in ({"kinds": []}, {"withdrawn_on": "x"}, {"way": "pigeon"},
                   {"withdrawn_on": "2126-01-01"}, {"kinds": ["image"]}):  # fmt: skip
        assert withdraw(as_curator, person, **values).status_code == 400
    assert Consent.objects.get().withdrawn_on is None


def test_links_to_answer_die_with_the_consent(client, as_curator, ours):
    from mentoring.links import feedback_path

    pair = at_work(ours)
    meeting = make.make_meeting(pair, held_on=today())
    row = Attendance.objects.create(meeting=meeting, member=pair.mentees[0])
    address = feedback_path(row.pk, today())
    assert client.get(address).status_code == 302

    withdraw(as_curator, pair.mentees[0].person)

    client.get(address)
    gone = client.get(reverse("feedback"))
    assert (gone.status_code, "Согласие отозвано" in gone.content.decode()) == (410, True)


def test_destroying_asks_twice(as_curator, ours):
    person = make.make_person(ours, surname="Чижов")
    address = reverse("erase", args=[person.pk])

    first = as_curator.post(address, {"ground": "purpose"}).content.decode()
    wrong = as_curator.post(address, {"ground": "purpose", "surname": "Чиж"})
    done = as_curator.post(address, {"ground": "purpose", "surname": "чижов"}, follow=True)

    assert "Уничтожить данные навсегда" in first
    assert (wrong.status_code, "Введите её ещё раз" in wrong.content.decode()) == (400, True)
    erasure = Erasure.objects.get()
    assert reverse("paper", args=["act-erasure", erasure.pk]) in done.content.decode()
    assert as_curator.get(address).status_code == 404
    assert Person.objects.get(pk=person.pk).erased_on == today()


def test_others_are_refused(as_director, as_curator, director, ours, theirs, client):
    person, stranger = make.make_person(ours), make.make_person(theirs)
    for name in ("withdraw", "erase"):
        assert as_curator.get(reverse(name, args=[stranger.pk])).status_code == 404
    client.force_login(director)
    for name in ("withdraw", "erase"):
        assert client.get(reverse(name, args=[person.pk])).status_code == 403


def test_the_daily_command_pauses_once(ours):
    pair = at_work(ours)
    Consent.objects.update(valid_until=today() - datetime.timedelta(days=1))
    answers = []
    for _ in range(2):
        out = io.StringIO()
        call_command("daily", stdout=out)
        answers.append(json.loads(out.getvalue()))

    assert answers == [
        {"paused": [pair.pk], "packs": 0, "read": [], "proven": [], "rewritten": 0},
        {"paused": [], "packs": 0, "read": [], "proven": [], "rewritten": 0},
    ]


def test_the_home_names_pairs_without_consent_and_pauses_them(as_curator, ours):
    at_work(ours)
    Consent.objects.update(valid_until=today() - datetime.timedelta(days=1))

    home = as_curator.get(reverse("admin:index")).content.decode()
    as_curator.post(reverse("pause-unlawful"))

    assert "Работают без согласия" in home
    assert list(Pair.objects.active(today())) == []


def test_notes_of_the_psychologist_are_not_downloaded(ours, client):
    psychologist = make.make_user("psychologist", ours, "psychologist")
    client.force_login(psychologist)
    make.make_pupil(ours).care_notes.create(noted_on=today(), text="тревожится")

    page = client.get(reverse("admin:people_carenote_changelist")).content.decode()

    assert "Выгрузить в Excel" not in page
    assert client.post(reverse("admin:people_carenote_export")).status_code == 403


@pytest.mark.parametrize("lacks", [True, False])
def test_the_page_of_deletion_names_no_note_of_the_psychologist(as_curator, ours, lacks):
    child = make.make_pupil(ours)
    child.care_notes.create(noted_on=today(), text="тревожится")
    if lacks:
        make.make_consent(child)
    address = reverse("admin:people_person_delete", args=[child.pk])

    page = as_curator.get(address).content.decode()
    as_curator.post(address, {"post": "yes"})

    listed = page[
        page.index('id="deleted-objects"') : page.index("</ul>", page.index("deleted-obj"))
    ]
    assert "аметка" not in listed
    assert ("согласие" in listed) is lacks
    assert Person.objects.filter(pk=child.pk).exists() is lacks


def test_a_note_of_the_psychologist_is_about_a_day_that_was(ours, client):
    client.force_login(make.make_user("psychologist", ours, "psychologist"))
    child, tomorrow = make.make_pupil(ours), today() + datetime.timedelta(days=1)
    address = reverse("admin:people_carenote_add")
    note = {"person": child.pk, "text": "тревожится"}

    refused = client.post(address, note | {"noted_on": f"{tomorrow:%d.%m.%Y}"})
    client.post(address, note | {"noted_on": f"{today():%d.%m.%Y}"})

    assert "Этот день ещё не наступил" in refused.content.decode()
    assert [row.noted_on for row in child.care_notes.all()] == [today()]


def test_notes_of_the_psychologist_are_for_nobody_else(as_curator, ours, client):
    from people.models import CareNote

    child = make.make_pupil(ours)
    note = CareNote.objects.create(person=child, noted_on=today(), text="тайна-тайна")
    boss = make.make_user("boss", ours, "curator", is_superuser=True)
    own = make.make_user("psy", ours, "psychologist")
    listed = reverse("admin:people_carenote_changelist")
    opened = reverse("admin:people_carenote_change", args=[note.pk])

    for user, seen in ((boss, False), (own, True)):
        client.force_login(user)
        assert (client.get(listed).status_code == 200) is seen
        assert ("тайна-тайна" in client.get(opened).content.decode()) is seen
    assert reverse("admin:index") and client.get("/", follow=True).redirect_chain[-1][0] == listed
