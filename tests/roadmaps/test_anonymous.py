"""A pattern holds no person, no organization, and says what was taken out."""

import json
from pathlib import Path

import pytest

from roadmaps.anonymous import ORGANIZATION, Removed, changed_rows, filled, without_people

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
POSTS = {"Лугова": "методист", "Белов": "учитель физики", "Классная": "", "Ким": "завуч"}


def row(**cells):
    return {"number": "1.", "activity": "Дело", "deadline": "май", "responsible": ""} | cells


def read(*rows, **more):
    return {"title": "Карта", "columns": ["number", "activity", "deadline", "responsible", "mark"],
            "sections": [], "rows": list(rows)} | more  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Куратор Лугова Н.М.", "Куратор"),
        ("Куратор – Лугова Н. М., директор Белов И.П.", "Куратор, директор"),
        ("Н.М. Лугова", "Методист"),
        ("Лугова Нина Михайловна", "Методист"),
        ("Лугова", "Методист"),
        ("Петрова А.А.", "Ответственный"),
        ("Белову И.П.\nКлассные руководители", "Учитель физики\nКлассные руководители"),
        ("Директор (8 863 123-45-67, a@b.ru)", "Директор"),
        (
            "Куратор Обморышева ИА.\nЛугова Н.М.\nБелов И.П., методист",
            "Куратор\nМетодист\nметодист",
        ),
        ("Руководители педагогов МО", "Руководители педагогов МО"),
        ("Заведующий.", "Заведующий."),
        ("Рабочая группа, МО учителей", "Рабочая группа, МО учителей"),
    ],
)
def test_a_person_leaves_and_the_role_stays(text, left):
    found = without_people(read(row(responsible=text)), posts=POSTS)

    assert found.read["rows"][0]["responsible"] == left


def test_what_leaves_is_said_with_its_row():
    found = without_people(
        read(row(responsible="Лугова Н.М.", activity="Встреча в МБОУ «Наша» с Беловым")),
        names=["МБОУ «Наша»"], posts=POSTS,
    )  # fmt: skip

    assert found.read["rows"][0]["activity"] == f"Встреча в {ORGANIZATION} с"
    assert found.removed == [
        Removed("Строка 1", "МБОУ «Наша»", "имя той организации, что возьмёт карту"),
        Removed("Строка 1", "Беловым", ""), Removed("Строка 1", "Лугова Н.М.", "Методист"),
    ]  # fmt: skip


def test_head_order_stamp_and_marks_stay_at_home():
    found = without_people(
        read(row(mark="Сделала Лугова Н.М.", other={"Класс": "5 «А», Лугова Н.М."}),
             header={"approval": {"name": "Белов И.П."}}, notes=["Лугова Н.М."],
             order_text="Приказываю Беловой"), posts=POSTS,
    ).read  # fmt: skip

    assert (found["header"], found["columns"]) == (
        {}, ["number", "activity", "deadline", "responsible"]
    )  # fmt: skip
    assert found["rows"][0]["mark"] == ""
    assert found["rows"][0]["other"] == {"Класс": "5 «А»"}
    assert "Лугов" not in str(found) and "Белов" not in str(found)


def test_the_name_of_the_taker_fills_the_hole():
    pattern = without_people(read(row(result="Приказ МБОУ «Наша»"), title="Карта МБОУ «Наша»"),
                             names=["МБОУ «Наша»"]).read  # fmt: skip

    taken = filled(pattern, "МКОУ «Другая»")

    assert taken["title"] == "Карта МКОУ «Другая»"
    assert taken["rows"][0]["result"] == "Приказ МКОУ «Другая»"


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.docx.expected.json")), ids=lambda p: p.stem
)
def test_no_name_of_a_sample_stays(sample):
    source = json.loads(sample.read_text(encoding="utf-8"))

    found = without_people(source)

    names = {one.what for one in found.removed}
    text = json.dumps(found.read, ensure_ascii=False)
    assert not [name for name in names if name in text]
    assert all(new["activity"] or new["stage"] for new in found.read["rows"]
               if new["number"])  # fmt: skip
    assert ("001" not in sample.name) or "Чуракова" not in text


def test_rows_that_differ_are_counted():
    one, two = row(activity="А"), row(activity="Б")

    assert changed_rows([one, two], [row(number="5", activity="А "), two]) == 0
    assert changed_rows([one, two], [one, row(activity="В"), row(activity="Г")]) == 2
    assert changed_rows([one, two], [one]) == 1
