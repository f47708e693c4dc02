"""Which kinds of letters somebody may refuse, and how: by the link or from the account."""

import pytest

from people.actions import choose_letters, kinds_for
from people.mail_links import switch_path
from people.models import JournalEntry, Letter, MailSwitch, Membership, Mentee, Mentor, Role
from tests import factories as make
from tests.factories import TODAY


@pytest.fixture
def reader(ours):
    person = make.make_person(ours, email="anna@s.example")
    Mentor.objects.create(person=person, year=make.YEAR)
    return person


def offered(page):
    return [value for value, _ in page.context["form"].fields["wanted"].choices]


def switched_off(person):
    return sorted(MailSwitch.objects.filter(person=person).values_list("kind", flat=True))


def test_the_link_shows_and_saves_the_choice(client, ours, reader):
    path = switch_path(reader.pk)

    page = client.get(path)
    answer = client.post(path, {"wanted": ["feedback"]}, follow=True)

    assert page.status_code == 200
    assert reader.surname not in page.content.decode()
    assert offered(page) == ["feedback", "meeting", "survey"]
    assert switched_off(reader) == ["meeting", "survey"]
    assert "Будем писать только об отмеченном." in answer.content.decode()
    line = JournalEntry.objects.get(action="choose_letters")
    assert (line.by, line.person) == (None, reader)


@pytest.mark.parametrize(("role", "kinds"), [
    (Role.CURATOR, ["roadmap", "survey", "digest"]),
    (Role.DIRECTOR, ["roadmap", "survey", "month"]),
    (Role.MENTOR, ["feedback", "meeting", "survey"]),
    (Role.EMPLOYEE, ["roadmap", "survey"]),
    (Role.PSYCHOLOGIST, ["survey"]),
])  # fmt: skip
def test_an_account_chooses_among_the_letters_of_its_role(ours, role, kinds):
    person = make.make_person(ours)
    make.make_user("account", ours, role, person)

    assert kinds_for(person) == kinds


def test_two_roles_get_the_letters_of_both(ours, director):
    person = director.membership.person
    Membership.objects.create(user=director, organization=ours, role=Role.CURATOR, person=person)

    assert kinds_for(person) == ["roadmap", "survey", "digest", "month"]


def test_families_are_offered_what_comes_to_them(ours):
    pupil = make.make_pupil(ours, age=15)
    parent = make.make_guardian(pupil)
    Mentee.objects.create(person=pupil, year=make.YEAR)

    assert kinds_for(pupil) == kinds_for(parent) == ["feedback", "survey"]
    assert kinds_for(make.make_person(ours)) == ["survey"]


def test_what_came_once_may_always_be_refused_and_wanted_again(ours):
    named = make.make_person(ours)  # in a row of the roadmap, without an account
    Letter.objects.create(person=named, for_day=TODAY, address="n@s.example",
                          about={"roadmap": ["1"]})  # fmt: skip

    assert kinds_for(named) == ["roadmap", "survey"]
    choose_letters(named, wanted=[], by=None, on=TODAY)
    Letter.objects.all().delete()
    assert kinds_for(named) == ["roadmap", "survey"]


def test_a_refusal_of_another_role_is_kept(ours, director):
    person = director.membership.person
    choose_letters(person, wanted=["survey"], by=None, on=TODAY)
    Membership.objects.filter(person=person).update(role=Role.CURATOR)

    choose_letters(person, wanted=["roadmap", "survey", "digest"], by=None, on=TODAY)

    assert switched_off(person) == ["month"]


def test_an_account_finds_the_page_without_a_letter(as_curator, curator):
    path = switch_path(curator.membership.person_id)

    assert 'href="/letters/"' in as_curator.get("/password/").content.decode()
    assert as_curator.get("/letters/").url == path
    Membership.objects.update(person=None)
    assert as_curator.get("/letters/").url == "/"


def test_opening_the_link_changes_nothing(client, reader):
    client.get(switch_path(reader.pk))

    assert not MailSwitch.objects.exists()


@pytest.mark.parametrize("spoil", [lambda path: path[:-3] + "/", lambda path: "/letters/1/"])
def test_an_altered_link_is_refused(client, reader, spoil):
    assert client.get(spoil(switch_path(reader.pk))).status_code == 404


def test_an_unknown_kind_is_refused(client, reader):
    answer = client.post(switch_path(reader.pk), {"wanted": ["x\0", "😀"]})

    assert answer.status_code == 400
    assert not MailSwitch.objects.exists()
