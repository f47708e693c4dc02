"""The roadmap of the next year: what moves, what stays, what the curator is asked."""

import copy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.importing import ReadRoadmap, read_roadmap
from roadmaps.lint import Known
from roadmaps.rollover import PARTLY, STILL_NEEDED, is_once, roll_over, shifted, without_once
from roadmaps.templates import CODES, built_in

SAMPLES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "samples"
COLUMNS = ["number", "activity", "deadline", "responsible", "result", "mark"]


def table(*rows, **values):
    defaults = {"activity": "Круглый стол", "responsible": "Куратор", "result": "Протокол"}
    return {"title": "План на 2026-2027 учебный год", "header": {}, "columns": COLUMNS,
            "sections": [], "rows": [defaults | row for row in rows]} | values  # fmt: skip


def rolled(*rows, known=None, **values):
    return roll_over(table(*rows, **values), year=2027, known=known)


def only(row, **values):
    """Return the row of a table of one row."""
    return rolled(row, **values).read["rows"][0]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("до 15.09.2026", "до 15.09.2027"),
        ("30.08.2026 г.", "30.08.2027 г."),
        ("октябрь 2026 – февраль 2027", "октябрь 2027 – февраль 2028"),
        ("май", "май"),
        ("март, ежегодно", "март, ежегодно"),
        ("до 15.09.2022г., далее ежегодно", "до 15.09.2022г., далее ежегодно"),
        ("ежеквартально", "ежеквартально"),
        ("", ""),
    ],
)
def test_written_years_move_and_floating_months_stay(deadline, expected):
    assert only({"deadline": deadline})["deadline"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Справка за 2026-2027 учебный год", "Справка за 2027-2028 учебный год"),
        ("Проект карты на 2027/28", "Проект карты на 2028/29"),
        ("Форум 2026 года", "Форум 2027 года"),
        ("Приказ от 25.12.2019 № 145, 2019 г.", "Приказ от 25.12.2019 № 145, 2019 г."),
        ("Программа развития 2024–2027", "Программа развития 2024–2027"),
        ("Школа 2027", "Школа 2027"),
    ],
)
@pytest.mark.parametrize("column", ["activity", "result"])
def test_years_in_words_move_unless_they_name_a_paper(column, text, expected):
    assert only({column: text})[column] == expected


def test_title_sections_and_their_rows_move_alike():
    read = rolled({"section": "Итоги 2026-2027"},
                  sections=[{"number": "1", "title": "Итоги 2026-2027"}]).read  # fmt: skip

    assert read["title"] == "План на 2027-2028 учебный год"
    assert read["sections"] == [{"number": "1", "title": "Итоги 2027-2028"}]
    assert read["rows"][0]["section"] == "Итоги 2027-2028"


def test_the_old_order_and_the_marks_are_forgotten():
    header = {"organisation": "МБОУ «Школа № 7»", "order_text": "Контроль оставляю за собой.",
              "approval": {"kind": "УТВЕРЖДАЮ", "name": "П.О. Липкин", "date_text": "01.09.2026"},
              "order": {"number": "5", "date": "2026-09-01", "text": "№ 5"},
              "annex": {"number": "1", "text": "к приказу № 5"},
              "period": {"start": "2026-09-01", "end": "2027-08-31"}}  # fmt: skip

    read = rolled({"mark": "выполнено"}, header=header).read

    assert read["rows"][0]["mark"] == ""
    assert read["header"] == {
        "organisation": "МБОУ «Школа № 7»",
        "approval": {"kind": "УТВЕРЖДАЮ", "name": "П.О. Липкин", "date_text": ""},
        "order": {"number": None, "date": None, "text": ""}, "annex": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("activity", "deadline", "once"),
    [
        ("Разработка и утверждение Положения о наставничестве", "февраль 2027", True),
        ("Издание приказа «О внедрении целевой модели»", "до 01.09.2026", True),
        ("Назначить школьного куратора", "до 01.09.2026", True),
        ("Создание рубрик на официальном сайте", "до 15.09.2026", True),
        ("Разработка формы соглашения", "февраль 2027", True),
        ("Обновление положения о наставничестве", "ежегодно", False),
        ("Обновление положения о наставничестве", "до 15.09.2026, далее ежегодно", False),
        ("Формирование базы наставников", "до 15.09.2026", False),
        ("Утверждение индивидуальных планов", "до 15.09.2026", False),
        ("Размещение информации на сайте", "до 15.09.2026", False),
    ],
)
def test_what_is_made_once_is_proposed_to_be_dropped(activity, deadline, once):
    read = rolled({"activity": activity, "deadline": deadline}, {"activity": "Встреча"}).read

    assert [is_once(row) for row in read["rows"]] == [once, False]
    assert (["row", STILL_NEEDED] in read["rows"][0]["doubts"]) is once
    assert len(without_once(read, {0, 1})["rows"]) == 2 - once


def test_a_row_that_holds_yearly_work_as_well_is_not_dropped():
    activity = "Принять:\n– приказ о положении;\n– приказ о закреплении пар"

    read = rolled({"activity": activity, "deadline": "до 15.09.2026"}).read

    assert read["rows"][0]["doubts"] == [["row", PARTLY]]
    assert len(without_once(read, {0, 1})["rows"]) == 1


def test_people_who_left_and_posts_without_holder_are_asked_for():
    known = Known(posts=frozenset({"учитель"}), left=(("Громов", "Громов И.П."),))

    read = rolled({"responsible": "Громов И.П., методист"}, {"responsible": "Громова А.А."},
                  known=known).read  # fmt: skip

    assert [row["doubts"] for row in read["rows"]] == [
        [
            ["responsible", "Громов И.П. больше не работает в новом году. Укажите, кто отвечает "
             "теперь."],
            ["responsible", "Должность «методист» никто не занимает в новом году. Укажите, кто "
             "отвечает теперь."],
        ],
        [],
    ]  # fmt: skip


def test_what_stayed_behind_is_asked_at_its_cell():
    known = Known(names=("МБОУ «Школа № 7»",))
    rows = [{"deadline": "до 11.09.2023"}, {"activity": "Опыт МКОУ «Заречная ООШ»"},
            {"result": "Не менее экспертов"}]  # fmt: skip

    read = rolled(*rows, known=known).read

    assert [[column for column, _ in row["doubts"]] for row in read["rows"]] == [
        ["deadline"], ["row"], ["row"],
    ]  # fmt: skip


def test_the_notes_count_what_was_done():
    known = Known(names=("МБОУ «Школа № 7»",), left=(("Громов", "Громов И.П."),))
    rows = [{"deadline": "до 11.09.2026", "mark": "да"}, {"deadline": "май"},
            {"activity": "Принять положение", "deadline": "до 01.09.2026"},
            {"responsible": "Громов И.П."}, {"activity": "МКОУ «Заречная ООШ»"}]  # fmt: skip

    assert rolled(*rows, known=known).notes == [
        "Сроки с годом переведены на 2027/28 учебный год, строк: 2.",
        "Сроки без года остались как были, строк: 1.",
        "Отметки о выполнении сняты, строк: 1.",
        "Похожи на разовые дела, строк: 1. Отметьте, что убрать.",
        "Ответственных надо назвать заново, строк: 1.",
        "Названа другая организация, мест: 1.",
    ]


def test_the_old_roadmap_is_not_touched():
    old = table({"deadline": "до 11.09.2026", "mark": "да", "doubts": [["row", "?"]]})
    before = copy.deepcopy(old)

    roll_over(old, year=2027)

    assert old == before


@pytest.mark.parametrize("code", CODES)
def test_a_ready_made_roadmap_rolls_to_itself_of_the_next_year(code):
    rolled_over = roll_over(built_in(code, 2026), year=2027).read

    wanted = built_in(code, 2027)
    names = ["number", "activity", "deadline", "responsible", "result"]
    assert rolled_over["title"] == wanted["title"]
    assert [[row[name] for name in names] for row in rolled_over["rows"]] == [
        [row[name] for name in names] for row in wanted["rows"]
    ]


IN_SAMPLES = {
    "seed-000-school.docx": (2022, []),
    "seed-001-rural-school.docx": (2023, [17]),
    "seed-002-kindergarten.docx": (2022, [0, 1, 4]),
    "seed-003-municipality.docx": (2022, []),
    "seed-004-additional-education.docx": (2022, []),
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="нет папки ../shared/samples")
@pytest.mark.parametrize("name", IN_SAMPLES)
def test_a_sample_keeps_its_shape_and_names_its_single_works(name):
    year, once = IN_SAMPLES[name]
    old = read_roadmap((SAMPLES / name).read_bytes(), name).stored()

    read = roll_over(old, year=year + 1).read

    assert [place for place, row in enumerate(read["rows"]) if is_once(row)] == once
    assert [row["number"] for row in read["rows"]] == [row["number"] for row in old["rows"]]
    assert len(ReadRoadmap.from_json(
        read | {"rows": [{k: v for k, v in row.items() if k != "mark"} for row in read["rows"]]}
    ).rows) == len(old["rows"])  # fmt: skip


TEXT = st.text(max_size=30) | st.sampled_from(
    ["2026-2027", "29.02.2024", "до 31.12.9999", "2099/00", "Положение", "не менее", "\n"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "section"]), TEXT), max_size=5),
    TEXT, st.integers(2000, 2090),
)  # fmt: skip
def test_no_table_breaks_the_roll_over(rows, title, year):
    read = table(*rows, title=title)

    again = roll_over(roll_over(read, year=year).read, year=year + 1).read

    assert len(again["rows"]) == len(rows)
    assert shifted(read, 0)["rows"] == [
        {"deadline": "", "section": "", "stage": "", "indicator": ""} | row for row in read["rows"]
    ]
