"""A school's own table comes in with every word in its place."""

import json
import re
from pathlib import Path

import pytest

from roadmaps.importing import HeaderNotFound, ImportRefused, ReadRoadmap, read_roadmap
from tests.roadmaps.seed_files import SHEET_SEEDS, WORD_SEEDS, expected, word_file

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(SAMPLES.glob("seed-*.docx")) + sorted(SAMPLES.glob("seed-*.xlsx"))
TEXTS = sorted(SAMPLES.glob("seed-*.txt"))
HEADER = ["№ п/п", "Мероприятия", "Сроки", "Ответственный", "Результат"]


@pytest.mark.parametrize("name", WORD_SEEDS)
def test_word_file_gives_what_stands_in_it(name):
    read = read_roadmap(WORD_SEEDS[name](), f"{name}.docx")

    assert read.as_json() == expected(name)


@pytest.mark.parametrize("name", SHEET_SEEDS)
def test_spreadsheet_gives_the_same_as_word(name):
    read = read_roadmap(SHEET_SEEDS[name](), f"{name}.docx").as_json()

    assert read | {"table": None} == expected(name) | {"table": None}
    assert read["table"]["header_row"] == {"rural-school": 16, "kindergarten": 4}[name]


@pytest.mark.skipif(not FILES, reason="the shared samples are not there")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sample_gives_what_is_expected_of_it(path):
    wanted = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))

    assert read_roadmap(path.read_bytes(), path.name).as_json() == wanted


@pytest.mark.skipif(not TEXTS, reason="the shared samples are not there")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_sample_as_pasted_text_gives_the_same_words(path):
    wanted = json.loads(path.with_suffix(".docx.expected.json").read_text("utf-8"))

    read = read_roadmap(path.read_text("utf-8")).as_json()

    for part in ("title", "header", "columns", "sections", "rows"):
        assert on_one_line(read[part]) == on_one_line(wanted[part])


def on_one_line(value):
    """Return the value without doubts and with single spaces: a paste has lost its line breaks."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value)
    if isinstance(value, list):
        return [on_one_line(part) for part in value]
    if isinstance(value, dict):
        return {name: on_one_line(part) for name, part in value.items() if name != "doubts"}
    return value


def test_preview_is_stored_and_restored_whole():
    read = read_roadmap(WORD_SEEDS["rural-school"](), "карта.docx")

    stored = json.loads(json.dumps(read.stored()))

    assert ReadRoadmap.from_json(stored) == read


def test_best_table_is_proposed_and_another_can_be_taken():
    participants = [["№", "Фамилия", "Класс"], ["1", "Лугова", "5"]]
    plan = [["№", "Тема", "Сроки", "Ответственный"], ["1", "Беседа", "май", "Куратор"]]
    roadmap = [HEADER, ["1.", "Встреча", "май", "Куратор", "Протокол"]]
    source = word_file([], participants, plan, "Дорожная карта наставничества", roadmap)

    proposed = read_roadmap(source)
    taken = read_roadmap(source, table=1)

    assert proposed.table["index"] == 2
    assert [(table.index, table.score > 0) for table in proposed.candidates] == [
        (2, True),
        (1, True),
        (0, False),
    ]
    assert proposed.candidates[0].description == "Дорожная карта наставничества"
    assert taken.rows[0].activity == "Беседа"
    assert taken.rows[0].doubts == [
        ("activity", "Столбец «Тема» принят за мероприятия. Проверьте.")
    ]


def test_table_that_is_not_there_cannot_be_taken():
    with pytest.raises(ImportRefused, match="Выберите таблицу из списка"):
        read_roadmap(WORD_SEEDS["kindergarten"](), table=7)


def test_curator_names_the_columns_of_a_table_without_header():
    source = word_file(
        [], [["1.", "Встреча", "май", "Куратор"], ["2.", "Анкета", "июнь", "Директор"]]
    )
    with pytest.raises(HeaderNotFound) as refusal:
        read_roadmap(source)
    assert refusal.value.cells[1] == ["2.", "Анкета", "июнь", "Директор"]

    read = read_roadmap(source, columns={1: "activity", 2: "deadline", 0: "number"})

    assert read.table["header_rows"] == 1  # the first row is bold, so it is taken for a header
    assert [(row.number, row.activity, row.deadline) for row in read.rows] == [
        ("2.", "Анкета", "июнь")
    ]
    assert read.rows[0].other == {"Куратор": "Директор"}


def test_layout_tells_how_the_school_drew_its_table():
    layout = read_roadmap(WORD_SEEDS["additional-education"]()).layout

    assert (layout.orientation, layout.section_style, layout.section_merged) == (
        "portrait",
        "roman",
        True,
    )
    assert (layout.number_style, sum(layout.widths)) == ("mixed", pytest.approx(100, abs=0.3))
    assert read_roadmap(WORD_SEEDS["city-school"]()).layout.orientation == "landscape"
    assert read_roadmap(WORD_SEEDS["city-school"]()).layout.section_style == "column"
    assert read_roadmap(WORD_SEEDS["kindergarten"]()).layout.section_style == "numbered"
    assert read_roadmap(WORD_SEEDS["kindergarten"]()).layout.number_style == "1.1."
