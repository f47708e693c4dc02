"""Roadmaps of five invented organisations as Word and Excel files, made anew for every test run.

Their tables are drawn as real ones are: merged sections, a digit row, a merged pair of cells, cells
that go on from the row above. What must come out stands in seeds/<name>.expected.json.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "seeds"
UP = object()  # this cell is merged with the one above


@dataclass(frozen=True)
class Wide:
    """A cell over several columns."""

    text: str
    span: int
    bold: bool = False


def word_file(above, *tables, landscape=False, below=()):
    """Return a .docx with paragraphs, then tables; a str between tables is a paragraph."""
    import docx  # slow import
    from docx.enum.section import WD_ORIENT  # slow import

    document = docx.Document()
    if landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for text in above:
        document.add_paragraph(text)
    for table in tables:
        if isinstance(table, str):
            document.add_paragraph(table)
        else:
            draw(document, table)
    for text in below:
        document.add_paragraph(text)
    return saved(document)


def draw(document, rows):
    """Draw a table of rows; the first row is bold, merged cells become real merges."""
    count = max(_width(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=count)
    for at, row in enumerate(rows):
        left = 0
        for value in row:
            span = value.span if isinstance(value, Wide) else 1
            cell = table.cell(at, left)
            if span > 1:
                cell = cell.merge(table.cell(at, left + span - 1))
            if value is UP:
                table.cell(at - 1, left).merge(cell)
            else:
                text = value.text if isinstance(value, Wide) else value
                _write(cell, text, bold=at == 0 or getattr(value, "bold", False))
            left += span
    return table


def _width(row):
    return sum(value.span if isinstance(value, Wide) else 1 for value in row)


def _write(cell, text, *, bold):
    for at, part in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.add_run(part).bold = bold or None


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def odt_file(rows, styles="", *, named=""):
    """Return an .odt of one table; cells are the XML inside them, `styles` that of its styles.

    `named` is the XML of the styles that have a name for the reader and stand in a file apart.
    """
    table = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{x}</table:table-cell>' for x in row)}"
        "</table:table-row>" for row in rows
    )  # fmt: skip
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{styles}"
            "</office:automatic-styles><office:body><office:text>"
            f"<table:table>{table}</table:table></office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "styles.xml", f"<office:document-styles {names}>{named}</office:document-styles>"
        )
    return buffer.getvalue()


def sheet_file(above, rows, *, title="Лист1", hidden=()):
    """Return an .xlsx with lines of text, a blank row and the table; dates stay dates."""
    import openpyxl  # slow import
    from openpyxl.styles import Font  # slow import

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for place, text in enumerate(above, 1):
        sheet.cell(place, 1, text or None)
    top = len(above) + 2
    for at, row in enumerate(rows):
        left = 1
        for value in row:
            span = value.span if isinstance(value, Wide) else 1
            if value is not UP:
                text = value.text if isinstance(value, Wide) else value
                cell = sheet.cell(top + at, left, text or None)
                cell.font = Font(bold=at == 0 or getattr(value, "bold", False))
                if isinstance(text, date):
                    cell.number_format = "dd.mm.yyyy"
            if span > 1:
                sheet.merge_cells(None, top + at, left, top + at, left + span - 1)
            left += span
    for first, last, column in _merges(rows):
        sheet.merge_cells(None, top + first, column + 1, top + last, column + 1)
    for at in hidden:
        sheet.row_dimensions[top + at].hidden = True
    return saved(book)


def _merges(rows):
    """Yield (first row, last row, column) of every vertical merge."""
    for column in range(max(len(row) for row in rows)):
        ups = [at for at, row in enumerate(rows) if column < len(row) and row[column] is UP]
        for at in ups:
            if at - 1 not in ups:
                last = at
                while last + 1 in ups:
                    last += 1
                yield at - 1, last, column


CITY = (
    [
        "Муниципальное общеобразовательное учреждение",
        "Средняя общеобразовательная школа №9 г. Нижнереченска",
        "(МОУ СОШ №9 г.Нижнереченска)",
        "",
        "УТВЕРЖДАЮ",
        "Директор МОУ СОШ №9 г.Нижнереченска",
        "_____ П.О.Липкин",
        "Приказ № 31 от 14.12.2022г.",
        "",
        "Дорожная карта (план мероприятий)",
        "по наставничеству педагогов в МОУ СОШ №9 г.Нижнереченска на 2022 – 2023 учебный год",
        "",
    ],
    [
        ["№ пп", "Наименование этапа", "Содержание деятельности", "Сроки", "Ответственный"],
        [
            "1.",
            "Подготовка условий",
            "Принятие актов:\n– приказ о положении;\n– приказ о закреплении пар.",
            "С 01.12.2022 до 15.12.2022",
            "Директор Липкин П.О.\nКуратор Травина ИА.",
        ],
        [
            "2.",
            "Работа пар",
            "1) Формирование пар.\n2) Встречи:\n• знакомство;\n• итоговая.",
            "Январь 2023\nФевраль-май 2023",
            "Куратор Травина ИА.",
        ],
    ],
)

RURAL = (
    [
        "УТВЕРЖДАЮ",
        "Директор МКОУ «Заозёрская ООШ»",
        "_____ А.М. Полевых",
        "«__» _____ 2023 г.",
        "",
        "План мероприятий (дорожная карта)\nвнедрения целевой модели наставничества\n"
        "МКОУ «Заозёрская ООШ»\nна 2023-2024 учебный год",
        "(далее – целевая модель наставничества – ЦМН)*",
        "",
        "Основные задачи:",
        "выявление лучших практик.",
        "",
        "Список используемых сокращений",
        "ЦМН – целевая модель наставничества.",
        "",
    ],
    [
        [
            "Содержание",
            "Сроки",
            "Ожидаемый результат (вид документа)",
            "Показатели эффективности",
            "Ответственный",
        ],
        [Wide("Организационное сопровождение", 5, bold=True)],
        [
            "Формирование базы наставляемых",
            "30.08.2023",
            "Сформирована база",
            "Не менее 10% учащихся",
            "Куратор – Лугова Н.М.",
        ],
        ["Встреча «нетворкинг»", "До 30.08.2023 г", "Встреча прошла", "", "Лугова Н.М."],
        [
            "Оформление согласий",
            "До 30.08.2023 г.",
            Wide("Согласия оформлены у 100% участников", 2),
            "Лугова Н.М.",
        ],
        [Wide("Управление", 5, bold=True)],
        [
            "Контроль",
            "В течение всего периода реализации ЦМН",
            Wide("Выполнено 100% позиций", 2),
            "Полевых А.М.\nЛугова Н.М.",
        ],
    ],
)

KINDERGARTEN = (
    [
        "План мероприятий (дорожная карта) внедрения модели наставничества\n"
        "Муниципального дошкольного образовательного учреждения «Детский сад № 12 ЛУЧИК»",
        "",
    ],
    [
        [
            "№ п/п",
            "Наименование мероприятий",
            "Сроки реализации",
            "Ответственный исполнитель",
            "Результат, вид документа",
        ],
        ["1", Wide("Нормативное регулирование", 4, bold=True)],
        [
            "1.1.",
            "Положение о наставничестве МДОУ «Детский сад №12 ЛУЧИК»",
            "февраль 2023",
            "Заведующий",
            "Приказ\nПоложение",
        ],
        ["2", Wide("Внедрение", 4, bold=True)],
        ["2.1.", "Общая встреча", "ежегодно", "Куратор, педагог-психолог", "Программа"],
        ["2.2.", "Анкетирование после встречи", UP, UP, UP],
        ["2.3.", "Анализ анкет", UP, UP, "Справки"],
        ["2.4.", "Итоги", "Май", "Куратор", ""],
    ],
)

MUNICIPALITY = (
    [
        "Приложение 3\nк приказу отдела образования\nадминистрации Верхнелужского\n"
        "муниципального округа\nот 11.04.2022 г. № 77-од",
        "",
        "Дорожная карта (план мероприятий)\nпо наставничеству в Верхнелужском округе",
        "",
    ],
    [
        [
            "№ п/п",
            "Наименование мероприятия",
            "Сроки исполнения",
            "Ответственный исполнитель",
            "Результат",
        ],
        ["1", "2", "3", "4", "5"],
        [Wide("Организационные мероприятия", 5, bold=True)],
        [
            "1.",
            "Формирование базы наставников",
            "май-сентябрь 2022г., далее ежегодно",
            "МКУ «ИМЦ ВО»,",
            "Создана база",
        ],
        [Wide("Организация работы в ОО", 5, bold=True)],
        ["2.", "Работа пар", "в течение учебного года", "Кураторы, наставники", "Программа"],
        [
            "3",
            "Отчёт наставников",
            "май ежегодно (в рамках ШМО)",
            "Кураторы",
            "Круглый стол,\nотчёт",
        ],
    ],
)

ADDITIONAL = (
    [
        "МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ ДОПОЛНИТЕЛЬНОГО",
        "ОБРАЗОВАНИЯ ЦЕНТР ТВОРЧЕСТВА ЛУКОВСКОГО РАЙОНА",
        "(МБОУ ДО ЦТЛ)",
        "",
        "ПРИКАЗ",
        "",
    ],
    [["От « 29 » апреля 2022г.", "№ 54"]],
    "Об утверждении Плана мероприятий «Дорожная карта»",
    "",
    "На основании приказа МБОУ ДО ЦТЛ № 53 от 28.04.2022 года «О наставничестве»",
    "п р и к а з ы в а ю :",
    "1. Утвердить План мероприятий «Дорожная карта» согласно приложению.",
    "",
    "И.о.директора\t\t\t\tТ.В.Сомова",
    "",
    "План мероприятий «Дорожная карта»",
    "по внедрению наставничества МБОУ ДО ЦТЛ",
    "",
    [
        [
            "№п/п",
            "Наименование мероприятия",
            "Срок реализации",
            "Ответственный исполнитель",
            "Результат, вид документа",
        ],
        [Wide("I. Нормативно- правовое регулирование", 5)],
        ["1.1", "Акты", "Апрель-август 2022", "директор", "1.Приказ (апрель)\n2. Положение (май)"],
        [Wide("II. Мониторинг", 5)],
        [
            "2.1.",
            "Внутренний мониторинг",
            "Май –декабрь\nАпрель",
            "директор, методический совет",
            "1.Справка\n2.Создание /пополнение копилки",
        ],
    ],
)

WORD_SEEDS = {
    "city-school": lambda: word_file(*CITY, landscape=True),
    "rural-school": lambda: word_file(*RURAL, landscape=True),
    "kindergarten": lambda: word_file(*KINDERGARTEN),
    "municipality": lambda: word_file(*MUNICIPALITY),
    "additional-education": lambda: word_file(*ADDITIONAL),
}


def rural_sheet():
    """Return the rural school's table as .xlsx, its first deadline a real date."""
    above, rows = RURAL
    rows = [
        [date(2023, 8, 30) if value == "30.08.2023" else value for value in row] for row in rows
    ]
    return sheet_file(above, rows, title="Дорожная карта")


SHEET_SEEDS = {
    "rural-school": rural_sheet,
    "kindergarten": lambda: sheet_file(*KINDERGARTEN),
}


def expected(name):
    """Return what must come out of a seed."""
    return json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
