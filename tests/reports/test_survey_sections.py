"""What the analytical report says of questionnaires."""

import datetime

import pytest

from reports.documents.survey_sections import surveys, swot
from reports.views.papers import page_of
from surveys.models import SwotLine
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave

ON = datetime.date(2026, 11, 23)
QUESTIONS = [("satisfaction-result", "scale10", {}), ("change", "text", {})]


def asked(organization, day, marks, survey, **values):
    people = [make.make_person(organization) for _ in marks]
    wave = make_wave(organization, survey, people, opens_on=day, closes_on=day, title="Опрос",
                     **values)  # fmt: skip
    for number, mark in enumerate(marks):
        invitation = None if wave.is_anonymous else wave.invitations.order_by("pk")[number]
        answered(wave, mark, "Больше уроков.", invitation=invitation, is_paper=True)
    return wave


def test_waves_begun_by_that_day_stand_with_satisfaction_and_difference(ours, theirs):
    survey = make_survey(ours, QUESTIONS)
    asked(ours, datetime.date(2026, 10, 5), (5, 8, 8), survey)
    asked(ours, datetime.date(2026, 11, 16), (9, 9, 9), survey)
    asked(ours, datetime.date(2026, 12, 1), (1, 1, 1), survey)
    asked(theirs, datetime.date(2026, 10, 5), (1, 1), make_survey(theirs, QUESTIONS))

    found = surveys(ours, make.YEAR, ON)

    assert [table["rows"] for table in found["tables"]] == [
        [["Опрос", "05.10.2026", "3 из 3", "66,7 % (2 из 3)"],
         ["Опрос", "16.11.2026", "3 из 3", "100,0 % (3 из 3)"]],
        [["Вопрос satisfaction-result", "7,0", "9,0", "+2,0"]],
    ]  # fmt: skip
    assert found["lines"][1] == "«Опрос». Вопрос change: Больше уроков."


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_few_answers_say_nothing(ours, is_anonymous):
    asked(ours, ON, (1, 1), make_survey(ours, QUESTIONS), is_anonymous=is_anonymous)

    found = surveys(ours, make.YEAR, ON)

    assert [table["rows"] for table in found["tables"]] == [
        [["Опрос", "23.11.2026", "2 из 2", "–"]]
    ]
    assert len(found["lines"]) == 1


def test_a_year_without_questionnaires_says_so(ours):
    assert surveys(ours, make.YEAR, ON) == {"lines": ["Опросов в этом учебном году не было."]}


def test_swot_is_four_lines_or_ruled_places(ours):
    assert swot(ours, make.YEAR, ON) == {"ruled": ["", "", ""]}
    for position, text in enumerate(["Первая", "Вторая"]):
        SwotLine.objects.create(organization=ours, year=make.YEAR, quadrant="strength", text=text,
                                position=position)  # fmt: skip

    assert swot(ours, make.YEAR, ON) == {"lines": [
        "Сильные стороны: Первая; Вторая.", "Слабые стороны: не отмечены.",
        "Возможности: не отмечены.", "Угрозы: не отмечены.",
    ]}  # fmt: skip


def test_the_swot_is_printed_of_the_year_one_looks_at(rf, curator, ours):
    for year, text in [(make.YEAR, "Новая"), (make.YEAR - 2, "Старая")]:
        SwotLine.objects.create(organization=ours, year=year, quadrant="threat", text=text)
    request = rf.get("/")
    request.user, request.year = curator, make.YEAR - 2

    page = page_of(request, "swot", ours.pk)

    assert "Старая" in page and "2024/2025 учебный год" in page
    assert "Новая" not in page
