"""Tables as schools really draw them: headers, sections, breaks, merges and debris."""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from roadmaps.importing import read_roadmap
from roadmaps.importing.columns import field_of
from tests.roadmaps.seed_files import UP, Wide, draw, saved, sheet_file, word_file

HEADER = ["№ п/п", "Мероприятия", "Сроки", "Ответственный", "Результат"]
ROW = ["1.", "Встреча", "май", "Куратор", "Протокол"]


def rows_of(read, *names):
    return [tuple(getattr(row, name) for name in names) for row in read.rows]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("№", "number"),
        ("№ п/п", "number"),
        ("№п/п", "number"),
        ("№ пп", "number"),
        ("N п/п", "number"),
        ("NN\nп/п", "number"),
        ("Наименование этапа", "stage"),
        ("Этап", "stage"),
        ("Наименование мероприятия", "activity"),
        ("Содержание деятельности и примерный план мероприятий", "activity"),
        ("Содержание", "activity"),
        ("Мероприя-\nтия", "activity"),
        ("Наименование", "activity"),
        ("Cpoки", "deadline"),  # the first three letters are Latin
        ("СРОК\u00a0РЕАЛИЗАЦИИ", "deadline"),
        ("Сро\u00adки испол\u00adнения", "deadline"),
        ("Дата проведения", "deadline"),
        ("Ответствен\nные", "responsible"),
        ("Ответственный исполнитель/ соисполнители", "responsible"),
        ("Исполнители", "responsible"),
        ("Отв.", "responsible"),
        ("Результат. Вид документа", "result"),
        ("Ожидаемый результат (вид документа)", "result"),
        ("Итоговый документ", "result"),
        ("Вид документа", "result"),
        ("(контрольные) показатели", "indicator"),
        ("Показатели результативности", "indicator"),
        ("Отметка о выполнении", "mark"),
        ("Примечание", "mark"),
        ("Класс", None),
        ("", None),
    ],
)
def test_column_is_known_by_its_words(heading, field):
    assert field_of(heading) == field


def test_header_of_two_rows_is_one_header():
    header = [
        ["№", "Мероприятия", Wide("Исполнение", 2), "Результат"],
        [UP, UP, "Сроки", "Ответственный", UP],
    ]
    source = word_file([], [*header, ROW])

    read = read_roadmap(source)

    assert [column.field for column in read.columns] == [
        "number",
        "activity",
        "deadline",
        "responsible",
        "result",
    ]
    assert [column.heading for column in read.columns][2] == "Исполнение Сроки"
    assert read.table["header_rows"] == 2
    assert rows_of(read, "activity", "deadline", "responsible") == [("Встреча", "май", "Куратор")]


def test_begin_and_end_of_a_deadline_in_two_columns_become_one():
    header = [
        ["№", "Мероприятия", Wide("Сроки", 2), "Ответственный"],
        [UP, UP, "начало", "окончание", UP],
    ]
    source = word_file([], [*header, ["1.", "Встреча", "01.09.2026", "15.09.2026", "Куратор"]])

    read = read_roadmap(source)

    assert read.rows[0].deadline == "01.09.2026 – 15.09.2026"
    assert [column for column, _ in read.rows[0].doubts] == ["deadline"]


def test_repeated_header_and_digit_row_are_no_rows():
    digits = ["1", "2", "3", "4", "5"]
    second = ["2.", "Анкета", "июнь", "Куратор", "Справка"]
    source = word_file([], [HEADER, digits, ROW, HEADER, digits, second])

    read = read_roadmap(source)

    assert read.table["digit_row"] is True
    assert rows_of(read, "number", "activity") == [("1.", "Встреча"), ("2.", "Анкета")]


@pytest.mark.parametrize(
    ("row", "section", "text"),
    [
        ([Wide("Раздел I. Запуск", 5)], ("Раздел I.", "Запуск"), "Раздел I. Запуск"),
        ([Wide("2. Запуск", 5)], ("2.", "Запуск"), "2. Запуск"),
        ([Wide("Запуск", 5)], ("", "Запуск"), "Запуск"),
        (["Запуск", "", "", "", ""], ("", "Запуск"), "Запуск"),
        (["", "Запуск", "", "", ""], ("", "Запуск"), "Запуск"),
        (["II", "Запуск", "", "", ""], ("II", "Запуск"), "Запуск"),
        (["1", Wide("Запуск", 4)], ("1", "Запуск"), "Запуск"),
    ],
)
def test_section_is_known_in_any_shape(row, section, text):
    source = word_file([], [HEADER, row, ["1.1.", "Встреча", "май", "Куратор", "Протокол"]])

    read = read_roadmap(source)

    assert [(found.number, found.title) for found in read.sections] == [section]
    assert rows_of(read, "section", "number") == [(text, "1.1.")]
    assert read.rows[0].doubts == []


def test_row_with_one_level_is_a_section_where_rows_have_two():
    source = word_file(
        [],
        [
            HEADER,
            ["1", "Запуск", "", "", ""],
            ["1.1", "Встреча", "май", "Куратор", "Протокол"],
            ["2", "Итоги", "", "", ""],
            ["2.1", "Анкета", "июнь", "Куратор", "Справка"],
        ],
    )

    read = read_roadmap(source)

    assert [(section.number, section.title) for section in read.sections] == [
        ("1", "Запуск"),
        ("2", "Итоги"),
    ]
    assert rows_of(read, "section", "number") == [("Запуск", "1.1"), ("Итоги", "2.1")]


def test_row_without_anything_but_number_and_activity_stays_a_row():
    source = word_file([], [HEADER, ROW, ["2.", "Анкета", "", "", ""], ["3.", *ROW[1:]]])

    read = read_roadmap(source)

    assert rows_of(read, "number", "activity") == [
        ("1.", "Встреча"),
        ("2.", "Анкета"),
        ("3.", "Встреча"),
    ]
    assert read.sections == []


def test_three_levels_keep_stage_and_activity_merged():
    header = ["Этап", "Мероприятия", "Содержание", "Сроки", "Ответственный"]
    source = word_file(
        [],
        [
            header,
            ["Запуск", "Отбор", "1. Анкета", "май", "Куратор"],
            [UP, UP, "2. Беседа", "июнь", "Куратор"],
            [UP, "Обучение", "Школа", "июль", "Методист"],
        ],
    )

    read = read_roadmap(source)

    assert [column.field for column in read.columns][:3] == ["stage", "activity", "other"]
    assert rows_of(read, "stage", "activity", "inherits") == [
        ("Запуск", "Отбор", []),
        ("", "", ["stage", "activity"]),
        ("", "Обучение", ["stage"]),
    ]
    assert [row.other["Содержание"] for row in read.rows] == ["1. Анкета", "2. Беседа", "Школа"]
    assert read.doubtful == []


def test_row_cut_by_a_page_break_is_joined_and_marked():
    source = word_file(
        [],
        [
            HEADER,
            ["1.", "Отчёт об итогах", "май (в рамках", "методически", "Справка"],
            ["", "выполнения плана", "ШМО)", "й совет", ""],
        ],
    )

    read = read_roadmap(source)

    assert rows_of(read, "activity", "deadline", "responsible") == [
        ("Отчёт об итогах выполнения плана", "май (в рамках ШМО)", "методический совет")
    ]
    assert [column for column, _ in read.rows[0].doubts] == ["activity", "deadline", "responsible"]
    assert "«методически» и «й» соединены" in read.rows[0].doubts[2][1]


def test_second_line_of_results_joins_the_row_above():
    source = word_file([], [HEADER, ROW, ["", "", "", "", "2. Приказ"]])

    assert rows_of(read_roadmap(source), "activity", "result") == [
        ("Встреча", "Протокол\n2. Приказ")
    ]


def test_row_without_number_but_whole_stays_a_row():
    source = word_file([], [HEADER, ROW, ["", "Анкета", "июнь", "Куратор", ""]])

    assert rows_of(read_roadmap(source), "number", "activity") == [
        ("1.", "Встреча"),
        ("", "Анкета"),
    ]


def test_table_on_the_next_page_goes_on_with_the_one_before():
    more = [["2.", "Анкета", "июнь", "Куратор", "Справка"]]
    again = [HEADER, ["3.", "Итоги", "июль", "Куратор", "Отчёт"]]
    signature = [["Директор", "Липкин П.О."]]
    source = word_file([], [HEADER, ROW], "", more, "", again, "", signature)

    read = read_roadmap(source)

    assert rows_of(read, "number", "activity") == [
        ("1.", "Встреча"),
        ("2.", "Анкета"),
        ("3.", "Итоги"),
    ]
    assert [column for column, _ in read.rows[1].doubts] == ["row"]


@pytest.mark.parametrize("header", [[], [HEADER]])
def test_longer_second_page_is_not_taken_for_the_roadmap(header):
    first = [HEADER, ROW]
    second = [[f"{number}.", "Анкета", "июнь", "Куратор", "Справка"] for number in range(2, 9)]

    read = read_roadmap(word_file(["Дорожная карта", ""], first, "", [*header, *second]))

    assert [row.number for row in read.rows] == [f"{number}." for number in range(1, 9)]
    assert [table.score > 0 for table in read.candidates] == [True, False]


def test_row_that_speaks_of_deadlines_is_no_header():
    rows = [
        ["1.", "Мероприятия по итогам", "Срок уточняется", "Ответственный назначается", "Отчёт"],
        ["2.", "Анкета", "июнь", "Куратор", "Справка"],
    ]

    read = read_roadmap(word_file([], [HEADER, *rows]))

    assert [row.number for row in read.rows] == ["1.", "2."]


def test_headings_between_tables_with_one_header_are_sections():
    first, second = [HEADER, ROW], [HEADER, ["2.", "Итоги", "июль", "Куратор", "Отчёт"]]
    source = word_file(["Дорожная карта"], first, "II. Завершение", second)

    read = read_roadmap(source)

    assert rows_of(read, "section", "activity") == [("", "Встреча"), ("II. Завершение", "Итоги")]


def test_column_that_vanishes_half_way_is_found_by_what_the_cells_hold():
    text = (
        "Содержание\tСроки\tРезультат\tПоказатели\tОтветственный\n"
        "База\tмай 2023\tБаза создана\t10%\tЛугова Н.М.\n"
        "Согласия\tДо 30.08.2023 г.\tСогласия оформлены\tЛугова Н.М.\n"
    )

    read = read_roadmap(text)

    assert rows_of(read, "deadline", "result", "indicator", "responsible", "merged")[1] == (
        "До 30.08.2023 г.",
        "Согласия оформлены",
        "",
        "Лугова Н.М.",
        ["result", "indicator"],
    )
    assert [column for column, _ in read.rows[1].doubts] == ["result"]


def test_notes_and_signatures_below_are_no_rows():
    source = word_file(
        [],
        [
            HEADER,
            ROW,
            [Wide("(Позиция в редакции приказа № 7)", 5)],
            ["2.", "Анкета", "июнь", "Куратор", "Справка"],
            [Wide("* сроки уточняются", 5)],
        ],
        below=["Исполнитель: Лугова Н.М."],
    )

    read = read_roadmap(source)

    assert rows_of(read, "number") == [("1.",), ("2.",)]
    assert read.notes == [
        "(Позиция в редакции приказа № 7)",
        "* сроки уточняются",
        "Исполнитель: Лугова Н.М.",
    ]
    assert read.sections == []


def test_columns_that_are_none_of_ours_are_kept():
    header = ["№", "Мероприятия", "Форма", "Сроки", "Ответственный", "Отметка о выполнении"]
    source = word_file([], [header, ["1.", "Встреча", "очно", "май", "Куратор", "сделано"]])

    read = read_roadmap(source)

    assert [column.field for column in read.columns] == [
        "number",
        "activity",
        "other",
        "deadline",
        "responsible",
        "mark",
    ]
    assert read.rows[0].other == {"Форма": "очно", "Отметка о выполнении": "сделано"}


def test_two_rows_with_one_number_are_marked():
    source = word_file([], [HEADER, ROW, ROW])

    read = read_roadmap(source)

    assert [row.doubts for row in read.rows] == [
        [],
        [("number", "Номер «1» уже стоит выше. Исправьте один из них.")],
    ]


def test_grid_of_many_thin_columns_is_read_by_its_widths():
    table = [
        [Wide("№", 2), Wide("Мероприятия", 3), Wide("Сроки", 2), "Ответственный"],
        ["1.", Wide("Встреча", 4), "май", Wide("Куратор", 2)],
    ]

    read = read_roadmap(word_file([], table))

    assert rows_of(read, "number", "activity", "deadline", "responsible", "merged") == [
        ("1.", "Встреча", "май", "Куратор", [])
    ]


def word_with(xml):
    """Return a file whose first activity cell holds a paragraph of raw XML."""
    document = docx.Document()
    table = draw(document, [HEADER, ROW])
    cell = table.cell(1, 1)
    cell._tc.replace(cell.paragraphs[0]._p, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    return saved(document)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:ins><w:r><w:t>Новая </w:t></w:r></w:ins><w:r><w:t>встреча</w:t></w:r>",
         "Новая встреча"),
        ("<w:del><w:r><w:delText>Старая </w:delText></w:r></w:del><w:r><w:t>Встреча</w:t></w:r>",
         "Встреча"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Встреча</w:t></w:r></w:sdtContent></w:sdt>", "Встреча"),
        ("<w:r><w:t>Встре\u00adча\u00a0пар</w:t></w:r>", "Встреча пар"),
        ("<w:r><w:t>Встреча</w:t></w:r><w:r><w:footnoteReference/></w:r>", "Встреча"),
        ("<w:r><w:t>а</w:t><w:br/><w:t>б</w:t><w:noBreakHyphen/><w:t>в</w:t></w:r>", "а\nб-в"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Рамка</w:t></w:r></w:p></w:txbxContent></w:pict>"
         "<w:t>Встреча</w:t></w:r>", "Встреча"),
        ("<w:moveFrom><w:r><w:t>Там </w:t></w:r></w:moveFrom><w:r><w:t>Тут</w:t></w:r>", "Тут"),
    ],
)  # fmt: skip
def test_word_cell_gives_the_text_a_reader_sees(xml, text):
    assert read_roadmap(word_with(xml)).rows[0].activity == text


def test_nested_table_is_kept_as_text_and_marked():
    document = docx.Document()
    table = draw(document, [HEADER, ROW])
    inner = table.cell(1, 4).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Приказ", "Справка"

    read = read_roadmap(saved(document))

    assert read.rows[0].result == "Протокол\nПриказ Справка"
    assert [column for column, _ in read.rows[0].doubts] == ["result"]


def test_roadmap_inside_a_layout_table_can_be_read():
    document = docx.Document()
    frame = document.add_table(1, 1)
    draw(frame.cell(0, 0), [HEADER, ROW])

    assert rows_of(read_roadmap(saved(document)), "activity") == [("Встреча",)]


def test_numbers_that_word_draws_itself_are_read():
    document = docx.Document()
    table = draw(document, [HEADER, ["", *ROW[1:]], ["", *ROW[1:]]])
    for at in (1, 2):
        table.cell(at, 0).paragraphs[0].style = "List Number"
    numbered = table.cell(1, 0).paragraphs[0].style.element.pPr.numPr
    for at in (1, 2):
        properties = table.cell(at, 0).paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(numbered.xml))

    assert rows_of(read_roadmap(saved(document)), "number") == [("1.",), ("2.",)]


def test_row_that_a_tracked_change_removed_is_gone():
    document = docx.Document()
    table = draw(document, [HEADER, ROW, ["2.", *ROW[1:]]])
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))

    assert rows_of(read_roadmap(saved(document)), "number") == [("1.",)]


def test_hidden_row_of_a_sheet_is_kept_and_marked():
    source = sheet_file([], [HEADER, ROW, ["2.", *ROW[1:]]], hidden=[2])

    read = read_roadmap(source)

    assert [row.doubts for row in read.rows] == [
        [],
        [("row", "Строка была скрыта в файле. Нужна ли она?")],
    ]


def test_empty_last_cell_of_a_sheet_is_only_empty():
    read = read_roadmap(sheet_file([], [
        HEADER, ["1", "Опрос", "до 05.09.2026", "Куратор", "Анкеты"],
        ["2", "Обучение", "октябрь", "Методист"], ["3", "Справка", "май"],
    ]))  # fmt: skip

    assert rows_of(read, "activity", "deadline", "responsible", "result", "doubts") == [
        ("Опрос", "до 05.09.2026", "Куратор", "Анкеты", []),
        ("Обучение", "октябрь", "Методист", "", []), ("Справка", "май", "", "", []),
    ]  # fmt: skip


def test_texts_of_another_table_are_no_title():
    people = [["ФИО", "Телефон"], ["Петрова Б.Б.", "2"]]
    read = read_roadmap(word_file(["Программа"], people, [HEADER, ["1", "Опрос", "май", "К", ""]]))

    assert (read.title, len(read.rows)) == ("", 1)


def test_sheet_with_the_roadmap_is_chosen():
    import openpyxl  # slow import

    book = openpyxl.Workbook()
    book.active.append(["Фамилия", "Класс"])
    book.active.append(["Лугова", 5])
    sheet = book.create_sheet("Карта")
    sheet.append([])
    for row in (HEADER, [1.1, "Встреча", "май", "Куратор", 0.9], [2, "Анкета", "июнь", "", ""]):
        sheet.append(row)
    sheet["E3"].number_format = "0%"

    read = read_roadmap(saved(book))

    assert read.table["sheet"] == "Карта"
    assert read.table["header_row"] == 2
    assert rows_of(read, "number", "result", "inherits") == [("1.1", "90%", []), ("2", "", [])]


def test_number_that_excel_turned_into_a_date_is_marked():
    import openpyxl  # slow import

    book = openpyxl.Workbook()
    for row in (HEADER, [date(2026, 2, 1), *ROW[1:]]):
        book.active.append(row)
    book.active["A2"].number_format = "d.m"

    read = read_roadmap(saved(book))

    assert read.rows[0].number == "1.2"
    assert [column for column, _ in read.rows[0].doubts] == ["number"]


HTML = """<html><head><style>td {color: red}</style></head><body><p>Дорожная карта школы</p>
<table><tr><th>№</th><th>Мероприятия</th><th>Сроки</th><th>Ответственный</th></tr>
<tr><td colspan="4"><b>I. Запуск</b></td></tr>
<tr><td>1.</td><td><p>Встреча<br>пар &amp; групп</p></td><td rowspan="2">май&nbsp;2026</td>
<td>Куратор</td></tr>
<tr><td>2.</td><td>Анкета<script>alert(1)</script></td><td>Директор</td></tr></table></body></html>"""


def test_html_table_is_read_with_its_merges():
    read = read_roadmap(HTML)

    assert read.title == "Дорожная карта школы"
    assert rows_of(read, "section", "activity", "deadline", "responsible", "inherits") == [
        ("I. Запуск", "Встреча\nпар & групп", "май 2026", "Куратор", []),
        ("I. Запуск", "Анкета", "", "Директор", ["deadline"]),
    ]


ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:fo="f"
 xmlns:style="s">
<office:automatic-styles><style:style style:name="B"><style:text-properties fo:font-weight="bold"/>
</style:style></office:automatic-styles><office:body><office:text>
<text:p>Дорожная карта</text:p><table:table><table:table-column table:number-columns-repeated="4"/>
<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-columns-spanned="4">
<text:p text:style-name="B">Запуск</text:p></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell><text:p>1.</text:p></table:table-cell><table:table-cell>
<text:p>Встреча<text:line-break/>пар<text:s text:c="2"/>и</text:p><text:list><text:list-item>
<text:p>групп</text:p></text:list-item></text:list></table:table-cell>
<table:table-cell table:number-rows-spanned="2"><text:p>май</text:p></table:table-cell>
<table:table-cell><text:p>Куратор</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>2.</text:p></table:table-cell><table:table-cell>
<text:p>Анкета</text:p></table:table-cell><table:covered-table-cell/><table:table-cell>
<text:p>Директор</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def test_open_document_is_read_with_its_merges():
    names = ["№", "Мероприятия", "Сроки", "Ответственный"]
    head = "".join(f"<table:table-cell><text:p>{n}</text:p></table:table-cell>" for n in names)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.replace("{head}", head))

    read = read_roadmap(buffer.getvalue())

    assert rows_of(read, "section", "activity", "deadline", "inherits") == [
        ("Запуск", "Встреча\nпар  и\nгрупп", "май", []),
        ("Запуск", "Анкета", "", ["deadline"]),
    ]


def test_text_of_a_page_is_read_without_its_debris():
    text = (
        "**План мероприятий (дорожная карта)**\n\n"
        "№\t**Мероприятия**\tСроки\tОтветственный\n"
        "<b>Запуск</b>\n"
        "1.\t<i>Встреча</i> пар\\_1\tмай\tКуратор\n"
        "2.\tАнкета&nbsp;пар\t\t\n"
    )

    read = read_roadmap(text)

    assert read.title == "План мероприятий (дорожная карта)"
    assert rows_of(read, "section", "activity", "deadline", "inherits") == [
        ("Запуск", "Встреча пар_1", "май", []),
        ("Запуск", "Анкета пар", "", ["deadline", "responsible"]),
    ]


def test_cells_with_line_breaks_survive_the_clipboard_of_excel_and_word():
    excel = '№\tМероприятия\tСроки\n1.\t"Встреча\n""пар"""\tмай\n2.\tАнкета\tиюнь\n'
    word = "№\tМероприятия\tСроки\n1.\tВстреча\n«пар»\tмай\n2.\tАнкета\tиюнь\n"

    assert rows_of(read_roadmap(excel), "activity") == [('Встреча\n"пар"',), ("Анкета",)]
    assert rows_of(read_roadmap(word), "activity") == [("Встреча\n«пар»",), ("Анкета",)]


def test_paragraphs_of_cells_copied_from_word_stay_in_their_cells():
    text = (
        "Содержание\tСроки\tРезультат\tОтветственный\n"
        "Раздел 1. Запуск\n"
        "Встречи:\n– знакомство;\n– итоговая\tмай\tПриказ\tДиректор\nКуратор Лугова Н.М.\n"
        "Анкета\tиюнь\tСправка\tКураторы:\n– первый;\n– второй\n"
    )

    read = read_roadmap(text)

    assert rows_of(read, "section", "activity", "result", "responsible") == [
        (
            "Раздел 1. Запуск",
            "Встречи:\n– знакомство;\n– итоговая",
            "Приказ",
            "Директор\nКуратор Лугова Н.М.",
        ),
        ("Раздел 1. Запуск", "Анкета", "Справка", "Кураторы:\n– первый;\n– второй"),
    ]


def test_markdown_table_is_a_table():
    text = "| № | Мероприятия | Сроки |\n|---|---|---|\n| 1. | Встреча | май |\n"

    assert rows_of(read_roadmap(text), "number", "activity", "deadline") == [
        ("1.", "Встреча", "май")
    ]


@pytest.mark.parametrize(("style", "sections"), [("Heading 3", ["Подготовка"]), ("Normal", [])])
def test_a_heading_drawn_by_a_named_style_is_a_section(style, sections):
    """The rows have no numbers and the text no mark of its own: only the style tells them apart."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for line, texts in enumerate([HEADER[1:], ["", "Подготовка", "", ""], ROW[1:]]):
        for at, text in enumerate(texts):
            table.cell(line, at).text = text
    table.cell(1, 1).paragraphs[0].style = style

    read = read_roadmap(saved(document))

    assert [section.title for section in read.sections] == sections


def test_a_style_that_stands_on_itself_is_read():
    document = docx.Document()
    document.styles["Normal"].element.append(
        parse_xml(f'<w:basedOn {nsdecls("w")} w:val="Normal"/>')
    )
    draw(document, [HEADER, ROW])

    assert rows_of(read_roadmap(saved(document)), "activity") == [("Встреча",)]
