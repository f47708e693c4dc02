"""How a school reads its deadlines: its calendar, its answers, and marks when a date moves."""

from datetime import date

import pytest

from roadmaps import actions
from roadmaps.models import Occurrence
from roadmaps.readings import Reading, key_of, questions
from tests.factories import TODAY, YEAR

SUMMER = "Июль – август"


def due(reading, text, section=""):
    return [day for _, day in reading.dates(text, section)[1]]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Подготовка условий для запуска", date(2026, 8, 31)),
        ("Нормативно-правовое регулирование", date(2026, 8, 31)),
        ("Мониторинг и оценка результатов", date(2027, 8, 31)),
        ("Завершение программ", date(2027, 8, 31)),
    ],
)
def test_the_section_says_which_summer_is_meant(section, expected):
    reading = Reading.of(2026)

    assert due(reading, SUMMER, section) == [expected]
    assert reading.is_settled(SUMMER, section)


def test_an_answer_holds_for_the_wording_however_it_is_spelled():
    reading = Reading.of(2026, answers={key_of("июль-август"): "later"})

    assert due(reading, "ИЮЛЬ —  АВГУСТ") == [date(2027, 8, 31)]
    assert reading.is_settled(SUMMER)
    assert not Reading.of(2026).is_settled(SUMMER)
    assert due(reading, SUMMER, "Подготовка условий") == [date(2026, 8, 31)]


def test_a_wording_is_asked_once_with_the_dates_of_both_readings():
    rows = [(SUMMER, ""), ("май", ""), ("июль-август", ""), (SUMMER, "Подготовка"), ("до мая", "")]

    asked = questions(rows, Reading.of(2026, answers={key_of("до мая"): "later"}))

    assert [
        (one.text, one.rows, one.section, [c.words for c in one.choices], one.taken,
         one.is_answered) for one in asked
    ] == [
        ("Июль – август", 2, "", ["01.07.2026 – 31.08.2026", "01.07.2027 – 31.08.2027"], "later",
         False),
        ("Июль – август", 1, "Подготовка", ["01.07.2026 – 31.08.2026", "01.07.2027 – 31.08.2027"],
         "earlier", False),
        ("до мая", 1, "", ["до 30.04.2027", "до 31.05.2027"], "later", True),
    ]  # fmt: skip


def test_the_settings_of_a_school_move_into_the_year():
    reading = Reading.of(2027, teaching_end=date(2027, 5, 26), quarter_basis="terms",
                         terms=[[[9, 1], [10, 24]], [[11, 2], [12, 28]], [[1, 11], [3, 20]],
                                [[3, 29], [5, 26]]])  # fmt: skip

    assert due(reading, "до конца учебного года") == [date(2028, 5, 26)]
    assert due(reading, "ежеквартально") == [
        date(2027, 10, 24), date(2027, 12, 28), date(2028, 3, 20), date(2028, 5, 26),
    ]  # fmt: skip


@pytest.fixture
def marked(ours, curator):
    """A row whose only date is done."""
    rows = [{"number": "1", "activity": "Провести опрос", "deadline": "до 10.09.2026"}]
    roadmap = actions.import_rows(
        {"title": "Карта", "columns": ["number", "activity", "deadline"], "rows": rows},
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip
    occurrence = Occurrence.objects.get(item__roadmap=roadmap)
    actions.mark_done(occurrence, note="протокол", done_on=date(2026, 9, 8), on=TODAY, by=curator)
    return occurrence.item


def dates_of(item):
    rows = Occurrence.objects.filter(item=item).order_by("due_on")
    return [
        (
            row.due_on,
            row.planned_on,
            row.done_on,
            "".join(str(proof) for proof in row.evidence.all()),
        )
        for row in rows
    ]


@pytest.mark.parametrize("deadline", ["до 15.09.2026", "в срок до 15 сентября"])
def test_a_mark_goes_over_to_the_date_that_moved(marked, curator, deadline):
    actions.edit_item(marked, cells={"deadline": deadline}, by=curator)

    assert dates_of(marked) == [(date(2026, 9, 15), None, date(2026, 9, 8), "протокол")]


def test_a_mark_stays_where_it_was_when_it_contradicts_the_new_dates(marked, curator):
    actions.edit_item(marked, cells={"deadline": "октябрь"}, by=curator)

    assert dates_of(marked) == [
        (date(2026, 9, 10), None, date(2026, 9, 8), "протокол"),
        (date(2026, 10, 31), None, None, ""),
    ]


def test_a_postponed_date_keeps_its_day_and_learns_the_new_plan(marked, curator):
    occurrence = Occurrence.objects.get(item=marked)
    actions.unmark(occurrence, by=curator)
    actions.postpone(occurrence, until=date(2026, 12, 20), reason="карантин", on=TODAY, by=curator)

    actions.edit_item(marked, cells={"deadline": "до 20.09.2026"}, by=curator)

    assert dates_of(marked) == [(date(2026, 12, 20), date(2026, 9, 20), None, "")]


def days(roadmap):
    return f"/admin/roadmaps/roadmap/{roadmap.pk}/days/"


TERMS = {"term_1": "01.09–24.10", "term_2": "02.11 - 28.12", "term_3": "11.01–20.03",
         "term_4": "29.03–26.05"}  # fmt: skip


@pytest.fixture
def unclear(ours, curator):
    rows = [
        {"number": str(n), "activity": f"Дело {n}", "deadline": text, "inherits": []}
        for n, text in enumerate(["ежеквартально", "до конца учебного года", SUMMER], 1)
    ]
    return actions.import_rows(
        {"title": "Карта", "columns": ["number", "activity", "deadline"], "rows": rows},
        organization=ours, year=YEAR, by=curator,
    )  # fmt: skip


def dues(roadmap):
    rows = Occurrence.objects.filter(item__roadmap=roadmap).order_by("item__position", "due_on")
    return [f"{row.due_on:%d.%m.%y}" for row in rows]


def test_the_school_says_how_its_dates_are_counted(as_curator, unclear, curator):
    actions.approve(unclear, basis="приказ № 1", on=TODAY, by=curator)
    (token,) = as_curator.get(days(unclear)).context["answers"].fields
    before = dues(unclear)

    answer = as_curator.post(days(unclear), TERMS | {
        "end": "own", "own_end": "2027-05-28", "quarter_basis": "terms",
        f"answer-{token}": "earlier",
    })  # fmt: skip

    assert before == [
        "30.09.26", "31.12.26", "31.03.27", "30.06.27", "31.05.27", "31.08.27",
    ]  # fmt: skip
    assert answer.status_code == 302
    assert dues(unclear) == [
        "24.10.26", "28.12.26", "20.03.27", "28.05.27", "28.05.27", "31.08.26",
    ]  # fmt: skip
    assert as_curator.get(days(unclear)).context["form"].initial["end"] == "own"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"end": "own"}, "Укажите последний день уроков."),
        ({"term_2": "ноябрь"}, "Напишите два дня через тире"),
        ({"term_2": "31.11–28.12"}, "Напишите два дня через тире"),
        ({"term_2": "02.10–28.12"}, "Четверти должны идти друг за другом"),
        ({"end": "2020-01-01"}, "Выберите корректный вариант"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(as_curator, unclear, values, words):
    before = dues(unclear)

    answer = as_curator.post(
        days(unclear), TERMS | {"end": "2027-05-31", "quarter_basis": "terms"} | values
    )

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert dues(unclear) == before


def test_the_calendar_of_another_school_is_not_there(as_curator, theirs, curator):
    other = actions.import_rows(
        {"title": "Карта", "columns": ["activity"], "rows": [{"activity": "Дело"}]},
        organization=theirs, year=YEAR, by=curator,
    )  # fmt: skip

    assert as_curator.get(days(other)).status_code == 404
