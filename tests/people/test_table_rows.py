"""Rows of a table of people: what is understood, and sentences that name the cell."""

import datetime

import pytest

from people.spreadsheets import Sheet, SpreadsheetRefused, read_sheets
from people.table_columns import COLUMNS, find_table
from people.table_rows import class_name, read_people, read_rows
from people.table_template import template_xlsx
from tests.people import tables

ON = datetime.date(2026, 11, 23)


def read(headings, *cells):
    """Return the RowRead of one row under the headings."""
    (row,) = read_rows(find_table([Sheet([list(headings), list(cells)])]), ON)
    return row


def test_a_whole_row_is_understood():
    (row,) = read_people(tables.table(tables.PUPIL), ON)

    assert row == {
        "row": 2,
        "values": {
            "surname": "Захаров", "first_name": "Матвей", "patronymic": "Андреевич",
            "gender": "m", "birth_on": "2013-02-09", "kind": "pupil", "school_class": "8 «Б»",
            "roles": ["mentee"], "guardian": ["Захарова", "Ирина", "Олеговна"],
            "relation": "мать",
        },
        "refusals": [],
    }  # fmt: skip


def test_headings_are_known_in_any_case_and_under_other_names():
    row = read(["ф.и.о.", "ДАТА РОЖДЕНИЯ (полностью)", "E-mail"],
               "ИВАНОВА  анна Петровна", "3.2.1980 г.", "a@example.ru")  # fmt: skip

    assert row.values == {
        "surname": "Иванова", "first_name": "Анна", "patronymic": "Петровна", "gender": "f",
        "birth_on": "1980-02-03", "email": "a@example.ru", "kind": "employee",
    }  # fmt: skip


def test_the_table_may_begin_below_titles_and_on_another_sheet():
    sheets = [
        Sheet([["Содержание"]]),
        Sheet([["МБОУ «Школа»"], [], ["Фамилия", "Имя"], ["Белова", "Елена"], ["", ""]]),
    ]

    table = find_table(sheets)

    assert table.rows == [(4, ["Белова", "Елена"])]


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        ("31.02.2014", "Дата рождения 31.02.2014 не существует. Исправьте ячейку C2."),
        ("14.06.2067", "Дата рождения 14.06.2067 ещё не наступила. Вероятно, 14.06.1967. "
                       "Исправьте ячейку C2."),
        ("01.03.2015", "Дата рождения 01.03.2015: работником бывают с 14 лет. Проверьте дату "
                       "рождения и кто это. Исправьте ячейку C2."),
        ("весной", "Дата рождения «весной» не понята, нужна дата вида 03.02.2014. "
                   "Исправьте ячейку C2."),
        ("01.01.1890", "Дата рождения 01.01.1890 слишком давняя: больше 110 лет назад. "
                       "Исправьте ячейку C2."),
    ],
)  # fmt: skip
def test_an_impossible_birth_date_names_its_cell(born, sentence):
    row = read(["Фамилия", "Имя", "Дата рождения"], "Белова", "Елена", born)

    assert row.refusals == [sentence]


@pytest.mark.parametrize(
    ("gender", "sentence"),
    [
        ("ж", "Пол «ж» не подходит к отчеству. Исправьте ячейку D2."),
        ("средний", "Пол «средний» не понят. Напишите м или ж. Исправьте ячейку D2."),
    ],
)
def test_a_wrong_gender_names_its_cell(gender, sentence):
    headings = ["Фамилия", "Имя", "Отчество", "Пол"]

    row = read(headings, "Сидорчук", "Александр", "Николаевич", gender)

    assert row.refusals == [sentence]


def test_a_pupil_without_a_birth_date_is_refused():
    row = read(["ФИО", "Дата рождения", "Класс"], "Волков Денис", "", "7а")

    assert row.refusals == [
        "Нет даты рождения (столбец B). Без неё нельзя выбрать форму согласия."
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "Иванов7", "<b>", "-", "."])
def test_what_is_no_name_is_refused(name):
    row = read(["Фамилия", "Имя"], name, "Анна")

    assert [text.endswith("ячейку A2.") for text in row.refusals] == [True]


def test_initials_are_no_name():
    row = read(["ФИО"], "Иванова А.П.")

    assert row.refusals == [
        "«А.П.» написано инициалом, а для приказов нужно полное имя. Исправьте ячейку A2."
    ]


def test_a_computed_cell_is_refused():
    (row,) = read_rows(find_table(read_sheets(tables.with_formula())), ON)

    assert row.refusals[0] == "В ячейке A2 формула. Вставьте вместо неё значение."


def test_roles_may_be_several():
    row = read(["ФИО", "Роль"], "Белова Елена", "Наставник, куратор")

    assert row.values["roles"] == ["mentor", "curator"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("8б", "8 «Б»"), ("8 «Б» класс", "8 «Б»"), ("10-а", "10 «А»"), ('5 "В"', "5 «В»"),
     ("9 класс", "9"), ("старшая группа", "старшая группа")],
)  # fmt: skip
def test_classes_are_written_one_way(typed, name):
    assert class_name(typed) == name


def test_a_table_of_something_else_is_refused():
    with pytest.raises(SpreadsheetRefused, match="нет столбцов «Фамилия» и «Имя»"):
        find_table([Sheet([["Блюдо", "Цена"], ["Каша", 30.0]])])


def test_headings_without_people_are_refused():
    with pytest.raises(SpreadsheetRefused, match="нет ни одного человека"):
        find_table([Sheet([["Фамилия", "Имя"], ["", ""]])])


def test_the_template_reads_without_a_refusal():
    rows = read_people(template_xlsx(), ON)

    assert [row["refusals"] for row in rows] == [[], []]
    assert len(find_table(read_sheets(template_xlsx())).columns) == len(COLUMNS) - 1
