"""Tables written as .xlsx: cells that look like formulas stay text."""

import io
from collections.abc import Iterable, Sequence

WIDTH = 22
HEADING_FILL = "FFE8EDF7"


def write_xlsx(sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence]]]) -> bytes:
    """Return an .xlsx of (title, headings, rows); the first row stays in sight when scrolling.

    Numbers and dates stay what they are; every text is stored as text, also one with = + - @.
    """
    from openpyxl import Workbook  # slow import

    book = Workbook()
    book.remove(book.active)
    for title, headings, rows in sheets:
        sheet = book.create_sheet(title[:31])
        _write_row(sheet, 1, headings)
        for number, row in enumerate(rows, start=2):
            _write_row(sheet, number, row)
        _dress(sheet, len(headings))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_row(sheet, number, row):
    for column, value in enumerate(row, start=1):
        cell = sheet.cell(number, column)
        if isinstance(value, str):
            cell.value = _printable(value)
            cell.data_type = "s"  # openpyxl would take «=…» for a formula
        else:
            cell.value = value
            if hasattr(value, "year"):
                cell.number_format = "DD.MM.YYYY"


def _printable(text):
    """Return the text without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")


def _dress(sheet, columns):
    from openpyxl.styles import Font, PatternFill  # slow import
    from openpyxl.utils import get_column_letter  # slow import

    for column in range(1, columns + 1):
        heading = sheet.cell(1, column)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor=HEADING_FILL)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    sheet.freeze_panes = "A2"
