"""A file or pasted text → its tables, by what is inside and not by the name."""

import re

from roadmaps.importing.cells import Table, lines_of
from roadmaps.importing.guard import (
    EMPTY,
    MAX_BYTES,
    MAX_ROWS,
    MAX_TEXT,
    NO_TABLE,
    NOT_A_TABLE_FILE,
    OLD_WORD,
    PASSWORD,
    PDF,
    TOO_BIG,
    TOO_MANY_ROWS,
    ImportRefused,
    open_archive,
    read_part,
)
from roadmaps.importing.opendocument import read_odt
from roadmaps.importing.pasted import read_pasted
from roadmaps.importing.sheets import read_sheets
from roadmaps.importing.web import read_html
from roadmaps.importing.word import read_word

WORD, SHEET, ODT, HTML, TEXT = "docx", "xlsx", "odt", "html", "text"
_HTML = re.compile(r"<table[\s>]", re.IGNORECASE)
_CAPTION = re.compile(r"^\W*таблица\s+№?\s?\d", re.IGNORECASE)


def read_tables(source: bytes | str) -> tuple[str, list[Table]]:
    """Return the format and all tables, each with the texts around it. Raises ImportRefused."""
    if len(source) > MAX_BYTES:
        raise ImportRefused(TOO_BIG)
    if not source.strip():
        raise ImportRefused(EMPTY)
    form, tables = _from_text(source) if isinstance(source, str) else _from_bytes(source)
    tables = [table for table in tables if any(line.filled for line in table.lines)]
    if not tables:
        raise ImportRefused(NO_TABLE)
    if sum(len(table.lines) for table in tables if not table.nested) > 2 * MAX_ROWS or any(
        len(table.lines) > MAX_ROWS for table in tables
    ):
        raise ImportRefused(TOO_MANY_ROWS)
    _surround(tables, alone=form == SHEET)
    return form, tables


def _from_bytes(source: bytes) -> tuple[str, list[Table]]:
    if source.startswith(b"PK"):
        return _from_archive(source)
    if source.lstrip()[:5] == b"%PDF-":
        raise ImportRefused(PDF)
    if source.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = "EncryptedPackage".encode("utf-16-le") in source
        raise ImportRefused(PASSWORD if locked else OLD_WORD)
    if source.lstrip()[:5] == b"{\\rtf":
        raise ImportRefused(OLD_WORD.replace(".doc или .xls", ".rtf"))
    text = _decoded(source)
    if text is None:
        raise ImportRefused(NOT_A_TABLE_FILE)
    return _from_text(text)


def _from_text(text: str) -> tuple[str, list[Table]]:
    if len(text) > MAX_TEXT:
        raise ImportRefused(TOO_MANY_ROWS)
    if _HTML.search(text):
        return HTML, read_html(text)
    return TEXT, read_pasted(text)


def _from_archive(source: bytes) -> tuple[str, list[Table]]:
    with open_archive(source) as archive:
        names = set(archive.namelist())
        if "mimetype" in names and "content.xml" in names:
            kind = read_part(archive, "mimetype")
            if b"opendocument.text" in kind:
                if b"encryption-data" in _manifest(archive, names):
                    raise ImportRefused(PASSWORD)
                return ODT, read_odt(archive)
            raise ImportRefused(OLD_WORD.replace("старого формата (.doc или .xls)", "другого вида"))
        if "[Content_Types].xml" not in names:
            raise ImportRefused(NOT_A_TABLE_FILE)
        types = read_part(archive, "[Content_Types].xml")
        if b"wordprocessingml.document.main" in types or b"word.document.macro" in types:
            return WORD, read_word(archive)
        if b"wordprocessingml.template.main" in types or "word/document.xml" in names:
            return WORD, read_word(archive)
        if "xl/workbook.bin" in names:
            raise ImportRefused(OLD_WORD.replace(".doc или .xls", ".xlsb"))
        if b"spreadsheetml" in types or "xl/workbook.xml" in names:
            return SHEET, read_sheets(archive)
    raise ImportRefused(NOT_A_TABLE_FILE)


def _manifest(archive, names: set[str]) -> bytes:
    name = "META-INF/manifest.xml"
    return read_part(archive, name) if name in names else b""


def _decoded(source: bytes) -> str | None:
    """Return the text of a file that is text: UTF-8, UTF-16 with its mark, or old Windows."""
    if b"\x00" in source[:4096] and source[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    for encoding in ("utf-8-sig", "utf-16", "cp1251"):
        if encoding == "utf-16" and source[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = source.decode(encoding)
        except UnicodeDecodeError:
            continue
        signs = sum(1 for sign in text[:4096] if sign < " " and sign not in "\t\r\n\x0c")
        return text if signs < 4 else None
    return None


def _is_data(table: Table) -> bool:
    """Return whether a table before the roadmap holds data; a stamp or a date line is none."""
    return sum(len(line.filled) > 2 for line in table.lines) > 1


def _uncaptioned(lines: list[str]) -> list[str]:
    """Return the lines without the caption of the table that follows and is left out."""
    return lines[:-1] if lines and _CAPTION.match(lines[-1]) else lines


def _surround(tables: list[Table], *, alone: bool) -> None:
    """Give each table all texts above it, tables before it included, and those below it."""
    above: list[str] = []
    outer = [table for table in tables if not table.nested]
    for position, table in enumerate(outer):
        above = above + table.between
        table.before = [] if alone else above[-400:]
        above = _uncaptioned(above) if _is_data(table) else [*above, *lines_of(table)][-400:]
        if position + 1 < len(outer):
            table.after = outer[position + 1].between
    for table in tables:
        if table.nested:
            table.before = [text for other in outer[:1] for text in other.between]
