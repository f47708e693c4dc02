"""Measures side by side: quarter by quarter, by block and group of people, also as tables."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from surveys.actions import submit
from surveys.comparison import FEWEST, comparable, groups, label_of
from surveys.models import Question
from surveys.results import SMALLEST
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave, sentences

AUTUMN, WINTER = datetime.date(2026, 10, 7), datetime.date(2026, 12, 1)


@pytest.fixture
def survey(ours):
    survey = make_survey(ours, [("plan", "scale10", {}), ("explain", "scale10", {}),
                                ("often", "frequency", {}), ("more", "text", {})])  # fmt: skip
    survey.questions.filter(key__in=["plan", "explain"]).update(block="Урок")
    return survey


@pytest.fixture
def people(ours):
    """Three mentors, two mentees; everybody is asked twice."""
    found = [make.make_person(ours, surname=f"Дёмин{letter}") for letter in "абвгд"]
    for number, person in enumerate(found):
        make.make_bank(person, "mentor" if number < FEWEST else "mentee")
    return found


@pytest.fixture
def quarters(ours, survey, people):
    """Mentors go from 4 to 6, mentees from 8 to 9; one of those asked is silent in winter."""
    waves = []
    for day, marks in [(AUTUMN, (4, 4, 4, 8, 8)), (WINTER, (6, 6, 6, 9, None))]:
        wave = make_wave(ours, survey, people, opens_on=day, closes_on=day)
        for invitation, mark in zip(wave.invitations.order_by("pk"), marks, strict=True):
            if mark:
                _answer(wave, invitation, mark)
        waves.append(wave)
    return waves


def _answer(wave, invitation, mark):
    plan, explain, often, more = wave.survey.questions.all()
    values = {plan: mark, explain: 10, often: "часто", more: "слова"}
    answered(wave, *values.values(), invitation=invitation, is_paper=True)


@pytest.mark.parametrize(
    ("day", "label"),
    [("2026-09-01", "I четверть, 01.09.2026"), ("2026-11-30", "II четверть, 30.11.2026"),
     ("2027-01-10", "III четверть, 10.01.2027"), ("2027-05-25", "IV четверть, 25.05.2027")],
)  # fmt: skip
def test_a_measure_is_headed_by_its_quarter(ours, survey, day, label):
    day = datetime.date.fromisoformat(day)

    assert label_of(make_wave(ours, survey, opens_on=day, closes_on=day)) == label


def test_blocks_carry_the_average_of_their_scales_to_ten(quarters):
    everybody = groups(quarters)[0]

    assert [(block.title, [row.text for row in block.rows]) for block in everybody.blocks] == [
        ("Урок", ["Вопрос plan", "Вопрос explain"]), ("", ["Вопрос often"]),
    ]  # fmt: skip
    assert everybody.blocks[0].means == [7.5, 8.375]
    assert everybody.blocks[0].difference == 0.875
    assert everybody.blocks[1].means == [None, None]


def test_groups_are_compared_apart_and_small_ones_are_not_shown(quarters, people):
    found = groups(quarters)

    assert [(group.title, group.people) for group in found] == [
        ("все", {person.pk for person in people[:4]}),
        ("наставники", {person.pk for person in people[:3]}),
    ]
    assert found[1].blocks[0].rows[0].means == [4, 6]


def test_without_names_there_is_one_group_and_few_answers_are_hidden(ours, survey, people):
    waves = [make_wave(ours, survey, people, opens_on=day, closes_on=day, is_anonymous=True)
             for day in (AUTUMN, WINTER)]  # fmt: skip
    for wave in waves:
        for _ in range(SMALLEST - (wave == waves[1])):
            _answer(wave, None, 7)

    assert [group.blocks for group in groups(waves)] == [[]]
    _answer(waves[1], None, 9)
    assert [(group.title, group.people) for group in groups(waves)] == [("все", None)]


def test_the_page_shows_a_group_by_its_chip(as_curator, quarters):
    address = f"/admin/surveys/wave/{quarters[1].pk}/compare/"

    page = sentences(as_curator.get(address))
    mentors = sentences(as_curator.get(f"{address}?group=mentors"))

    assert 'Наставники <span class="count">3</span>' in page
    assert "4 человека" in page
    assert "3 человека" in mentors
    assert "+2,0" in mentors
    assert "+1,8" in page  # (4+4+4+8)/4 to (6+6+6+9)/4


def test_one_measure_says_what_is_needed(as_curator, ours, survey):
    page = as_curator.get(f"/admin/surveys/wave/{make_wave(ours, survey).pk}/compare/")

    assert "Нужны хотя бы два замера" in sentences(page)


def test_the_tables_hold_every_group_and_no_name(as_director, quarters, people):
    book = as_director.get(f"/admin/surveys/wave/{quarters[1].pk}/tables/")

    sheets = {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(book.content))}
    assert list(sheets) == ["Средние", "Распределение", "Сравнение, все", "Сравнение, наставники"]
    assert sheets["Сравнение, наставники"] == [
        ("Раздел", "Вопрос", "I четверть, 07.10.2026", "II четверть, 01.12.2026", "Разница"),
        ("Урок", "Вопрос plan", 4, 6, 2), ("Урок", "Вопрос explain", 10, 10, 0),
        (None, "Вопрос often", 4, 4, 0), ("Урок", "В среднем по разделу", 7, 8, 1),
    ]  # fmt: skip
    assert ("Вопрос plan", "6", 3) in sheets["Распределение"]
    written = str(sheets)
    assert people[0].surname not in written
    assert "слова" not in written


def test_a_question_reworded_in_a_new_version_is_compared_by_its_key(ours, survey, quarters):
    again = make_survey(ours, version=2, code=survey.code, family=survey.family, questions=[
        ("plan", "scale10", {}), ("other", "scale10", {})])  # fmt: skip
    Question.objects.filter(survey=again, key="plan").update(text="Совсем другие слова")
    wave = make_wave(ours, again, [row.person for row in quarters[0].invitations.all()],
                     opens_on=WINTER + datetime.timedelta(days=70),
                     closes_on=WINTER + datetime.timedelta(days=70))  # fmt: skip
    for invitation in wave.invitations.all():
        submit(wave, answers=dict.fromkeys(again.questions.all(), 10),
               sheet=make.uuid.uuid4(), on=wave.opens_on, invitation=invitation)  # fmt: skip

    rows = groups(comparable(wave))[0].blocks[0].rows

    assert [(row.text, row.means[2]) for row in rows if row.means[2]] == [("Вопрос plan", 10)]


@pytest.mark.parametrize("page", ["compare", "tables"])
def test_another_schools_measures_are_not_found(as_curator, theirs, page):
    wave = make_wave(theirs, make_survey(theirs))

    assert as_curator.get(f"/admin/surveys/wave/{wave.pk}/{page}/").status_code == 404
