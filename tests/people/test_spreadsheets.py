"""A stranger's file is read within limits; whatever is wrong gets one sentence."""

import datetime

import pytest

from people import spreadsheets
from people.spreadsheets import Sheet, SpreadsheetRefused, column_index, column_letter, read_sheets
from people.workbook import write_xlsx
from tests.people import tables


def sentence_of(data):
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_sheets(data)
    return str(refusal.value)


def test_cells_come_as_excel_shows_them():
    day = datetime.date(2014, 2, 3)

    sheets = read_sheets(write_xlsx([("Люди", ["Имя", "Когда"], [["Анна", day], ["=1+1", 3]])]))

    assert sheets == [Sheet([["Имя", "Когда"], ["Анна", day], ["=1+1", 3.0]])]


def test_texts_that_look_like_formulas_are_written_as_text():
    dangerous = ["=1+1", "+7 900", "-5", "@SUM(A1)"]

    data = write_xlsx([("Люди", ["Имя"], [[text] for text in dangerous])])

    (sheet,) = read_sheets(data)
    assert [row[0] for row in sheet.rows[1:]] == dangerous
    assert sheet.formulas == frozenset()


def test_computed_cells_are_told_apart():
    (sheet,) = read_sheets(tables.with_formula())

    assert sheet.formulas == {"A2"}


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 500, "Фамилия;Имя".encode()])
def test_no_spreadsheet_at_all(data):
    assert sentence_of(data).startswith("Это не файл Excel.")


def test_a_cut_file_is_no_spreadsheet():
    whole = tables.table(tables.TEACHER)

    assert sentence_of(whole[: len(whole) // 2]).startswith("Это не файл Excel.")


def test_a_word_file_is_no_spreadsheet():
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert sentence_of(stream.getvalue()).startswith("Это не файл Excel.")


def test_an_old_or_locked_file_says_how_to_save_it():
    assert "старого вида" in sentence_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100)


def test_too_big_a_file_is_not_opened(monkeypatch):
    monkeypatch.setattr(spreadsheets, "LARGEST_FILE", 100)

    assert sentence_of(tables.table(tables.TEACHER)).startswith("Файл больше 10 МБ.")


def test_a_bomb_is_refused_before_the_parser_sees_it():
    bomb = tables.zip_bomb()

    assert len(bomb) < 1024 * 1024
    assert "после распаковки больше 150 МБ" in sentence_of(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = bytearray(tables.zip_bomb())
    true_size = (160 * 1024 * 1024).to_bytes(4, "little")
    lying = bytes(bomb).replace(true_size, (1000).to_bytes(4, "little"))

    assert lying != bytes(bomb)
    assert "после распаковки больше 150 МБ" in sentence_of(lying)


def test_a_cell_at_the_far_corner_is_refused():
    assert sentence_of(tables.with_column_xfd()).startswith("В таблице занято столбцов: 16384")


def test_a_sheet_under_another_name_is_looked_at_too():
    assert sentence_of(tables.with_hidden_sheet()).startswith("В таблице занято столбцов: 16384")


def test_a_long_text_shared_by_many_cells_is_refused():
    assert "слишком много данных" in sentence_of(tables.with_shared_text())


def test_too_many_rows_name_the_limit(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 5)
    monkeypatch.setattr(spreadsheets, "HEADING_AREA", 1)

    assert "больше 10 000 строк" in sentence_of(tables.table(*[tables.TEACHER] * 10))


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (16383, "XFD")]
)
def test_columns_have_letters(index, letters):
    assert column_letter(index) == letters
    assert column_index(letters) == index
