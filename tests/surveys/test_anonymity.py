"""An attack on an anonymous wave: given the whole database, whose answer is which."""

import random
import uuid

import pytest
from django.db import connection

from people.models import JournalEntry, Person
from surveys.actions import AnswerRefused, close_wave, submit
from surveys.links import slips
from surveys.models import Answer, Invitation, Response
from tests import factories as make
from tests.surveys.asking import answered, make_wave

PEOPLE = 1000
LUCKY = 9  # one hit in a thousand is chance; ten and more happen once in ten million tries


def physical(model):
    """Return the keys of a table in the order the engine keeps its rows."""
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {order}")
        return [uuid.UUID(str(key)) for (key,) in cursor.fetchall()]


@pytest.fixture
def answered_wave(ours):
    """A thousand people answer in any order; the slips were handed out along the list of names.

    Whose slip is which, the truth, stays in memory.
    """
    Person.objects.bulk_create(
        Person(organization=ours, kind="employee", surname=f"Белов{n}", first_name="Иван")
        for n in range(PEOPLE)
    )
    people = list(Person.objects.order_by("pk"))
    wave = make_wave(ours, people=people, is_anonymous=True)
    question = wave.survey.questions.get()
    truth = dict(zip((person.pk for person in people), slips(wave.pk, PEOPLE), strict=True))
    for person in random.Random(7).sample(people, PEOPLE):
        submit(wave, answers={question: 1 + person.pk % 10}, sheet=truth[person.pk].sheet,
               on=wave.opens_on)  # fmt: skip
    return wave, {person: slip.sheet for person, slip in truth.items()}


def test_no_order_and_no_key_tells_whose_answer_it_is(answered_wave):
    wave, truth = answered_wave
    invited = list(wave.invitations.order_by("pk").values_list("person", flat=True))
    sheet_of = dict(Answer.objects.values_list("pk", "response"))
    matchers = {
        "rows as they lie": physical(Response),
        "rows of answers as they lie": [sheet_of[pk] for pk in physical(Answer)],
        "order of keys": sorted(truth.values()),
        "order of the keys of answers": [sheet_of[pk] for pk in sorted(sheet_of)],
        "slips printed once more": [slip.sheet for slip in slips(wave.pk, PEOPLE)],
    }

    hits = {
        name: sum(truth[person] == sheet for person, sheet in zip(invited, sheets, strict=True))
        for name, sheets in matchers.items()
    }

    assert {name: number for name, number in hits.items() if number > LUCKY} == {}


def test_closing_forgets_in_which_order_the_answers_came(ours, curator):
    wave = make_wave(ours, people=[make.make_person(ours)], is_anonymous=True)
    sheets = [answered(wave, n % 10 + 1) for n in range(30)]
    said = dict(Answer.objects.values_list("response", "value"))

    close_wave(wave, by=curator, on=wave.opens_on)

    assert sheets != sorted(sheets)
    assert physical(Response) == sorted(sheets)
    assert physical(Answer) == sorted(Answer.objects.values_list("pk", flat=True))
    assert dict(Answer.objects.values_list("response", "value")) == said


def test_the_attack_finds_everybody_where_names_are_kept(ours):
    wave = make_wave(ours, people=[make.make_person(ours) for _ in range(20)])
    for invitation in wave.invitations.all():
        answered(wave, 8, invitation=invitation)

    linked = Response.objects.values_list("invitation__person", flat=True)

    assert sorted(linked) == sorted(wave.invitations.values_list("person", flat=True))


def test_an_anonymous_answer_leaves_neither_moment_nor_journal(ours):
    wave = make_wave(ours, people=[make.make_person(ours)], is_anonymous=True)
    before = JournalEntry.objects.count()

    answered(wave, 8)

    assert list(Response.objects.values_list("invitation", "answered_at")) == [(None, None)]
    assert JournalEntry.objects.count() == before


def test_no_row_about_the_invited_changes_with_an_anonymous_answer(ours):
    wave = make_wave(ours, people=[make.make_person(ours)], is_anonymous=True)
    before = [list(model.objects.order_by("pk").values()) for model in (Invitation, Person)]

    answered(wave, 8)

    assert [list(m.objects.order_by("pk").values()) for m in (Invitation, Person)] == before


def test_no_column_of_an_anonymous_answer_holds_a_time():
    timed = {
        (model.__name__, field.name)
        for model in (Response, Answer)
        for field in model._meta.fields
        if field.get_internal_type() in ("DateTimeField", "DateField", "TimeField")
    }

    assert timed == {("Response", "answered_at")}
    assert {type(m._meta.pk).__name__ for m in (Response, Answer)} == {"UUIDField"}


def test_an_anonymous_wave_takes_no_name(ours):
    wave = make_wave(ours, people=[make.make_person(ours)], is_anonymous=True)

    with pytest.raises(AnswerRefused):
        answered(wave, 8, invitation=wave.invitations.get())


def test_random_keys_carry_no_clock():
    assert {uuid.uuid4().version, Response._meta.pk.get_default().version} == {4}


def test_slips_printed_again_are_the_same_ones_in_another_order():
    first, again = slips(1, 50), slips(1, 50)

    assert set(first) == set(again)
    assert first != again
    assert set(first).isdisjoint(slips(2, 50))
