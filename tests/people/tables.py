"""Small tables of people as .xlsx bytes; all persons are invented."""

import datetime
import io
import zipfile

from people.workbook import write_xlsx

HEADINGS = ("Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Кто", "Должность", "Класс",
            "Телефон", "Роль", "Представитель ФИО", "Кем приходится")  # fmt: skip
TEACHER = {"Фамилия": "Белова", "Имя": "Елена", "Отчество": "Станиславовна",
           "Дата рождения": datetime.date(1979, 3, 4), "Кто": "работник",
           "Должность": "учитель химии", "Роль": "наставник"}  # fmt: skip
PUPIL = {"Фамилия": "Захаров", "Имя": "Матвей", "Отчество": "Андреевич",
         "Дата рождения": datetime.date(2013, 2, 9), "Класс": "8б", "Роль": "наставляемый",
         "Представитель ФИО": "Захарова Ирина Олеговна", "Кем приходится": "мать"}  # fmt: skip


def table(*rows, headings=HEADINGS):
    """Return an .xlsx of rows given as {heading: value}."""
    cells = [[row.get(heading, "") for heading in headings] for row in rows]
    return write_xlsx([("Люди", headings, cells)])


def with_formula():
    """Return a table whose surname is computed and carries no value."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Фамилия", "Имя"])
    book.active.append(['="Бе"&"лова"', "Елена"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_shared_text(length=1024 * 1024, rows=1000):
    """Return a small file in which one long text is copied into every cell of a column."""
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, rows + 1))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'а' * length}</t></si></sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{cells}</sheetData>")
    return stream.getvalue()


def with_hidden_sheet():
    """Return a table whose sheet lies under an unusual name and reaches the far corner."""
    plain, stream = with_column_xfd(), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/other.dat")
            new.writestr(name.replace("worksheets/sheet1.xml", "worksheets/other.dat"), content)
    return stream.getvalue()


def with_column_xfd():
    """Return a table with a cell in the 16,384th column."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Фамилия", "Имя"])
    book.active["XFD1"] = "далеко"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_bomb(size=160 * 1024 * 1024):
    """Return a small file that unpacks to more than the limit."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return stream.getvalue()
