"""The empty table of people to fill in, with hints on its second sheet. Pure."""

from people.table_columns import COLUMNS, EXAMPLES
from people.workbook import write_xlsx


def template_xlsx() -> bytes:
    """Return the template: headings with two invented people, then a sheet that explains them."""
    columns = [column for column in COLUMNS if column.key != "full_name"]
    people = [[example.get(column.key, "") for column in columns] for example in EXAMPLES]
    hints = [[column.heading, column.hint] for column in COLUMNS]
    return write_xlsx([
        ("Люди", [column.heading for column in columns], people),
        ("Подсказки", ["Столбец", "Что писать"], hints),
    ])  # fmt: skip
