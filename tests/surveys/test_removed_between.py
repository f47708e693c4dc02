"""Data are destroyed, or a consent withdrawn, between the invitation and the answer."""

import pytest
from django.test import Client
from django.utils import timezone

from mentoring.actions import erase
from people.models import Consent
from surveys.actions import AnswerRefused, WaveRefused, open_wave
from surveys.links import PERSONAL, Ticket, path_of
from surveys.models import Response
from surveys.reminders import reminders
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave, sentences

WAVES = "/admin/surveys/wave/"


@pytest.fixture
def people(ours):
    names = ("Агеева", "Белова", "Волкова", "Громова")
    people = [make.make_person(ours, surname=name, email="x@s.example") for name in names]
    for person in people:
        make.make_bank(person)
    return people


def today():
    return timezone.localdate()


def erased(person, by):
    erase(person, surname=person.surname, ground="purpose", by=by, on=today())


def withdraw(person):
    consent = make.make_consent(person)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=today(), withdrawal_way="letter")


def test_the_answers_of_others_stay_and_the_counts_are_right(ours, curator, as_curator, people):
    heard, silent, gone, gone_heard = people
    wave = make_wave(ours, people=people)
    rows = {row.person: row for row in wave.invitations.select_related("person")}
    for person in (heard, gone_heard):
        answered(wave, 8, invitation=rows[person])
    link = path_of(Ticket(PERSONAL, rows[gone].pk))
    for person in (gone, gone_heard):
        erased(person, curator)

    page = sentences(as_curator.get(f"{WAVES}{wave.pk}/change/"))
    refusal = Client().get(link)

    assert "Ответили <b>1 из 2</b>" in page
    assert "Агеева" in page and "Белова" in page and "уничтожены" not in page
    assert page.count("Внести с бумаги") == 1
    assert as_curator.get(f"{WAVES}{wave.pk}/paper/?person={rows[gone].pk}").status_code == 404
    assert refusal.status_code == 410
    assert "Об этом больше не спрашивают" in sentences(refusal)
    assert [one.person for one in reminders(ours, today())] == [silent]
    assert Response.objects.get().invitation.person == heard


def test_without_names_more_answers_than_invited_are_said_as_they_are(
    ours, curator, as_curator, people
):
    wave = make_wave(ours, people=people, is_anonymous=True)
    for value in (7, 8, 9, 10):
        answered(wave, value)
    erased(people[0], curator)

    page = sentences(as_curator.get(f"{WAVES}{wave.pk}/change/"))
    listed = sentences(as_curator.get(WAVES, {"year": make.YEAR}))

    assert "Ответили <b>4, в списке 3</b>" in page
    assert "4, в списке 3" in listed


def test_an_answer_that_is_on_its_way_is_refused(ours, curator, people):
    wave = make_wave(ours, people=people)
    row, other = wave.invitations.order_by("person__search")[:2]
    erased(people[0], curator)
    withdraw(people[1])

    for invitation, paper in [(row, False), (row, True), (other, False), (other, True)]:
        with pytest.raises(AnswerRefused, match="больше не спрашивают"):
            answered(wave, 8, invitation=invitation, is_paper=paper)
    assert not Response.objects.exists()


def test_whoever_withdrew_is_not_written_to_nor_the_parents(ours):
    pupil = make.make_pupil(ours, age=9)
    make.make_guardian(pupil, email="p@s.example")
    make_wave(ours, people=[pupil])
    assert len(reminders(ours, today())) == 1

    withdraw(pupil)

    assert reminders(ours, today()) == []


@pytest.mark.parametrize("audience", ["mentors", "employees"])
def test_a_new_wave_asks_nobody_who_is_gone(ours, curator, people, audience):
    erased(people[0], curator)
    withdraw(people[1])
    values = {"title": "Опрос", "year": make.YEAR, "audience": audience, "opens_on": today(),
              "closes_on": today(), "is_anonymous": False, "by": curator,
              "on": today()}  # fmt: skip

    wave = open_wave(make_survey(ours), organization=ours, **values)
    names = {row.person.surname for row in wave.invitations.all()}
    for person in people[2:]:
        erased(person, curator)

    assert names - {"Мельникова"} == {"Волкова", "Громова"}
    if audience == "mentors":
        with pytest.raises(WaveRefused):
            open_wave(make_survey(ours), organization=ours, **values)


def test_a_ballot_offers_nobody_who_is_gone(ours, curator, people):
    voter = make.make_person(ours)
    survey = make_survey(ours, [("choice-1", "person", {"of": "mentors"})])
    wave = make_wave(ours, survey, [voter])
    erased(people[0], curator)
    withdraw(people[1])

    page = Client().get(path_of(Ticket(PERSONAL, wave.invitations.get().pk)), follow=True)

    [name] = [name for name in page.context["form"].fields if name.startswith("q")]
    offered = [key for key, _ in page.context["form"].fields[name].choices if key]
    assert [int(str(key)) for key in offered] == [people[2].pk, people[3].pk]
