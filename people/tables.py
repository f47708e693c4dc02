"""Small tables of a school beside the people: what a kind of table is, and the registry of all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from people.birth import DayNotUnderstood, read_day
from people.table_columns import Column, find_table, texts_of
from people.workbook import write_xlsx

TABLES = {}


class RowRefused(ValueError):
    """The row cannot be written; the message is the sentence for the user."""


@dataclass(frozen=True)
class TableKind:
    """One kind of table: its words, its columns, and what one row does.

    `write(values, context)` writes a row and returns a state of people.import_plan.RowState; it
    raises RowRefused or a ValidationError. `context` is made once a table by `begin`.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    examples: tuple[dict, ...]
    begin: Callable
    write: Callable
    undo_trouble: Callable = field(default=lambda created: "")

    def template(self) -> bytes:
        """Return the empty table with examples, and the hints on its second sheet."""
        rows = [[example.get(column.key, "") for column in self.columns]
                for example in self.examples]  # fmt: skip
        hints = [[column.heading, column.hint] for column in self.columns]
        return write_xlsx([
            (self.title, [column.heading for column in self.columns], rows),
            ("Подсказки", ["Столбец", "Что писать"], hints),
        ])  # fmt: skip

    def read(self, sheets, meanings):
        """Return ([{row, values, refusals}], unknown headings); raises SpreadsheetRefused."""
        table = find_table(sheets, self.columns, self.required, meanings)
        return [texts_of(table, number, cells) for number, cells in table.rows], table.unknown


def table(code, title, *, columns, required, examples, begin, **options):
    """Register the decorated function as what one row of this kind of table does."""

    def register(write):
        TABLES[code] = TableKind(code, title, columns, required, examples, begin, write, **options)
        return write

    return register


def day_of(text, what):
    """Return the date of a cell; RowRefused names the column."""
    try:
        return read_day(text)
    except DayNotUnderstood as wrong:
        raise RowRefused(f"{what}: {wrong}") from None


def number_of(text, what, most=100_000):
    """Return the whole number of a cell; RowRefused names the column."""
    if not text.isdecimal() or int(text) > most:
        raise RowRefused(f"{what}: «{text[:20]}» – не целое число до {most}.")
    return int(text)
