"""Tables nobody has seen before: no header, words of one's own, other tables around."""

import openpyxl
import pytest

from roadmaps import drafts
from roadmaps.importing import HeaderNotFound, read_roadmap
from roadmaps.importing.guessing import guess_columns
from tests.roadmaps.seed_files import UP, Wide, saved, sheet_file, word_file

ROWS = [
    ["1", "Назначить куратора", "август", "директор", "приказ"],
    ["2", "Собрать согласия родителей", "до 10.09.2026", "классные руководители", "согласия"],
    ["3", "Встреча-знакомство", "сентябрь", "куратор", "фотоотчёт"],
]
FIELDS = {0: "number", 1: "activity", 2: "deadline", 3: "responsible", 4: "result"}


def plain_sheet(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return saved(book)


def test_a_table_without_a_header_keeps_every_row_and_its_title():
    title = "План мероприятий на 2026-2027 уч. год"
    source = plain_sheet([title], [], *ROWS)
    with pytest.raises(HeaderNotFound) as refusal:
        read_roadmap(source)
    guessed = guess_columns(refusal.value.cells)

    read = read_roadmap(source, columns=guessed)

    assert guessed == FIELDS
    assert read.title == title
    assert read.header["period"]["start"] == "2026-09-01"
    assert [[row.number, row.activity, row.deadline, row.responsible, row.result]
            for row in read.rows] == ROWS  # fmt: skip
    assert [column.heading for column in read.columns] == [
        "№", "Мероприятие", "Срок", "Ответственный", "Результат",
    ]  # fmt: skip


def test_a_first_section_without_a_header_above_it_stays_a_section():
    source = plain_sheet(["1. Подготовка", "", "", "", ""], *ROWS)

    read = read_roadmap(source, columns=FIELDS)

    assert [section.title for section in read.sections] == ["Подготовка"]
    assert len(read.rows) == 3


def test_a_column_that_is_not_named_is_kept_under_its_place():
    read = read_roadmap(plain_sheet(*ROWS), columns={1: "activity", 2: "deadline"})

    assert read.rows[0].other == {"Столбец 1": "1", "Столбец 4": "директор", "Столбец 5": "приказ"}


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        (ROWS, FIELDS),
        ([row[::-1] for row in ROWS], {4 - at: name for at, name in FIELDS.items()}),
        ([["Слово", "Дело"], ["", ""]], {0: "activity", 1: "result"}),
        ([["Исполнитель", "Встреча пар"], ["кто-то", "беседа в классе"]],
         {0: "responsible", 1: "activity"}),
        ([], {}),
    ],
)  # fmt: skip
def test_columns_are_proposed_by_what_stands_in_them(cells, fields):
    assert guess_columns(cells) == fields


def test_the_table_with_most_words_is_shown_when_no_header_is_found():
    stamp = [["СОГЛАСОВАНО\nс советом", "УТВЕРЖДАЮ\nДиректор"]]
    content = drafts.take(word_file([], stamp, "План", [row[1:] for row in ROWS]), "x", 2026)

    assert content["read"] is None
    assert content["cells"][1][0] == "Собрать согласия родителей"
    assert [table["index"] for table in content["tables"]] == [1, 0]
    assert drafts.take_again(content, "x", table=0)["cells"][0][0] == "СОГЛАСОВАНО\nс советом"


def test_a_list_of_people_above_the_roadmap_is_no_part_of_its_title():
    people = [["№", "ФИО", "Должность"], ["1", "Лугова Н.М.", "психолог"]]
    roadmap = [["Кто отвечает", "Что делаем", "Когда", "Чем подтверждается"],
               ["Лугова Н.М.", "Диагностика", "раз в четверть", "Справка"]]  # fmt: skip
    source = word_file(["План работы лицея", "Таблица 1. Группа"], people, "Таблица 2", roadmap)

    read = read_roadmap(source)

    assert read.title == "План работы лицея"
    assert read.intro == ["Таблица 2"]
    assert [column.field for column in read.columns] == [
        "responsible", "activity", "deadline", "result",
    ]  # fmt: skip


def test_a_second_header_row_under_merged_cells_is_no_row():
    source = word_file([], [
        ["№", "Содержание", Wide("Период", 2), Wide("Исполнители", 2)],
        [UP, UP, "начало", "окончание", "исполнитель", "контроль"],
        ["1", "Диагностика", "сентябрь", "октябрь", "Наставники", "Директор"],
    ])  # fmt: skip

    read = read_roadmap(source)

    assert [(row.deadline, row.responsible) for row in read.rows] == [
        ("сентябрь – октябрь", "Наставники")
    ]
    assert read.rows[0].other["Исполнители контроль"] == "Директор"


def test_a_footnote_under_a_pasted_table_is_a_note():
    text = "№\tДело\tСрок\tОтветственный\n1\tВстреча\tмай\tпсихолог\n\\* план \\№ 2 может меняться"

    read = read_roadmap(text)

    assert (read.rows[0].responsible, read.notes) == ("психолог", ["* план № 2 может меняться"])


def test_a_heading_hyphenated_by_hand_is_one_word():
    rows = [["№", "Мероприятия", "Срок", "Ответствен-\nные"], ["1", "Встреча", "май", "куратор"]]

    assert read_roadmap(sheet_file([], rows)).columns[3].heading == "Ответственные"
