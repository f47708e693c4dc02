"""What may not come in, and the sentence for it. Looks at a file before any parser does."""

import io
import zipfile
from xml.etree import ElementTree

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024  # all members together: pictures and fonts of a real order
MAX_PART = 12 * 1024 * 1024  # one XML part that is read: its tree takes 15 times as much memory
MAX_MEMBERS = 2_000
MAX_RATIO = 200  # Word's own XML packs 20 to 60 times
RATIO_COUNTS_FROM = 8 * 1024 * 1024
MAX_ROWS = 2_000
MAX_COLUMNS = 64
MAX_TEXT = 2_000_000  # characters of pasted text

SAVE_AS = "Откройте его в Word или Excel, сохраните как .docx или .xlsx и загрузите снова."
NOT_A_TABLE_FILE = (
    "Это не файл Word или Excel. Загрузите дорожную карту в формате .docx, .xlsx или .odt "
    "или вставьте таблицу из буфера."
)
BROKEN = f"Файл повреждён, прочитать его не удалось. {SAVE_AS}"
TOO_BIG = "Файл больше 10 МБ. Удалите из него рисунки и сканы и загрузите снова."
BOMB = (
    "Внутри файла слишком много данных: после распаковки он больше допустимого. "
    "Скопируйте таблицу дорожной карты в новый документ и загрузите его."
)
PASSWORD = "Файл защищён паролем. Снимите пароль, сохраните файл и загрузите снова."
PDF = (
    "Это файл PDF: порядок ячеек в нём не сохраняется. Загрузите исходный файл Word "
    "или преобразуйте PDF в .docx и загрузите его."
)
OLD_WORD = "Это файл старого формата (.doc или .xls). Откройте его и сохраните как .docx или .xlsx."
NO_TABLE = (
    "В файле нет таблицы. Загрузите файл, в котором дорожная карта оформлена таблицей, "
    "или вставьте таблицу из буфера."
)
TOO_MANY_ROWS = (
    "В таблице больше 2000 строк, а принимается не больше 2000. "
    "Оставьте в файле только дорожную карту и загрузите снова."
)
EMPTY = "Файл пуст. Загрузите файл с таблицей дорожной карты или вставьте таблицу из буфера."


class ImportRefused(ValueError):
    """The file cannot be read as a roadmap; the text says what is wrong and what to do."""


class HeaderNotFound(ImportRefused):
    """Tables are there, no header of a roadmap; `cells` lets the curator name the columns.

    `candidates` are the tables of the file, `table` is the index of the one that is shown.
    """

    def __init__(self, message: str, *, table: int, cells: list[list[str]], candidates: list):
        super().__init__(message)
        self.table = table
        self.cells = cells
        self.candidates = candidates


def open_archive(source: bytes) -> zipfile.ZipFile:
    """Return the archive after its table of contents was weighed; nothing is unpacked yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError) as error:
        raise ImportRefused(BROKEN) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(len(source), 1)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise ImportRefused(BOMB)
    if unpacked > RATIO_COUNTS_FROM and ratio > MAX_RATIO:
        raise ImportRefused(BOMB)
    if any(member.flag_bits & 1 for member in members):
        raise ImportRefused(PASSWORD)
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member, never more of it than MAX_PART: its declared size may be a lie."""
    try:
        with archive.open(name) as part:
            content = part.read(MAX_PART + 1)
    except KeyError:
        raise ImportRefused(BROKEN) from None
    except Exception as error:  # a damaged archive raises zlib, struct, lzma and other errors
        raise ImportRefused(BROKEN) from error
    if len(content) > MAX_PART:
        raise ImportRefused(BOMB)
    return content


def parse_xml(content: bytes) -> ElementTree.Element:
    """Return the root; a document type is refused, so no entity can grow or reach outside.

    Office programs write UTF-8 without a document type, therefore looking for the mark is safe and
    lets the quick parser of the standard library do the work.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = _from_utf16(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ImportRefused(BROKEN)
    declaration = content[:200].split(b"?>")[0].lower()
    if b"encoding" in declaration and b"utf-8" not in declaration:
        raise ImportRefused(BROKEN)
    try:
        return ElementTree.fromstring(content)  # no document type can be in it, see above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ImportRefused(BROKEN) from error


def _from_utf16(content: bytes) -> bytes:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ImportRefused(BROKEN) from error
    return text.partition("?>")[2].encode() if text.startswith("<?xml") else text.encode()
