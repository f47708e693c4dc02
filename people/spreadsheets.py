"""Cells of a stranger's .xlsx, read within limits; what the columns mean is no matter here."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_INSIDE = 150 * 1024 * 1024
LARGEST_TEXT = 600 * 1024 * 1024  # a text shared by many cells is copied into each
MOST_PARTS = 2_000
MOST_ROWS = 10_000
MOST_COLUMNS = 100
HEADING_AREA = 20  # rows above the table: titles, the school's name
_CHUNK = 1 << 20

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["'][^>]*>\s*<(?:\w+:)?f[\s/>]"""
)
_NAMELESS = re.compile(
    rb"""<(?:\w+:)?c(?=[\s/>])(?![^>]*\sr\s*=\s*["'][A-Z])[^>]*>"""
)  # a cell without an address: its place could not be checked
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class SpreadsheetRefused(ValueError):
    """The file cannot be read; the message is the sentence for the user."""


@dataclass(frozen=True)
class Sheet:
    """Rows of cell values as Excel shows them; `rows[0]` is row 1 of the file.

    Values are str, float, int, bool, date, datetime, time or timedelta; an empty cell is "".
    `formulas` holds the addresses of cells that are computed.
    """

    rows: list[list]
    formulas: frozenset[str] = field(default_factory=frozenset)


def read_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx file; raises SpreadsheetRefused with a sentence.

    The parser sees the file only after its parts are inflated and counted here: a small file
    may unpack to gigabytes, and one cell at the far corner makes a table of 17 milliards.
    """
    formulas = _inspect(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [book.get_sheet_by_index(n) for n in range(len(book.sheet_names))]
            tables = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
    except (CalamineError, OSError, ValueError) as wrong:
        raise SpreadsheetRefused(
            "Файл повреждён. Откройте его в Excel, сохраните заново и загрузите ещё раз."
        ) from wrong
    return [Sheet(rows, formulas) for rows in tables]


def column_letter(index: int) -> str:
    """Return «A» for 0, «Z» for 25, «AA» for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return 0 for «A»; the way back from column_letter."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _inspect(data: bytes) -> frozenset[str]:
    """Return the addresses of the formulas, or refuse the file before any parser opens it."""
    if len(data) > LARGEST_FILE:
        raise too_big_file()
    if data.startswith(_OLD_EXCEL):
        raise SpreadsheetRefused(
            "Это файл старого вида (.xls) или он закрыт паролем. "
            "Откройте его и сохраните как «Книга Excel (.xlsx)» без пароля."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect_parts(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise SpreadsheetRefused(
            "Это не файл Excel. Сохраните таблицу как «Книга Excel (.xlsx)» и загрузите её."
        ) from wrong


def _inspect_parts(archive: zipfile.ZipFile) -> frozenset[str]:
    parts = archive.infolist()
    if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
        raise zipfile.BadZipFile("no workbook")
    if len(parts) > MOST_PARTS:
        raise _too_big()
    left, formulas, cells, longest = LARGEST_INSIDE, set(), 0, 0
    for part in parts:
        name = part.filename.lower()
        size, tail, run = 0, b"", 0
        for chunk in _inflated(archive, part, left):
            size += len(chunk)
            if name == "xl/sharedstrings.xml":
                first, *rest = chunk.split(b"<si")
                longest = max(longest, run + len(first), *map(len, rest), 0)
                run = len(rest[-1]) if rest else run + len(first)
                continue
            window = tail + chunk  # a sheet may have any name
            cells += _count_cells(window)
            formulas.update(address.decode() for address in _FORMULA.findall(window))
            tail = window[-500:]
        left -= size
    if cells * longest > LARGEST_TEXT:
        raise _too_big()
    return frozenset(formulas)


def _inflated(archive, part, limit):
    """Yield the content of a part in pieces, and refuse it when it is longer than the limit."""
    # the size written in the archive may be a lie: read to the end
    part.file_size = limit + 2 * _CHUNK
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise _too_big()
            yield chunk


def _count_cells(window: bytes) -> int:
    """Return the number of cells, or refuse those that lie too far right or down."""
    if _NAMELESS.search(window):
        raise SpreadsheetRefused(
            "Файл записан необычной программой: у ячеек нет адресов. "
            "Откройте его в Excel, сохраните заново и загрузите ещё раз."
        )
    cells = set(_CELL.findall(window))
    if not cells:
        return 0
    letters, numbers = zip(*cells, strict=True)
    widest = max(column_index(letter.decode()) for letter in set(letters)) + 1
    if widest > MOST_COLUMNS:
        raise SpreadsheetRefused(
            f"В таблице занято столбцов: {widest}, а прочитать можно не больше {MOST_COLUMNS}. "
            "Удалите столбцы справа от таблицы, даже если они пустые."
        )
    if max(map(int, set(numbers))) > MOST_ROWS + HEADING_AREA:
        raise too_many_rows()
    return len(cells)


def too_many_rows() -> SpreadsheetRefused:
    """Return the refusal of a table that is longer than MOST_ROWS."""
    return SpreadsheetRefused(
        "В таблице больше 10 000 строк. Удалите пустые строки под ней "
        "или разделите людей на несколько файлов."
    )


def too_big_file() -> SpreadsheetRefused:
    """Return the refusal of a file over LARGEST_FILE; the caller may know the size sooner."""
    return SpreadsheetRefused(
        "Файл больше 10 МБ. Уберите из него картинки и лишние листы и загрузите ещё раз."
    )


def _too_big() -> SpreadsheetRefused:
    return SpreadsheetRefused(
        "Внутри файла слишком много данных: после распаковки больше 150 МБ. "
        "Скопируйте таблицу в новую книгу и загрузите её."
    )
