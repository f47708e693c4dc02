"""A table from outside → rows of a roadmap with doubts marked. Pure: saves and computes nothing."""

from collections.abc import Mapping

from roadmaps.importing.cells import Table
from roadmaps.importing.choosing import candidates, laid_lines
from roadmaps.importing.columns import (
    FIELDS,
    MARK,
    OTHER,
    Header,
    find_header,
    first_row,
    name_columns,
)
from roadmaps.importing.guard import BROKEN, HeaderNotFound, ImportRefused
from roadmaps.importing.heads import read_head
from roadmaps.importing.layout import column_widths, read_layout
from roadmaps.importing.result import (
    Candidate,
    Layout,
    ReadColumn,
    ReadRoadmap,
    ReadRow,
    ReadSection,
)
from roadmaps.importing.rows import Reading, as_rows, read_rows
from roadmaps.importing.tables import SHEET, read_tables

__all__ = [
    "FIELDS",
    "MARK",
    "OTHER",
    "Candidate",
    "HeaderNotFound",
    "ImportRefused",
    "Layout",
    "ReadColumn",
    "ReadRoadmap",
    "ReadRow",
    "ReadSection",
    "read_roadmap",
]

NO_HEADER = (
    "В таблице не нашлась шапка дорожной карты: нужны столбцы с мероприятиями и со сроками "
    "или ответственными. Укажите, что в каком столбце стоит, или загрузите другой файл."
)
NO_SUCH_TABLE = "Такой таблицы в файле нет. Выберите таблицу из списка."
NO_ACTIVITY = "Среди столбцов не назван столбец с мероприятиями. Укажите его."
NO_ROWS = "В таблице есть шапка, но нет ни одной строки. Загрузите заполненную дорожную карту."


def read_roadmap(
    source: bytes | str,
    name: str = "",
    *,
    table: int | None = None,
    columns: Mapping[int, str] | None = None,
) -> ReadRoadmap:
    """Return the roadmap in a .docx, .xlsx, .odt, in HTML or in pasted text.

    `table` is the `index` of a candidate to read instead of the best one. `columns` maps positions
    of the table's columns to fields ("number", "activity" …) where no header could be found, or
    corrects a header that was. Raises HeaderNotFound, which carries the cells, and ImportRefused.
    """
    try:
        return _read(source, name, table, columns)
    except RecursionError as error:  # thousands of elements nested in each other
        raise ImportRefused(BROKEN) from error


def _read(
    source: bytes | str, name: str, wanted: int | None, columns: Mapping[int, str] | None
) -> ReadRoadmap:
    form, tables = read_tables(source)
    offered = candidates(tables)
    chosen = _chosen(tables, offered[0].index if wanted is None else wanted)
    header = _header(chosen, columns, offered)
    reading = read_rows(laid_lines(tables, chosen, header), header)
    if not reading.rows:
        raise ImportRefused(NO_ROWS)
    head = read_head(_above(chosen, header), _text_of(chosen),
                     own=max(len(chosen.before) - len(chosen.between), 0))  # fmt: skip
    widths = column_widths(chosen, header)
    return ReadRoadmap(
        file=name,
        title=head.title,
        subtitle=head.subtitle,
        header=head.header,
        table=_place(form, chosen, header, reading),
        columns=[
            ReadColumn(column.field, column.heading, width)
            for column, width in zip(header.columns, widths, strict=True)
        ],
        sections=reading.sections,
        rows=as_rows(reading),
        notes=reading.notes + _below(tables, chosen),
        candidates=offered,
        layout=read_layout(chosen, header, reading),
        order_text=head.order_text,
        intro=head.intro,
    )


def _chosen(tables: list[Table], index: int) -> Table:
    found = next((table for table in tables if table.index == index), None)
    if found is None:
        raise ImportRefused(NO_SUCH_TABLE)
    return found


def _header(table: Table, columns: Mapping[int, str] | None, offered: list[Candidate]) -> Header:
    header = name_columns(table, columns) if columns else find_header(table)
    if header is None:
        widest = max(table.lines, key=lambda line: len(line.filled))
        if len(widest.filled) < 2 and table.width < 2:
            raise ImportRefused(NO_HEADER)
        first = first_row(table)
        cells = table.raw(first + 40)[first:]
        raise HeaderNotFound(NO_HEADER, table=table.index, cells=cells, candidates=offered)
    if "activity" not in header.fields:
        raise ImportRefused(NO_ACTIVITY)
    return header


def _above(table: Table, header: Header) -> list[str]:
    """Return the lines above the header: of the text and of the table's own first rows."""
    lines = list(table.before)
    for line in table.lines[: max(header.first, 0)]:
        texts = [part.strip() for cell in line.filled for part in cell.text.split("\n")]
        lines += texts or [""]
    return lines


def _below(tables: list[Table], table: Table) -> list[str]:
    """Return the lines under the last table; between two tables stands the title of the next."""
    last = [other for other in tables if not other.nested][-1]
    return [line for line in table.after if line][:20] if table is last else []


def _text_of(table: Table) -> str:
    return "\n".join(cell.text for line in table.lines for cell in line.filled)


def _place(form: str, table: Table, header: Header, reading: Reading) -> dict:
    place = {"index": table.index}
    if form == SHEET:
        first = table.lines[header.first].place if header.first >= 0 else 0
        place = {"sheet": table.sheet, "header_row": first}
    return place | {
        "header_rows": header.rows,
        "digit_row": reading.digit_row,
        "section_rows": len(reading.sections),
    }
