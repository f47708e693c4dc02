"""A row that holds several is taken apart as a person would do it."""

import pytest

from roadmaps.splitting import pieces_of, split

CASES = [
    ("1) Сбор запросов.\n2) Формирование банка.", ["Сбор запросов.", "Формирование банка."]),
    ("1. Справка.\n2. Итоги:\n– круглый стол;\n– отчёт",
     ["Справка.", "Итоги:\n– круглый стол;\n– отчёт"]),
    ("1.Анализ.\n2.Обучение.", ["Анализ.", "Обучение."]),
    ("Проведены встречи:\n– пробная;\n– итоговая.",
     ["Проведены встречи: пробная;", "Проведены встречи: итоговая."]),
    ("Приказ\nПоложение", ["Приказ", "Положение"]),
    ("1. Справка. 2. Отчёт.", ["Справка.", "Отчёт."]),
    ("до 01.09.2026 г.", ["до 01.09.2026 г."]),
    ("", [""]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces"), CASES, ids=range(len(CASES)))
def test_pieces_of_a_cell(text, pieces):
    assert pieces_of(text) == pieces


def test_deadlines_go_pairwise_where_there_are_as_many():
    found = split({"activity": "Мониторинг", "deadline": "Май\nАпрель\nИюнь",
                   "result": "1. Справка.\n2. Стол.\n3. Копилка."})  # fmt: skip

    assert [(row["activity"], row["deadline"], row["result"]) for row in found.rows] == [
        ("Мониторинг", "Май", "Справка."), ("Мониторинг", "Апрель", "Стол."),
        ("Мониторинг", "Июнь", "Копилка."),
    ]  # fmt: skip
    assert found.doubts == []


def test_other_numbers_are_asked_about_and_nothing_is_lost():
    found = split({"activity": "1) Раз\n2) Два\n3) Три", "deadline": "Май\nИюнь"})

    assert [row["deadline"] for row in found.rows] == ["Май\nИюнь"] * 3
    assert found.doubts == ["Сроков: 2, а строк: 3. Оставьте в каждой строке своё."]
