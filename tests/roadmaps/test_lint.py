"""The checks of a roadmap: what contradicts itself, and what only looks so."""

import datetime
from pathlib import Path

import pytest

from roadmaps.actions import import_rows, take_built_in
from roadmaps.checks import lint
from roadmaps.importing import read_roadmap
from roadmaps.lint import Line, findings
from roadmaps.overview import course
from roadmaps.templates import CODES
from tests.factories import TODAY, YEAR

SAMPLES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "samples"
IN_SAMPLES = {
    "seed-000-school.docx": (2022, [
        "Приказ о закреплении пар по строке 1 нужен до 25.12.2022, а пары формируются по строке 5 "
        "только с 01.02.2023.",
    ]),
    "seed-001-rural-school.docx": (2023, [
        "Строка 5 формирует пары до 30.08.2023, а анкеты анализируются по строке 14 только до "
        "05.09.2023.",
        "Строка 5 формирует пары до 30.08.2023, а анкеты анализируются по строке 15 только до "
        "05.09.2023.",
    ]),
    "seed-002-kindergarten.docx": (2022, []),
    "seed-003-municipality.docx": (2022, []),
    "seed-004-additional-education.docx": (2021, []),
}  # fmt: skip


def line(label, activity="Дело", due=None, start=None, **values):
    """Make a row that nothing is wrong with but what the test gives."""
    defaults = {"responsible": "Куратор", "outcome": "Протокол", "deadline_kind": "until"}
    dates = ((start and day(start), day(due)),) if due else ()
    return Line(int(label.replace(".", "")), label, activity, dates=dates, **defaults | values)


def day(text):
    return datetime.date.fromisoformat(text)


def sentences(*lines, title="План", has_outcome=True):
    found = findings(list(lines), year=2026, title=title, has_outcome=has_outcome)
    return [finding.sentence for finding in found]


FORMING = "Формирование наставнических пар и групп"
ANALYSIS = "Анализ полученных анкет"
ORDER = "Подготовка приказа о закреплении пар"


def test_a_sound_roadmap_gets_no_finding():
    assert (
        sentences(
            line("1", ANALYSIS, "2026-09-05"),
            line("2", FORMING, "2026-09-15", start="2026-09-06"),
            line("3", ORDER, "2026-09-20"),
            title="План на 2026/2027 учебный год",
        )
        == []
    )


def test_pairs_formed_before_the_answers_are_read():
    found = findings(
        [line("1.6", FORMING, "2026-08-30"), line("2.1", ANALYSIS, "2026-09-05")],
        year=2026, title="План", has_outcome=True,
    )  # fmt: skip

    assert [(f.keys, f.sentence, f.fix) for f in found] == [
        (
            (21, 16),
            "Строка 1.6 формирует пары до 30.08.2026, а анкеты анализируются по строке 2.1 "
            "только до 05.09.2026.",
            "Перенесите срок строки 2.1 или 1.6.",
        )
    ]


def test_the_order_before_the_pairs_are_formed():
    assert sentences(
        line("1", ORDER, "2026-12-25"), line("5", FORMING, "2027-02-28", start="2027-02-01")
    ) == [
        "Приказ о закреплении пар по строке 1 нужен до 25.12.2026, а пары формируются по строке "
        "5 только с 01.02.2027."
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"responsible": ""}, ["Никто не отвечает: строка 7."]),
        ({"outcome": ""}, ["Не назван результат: строка 7."]),
        ({"deadline_kind": "text"}, ["Срок не понят: строка 7."]),
        ({"due": "2023-09-10"}, ["Срок вне 2026/27 учебного года: строка 7."]),
        ({"due": "2026-06-15"}, []),  # the year is prepared in the summer before
        ({"due": "2027-09-01"}, ["Срок вне 2026/27 учебного года: строка 7."]),
        ({"activity": "План на 2024-2025 год"}, ["Назван прошлый учебный год: строка 7."]),
        ({"activity": "План на 2027-2028 год"}, []),  # the next plan is prepared now
    ],
)
def test_what_is_missing_or_left_over_is_named(values, expected):
    assert sentences(line("7", **values)) == expected


def test_a_table_without_results_is_not_asked_for_them():
    assert sentences(line("7", outcome=""), has_outcome=False) == []


def test_many_rows_are_one_finding():
    rows = [line(str(n), responsible="") for n in range(1, 8)]

    assert sentences(*rows) == ["Никто не отвечает: строки 1, 2, 3, 4 и ещё 3."]


def test_a_number_that_stands_twice():
    assert sentences(line("2.1"), line("2.1")) == ["Номер 2.1 стоит у нескольких строк."]


def test_the_year_of_the_title():
    assert sentences(line("1"), title="План на 2023-2024 учебный год") == [
        "В названии стоит 2023-2024, а карта на 2026/27."
    ]


@pytest.mark.skipif(not SAMPLES.exists(), reason="нет папки ../shared/samples")
@pytest.mark.parametrize("name", IN_SAMPLES)
def test_what_it_says_of_the_samples_is_true_and_all_there_is(name, ours):
    year, expected = IN_SAMPLES[name]
    read = read_roadmap((SAMPLES / name).read_bytes(), name).stored()

    roadmap = import_rows(read, organization=ours, year=year, by=None)

    assert [finding.sentence for finding in lint(course(roadmap, on=TODAY))] == expected


@pytest.mark.parametrize("code", CODES)
def test_a_ready_made_roadmap_is_sound(code, ours):
    roadmap = take_built_in(code, organization=ours, year=YEAR, by=None)

    assert lint(course(roadmap, on=TODAY)) == []
