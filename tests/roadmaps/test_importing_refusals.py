"""What is no roadmap is refused in one sentence that says what to do."""

import io
import zipfile

import pytest

from roadmaps.importing import HeaderNotFound, ImportRefused, read_roadmap
from roadmaps.importing.guard import MAX_ROWS
from tests.roadmaps.seed_files import WORD_SEEDS, sheet_file, word_file

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(**parts):
    """Return a .docx with the given parts; names use __ for /."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def document(body):
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def rows(count):
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>а</w:t></w:r></w:p></w:tc>" * 4 + "</w:tr>"
    return f"<w:tbl>{row * count}</w:tbl>"


def numbered_paragraphs(count):
    """Return text that packs six times: only its size is too big, not its ratio."""
    return "".join(f"<w:p w:n='{number}'/>" for number in range(count))


def locked(source):
    """Return the archive with the mark of a password on its members."""
    changed = bytearray(source)
    at = source.index(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = source.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


REFUSED = {
    "empty": (b"", "Файл пуст"),
    "blank text": (" \n ", "Файл пуст"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "не файл Word или Excel"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "old word": (OLE, "старого формата"),
    "password of office": (OLE + "EncryptedPackage".encode("utf-16-le"), "паролем"),
    "rtf": (b"{\\rtf1 abc}", ".rtf"),
    "damaged archive": (b"PK\x03\x04" + bytes(50), "повреждён"),
    "cut archive": (package(word__document=document(""))[:-30], "повреждён"),
    "password of zip": (locked(package(word__document=document(rows(2)))), "паролем"),
    "no document": (package(other="<a/>"), "повреждён"),
    "broken xml": (package(word__document="<w:document"), "повреждён"),
    "no body": (package(word__document=f"<w:document {W}/>"), "повреждён"),
    "no table": (package(word__document=document("<w:p/>")), "нет таблицы"),
    "text without table": ("Мероприятия и сроки", "нет таблицы"),
    "too big": (bytes(10 * 1024 * 1024 + 1), "больше 10 МБ"),
    "too many rows": (package(word__document=document(rows(MAX_ROWS + 1))), "больше 2000"),
    "too much pasted": ("а\tб\n" * (2 * MAX_ROWS + 9), "больше 2000"),
    "too much html": ("<table>" + "<tr><td>а<td>б" * 3000 + "</table>", "больше 2000"),
    "bomb": (lambda: package(word__document=" " * 130_000_000), "слишком много данных"),
    "bomb beside": (
        lambda: package(word__document=document(rows(2)), word__media=" " * 20_000_000),
        "слишком много данных",
    ),
    "big part": (
        lambda: package(word__document=numbered_paragraphs(1_500_000)),
        "слишком много данных",
    ),
    "many members": (
        lambda: package(**{f"word__{n}": "" for n in range(2001)}),
        "слишком много данных",
    ),
    "entities": (
        package(
            word__document='<!DOCTYPE a [<!ENTITY b "c">]>' + document("<w:p>&b;</w:p>"),
        ),
        "повреждён",
    ),
    "deep nesting": (
        package(word__document=document("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)),
        "повреждён",
    ),
    "header and no rows": (
        word_file([], [["№", "Мероприятия", "Сроки", "Ответственный"], ["", "", "", ""]]),
        "нет ни одной строки",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusal_is_one_sentence_that_says_what_to_do(name):
    source, words = REFUSED[name]
    source = source() if callable(source) else source

    with pytest.raises(ImportRefused) as refusal:
        read_roadmap(source, "карта.docx")

    assert words in str(refusal.value)


def test_spreadsheet_of_something_else_shows_its_cells():
    source = sheet_file([], [["Фамилия", "Класс", "Телефон"], ["Лугова", "5", "нет"]])

    with pytest.raises(HeaderNotFound, match="Укажите, что в каком столбце") as refusal:
        read_roadmap(source)

    assert refusal.value.table == 0
    assert refusal.value.cells == [["Фамилия", "Класс", "Телефон"], ["Лугова", "5", "нет"]]


def test_columns_without_activities_are_refused():
    source = sheet_file([], [["Фамилия", "Класс", "Телефон"], ["Лугова", "5", "нет"]])

    with pytest.raises(ImportRefused, match="столбец с мероприятиями"):
        read_roadmap(source, columns={0: "number", 7: "activity"})


def test_name_of_the_file_decides_nothing():
    read = read_roadmap(WORD_SEEDS["kindergarten"](), "карта.pdf")

    assert read.file == "карта.pdf"
    assert len(read.rows) == 5


def test_macros_are_left_alone():
    source = io.BytesIO(WORD_SEEDS["kindergarten"]())
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\x00" * 100)

    assert len(read_roadmap(source.getvalue()).rows) == 5
