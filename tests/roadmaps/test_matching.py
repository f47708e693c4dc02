"""Which row of a newer table is which row of the older one."""

import json
from pathlib import Path

import pytest

from roadmaps.matching import Part, differs, likeness, paired, word_diff

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def row(activity, number="", section="", **cells):
    return {"number": number, "section": section, "activity": activity, **cells}


OLD = [
    row("Назначить куратора", "1", "Начало"),
    row("Провести анкетирование наставляемых", "2", "Начало"),
    row("Провести рабочую встречу пар", "3", "Работа"),
    row("Провести рабочую встречу пар", "4", "Работа"),
    row("Составить аналитическую справку", "5", "Итоги"),
]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}),
        (OLD[::-1], {0: 4, 1: 3, 2: 2, 3: 1, 4: 0}),
        ([OLD[0], row("Собрать согласия", "2", "Начало"), *OLD[1:]],
         {0: 0, 2: 1, 3: 2, 4: 3, 5: 4}),
        ([row("Назначить   КУРАТОРА", "1."), row("Провести опрос родителей", "2")], {0: 0}),
        ([row("Провести анкетирование наставляемых и их родителей", "7", "Начало")], {0: 1}),
        ([row("Провести рабочую встречу пар", "4", "Работа")], {0: 3}),
        ([row("Провести рабочую встречу пар", "9", "Работа")] * 3, {0: 2, 1: 3}),
        ([row("Подготовить стенд в библиотеке", "1", "Начало")], {}),
        ([], {}),
    ],
    ids=["same", "reversed", "inserted", "spelled otherwise", "longer", "its number tells",
         "more equal rows than before", "another work under an old number", "empty"],
)  # fmt: skip
def test_rows_are_recognised(new, expected):
    assert paired(OLD, new) == expected


def test_rows_under_a_merged_activity_are_told_by_the_cells_beside_it():
    old = [row("", other={"Содержание": text}) for text in ("Положение", "Приказ", "База")]

    assert paired(old, [old[2], old[0]]) == {0: 2, 1: 0}
    assert (
        paired([row("", responsible="Молодые педагоги")], [row("", responsible="Методист")]) == {}
    )


def test_a_row_without_words_is_recognised_by_nothing():
    assert paired([row("", "1"), row("")], [row("", "1"), row("")]) == {}


@pytest.mark.skipif(not SAMPLES.exists(), reason="нет папки ../shared/samples")
def test_roadmaps_of_different_schools_are_not_alike():
    tables = [
        json.loads(path.read_text(encoding="utf-8"))["rows"]
        for path in sorted(SAMPLES.glob("*.docx.expected.json"))
    ]

    assert len(tables) == 5
    assert [likeness(one, one) for one in tables] == [1.0] * 5
    assert max(likeness(a, b) for a in tables for b in tables if a is not b) < 0.4


def test_words_that_went_and_came_stand_in_their_places():
    assert word_diff("до 05.09.2026 провести опрос", "до 15.09.2026 провести большой опрос") == [
        Part("same", "до "), Part("gone", "05.09.2026 "), Part("came", "15.09.2026 "),
        Part("same", "провести "), Part("came", "большой "), Part("same", "опрос"),
    ]  # fmt: skip


def test_spaces_are_no_difference():
    assert not differs("до  05.09.2026\n", "до 05.09.2026")
    assert differs("до 05.09.2026", "до 06.09.2026")


def test_a_cell_too_long_to_be_compared_is_shown_whole():
    old, new = "слово " * 301, "другое " * 301

    assert word_diff(old, new) == [Part("gone", old), Part("came", new)]
