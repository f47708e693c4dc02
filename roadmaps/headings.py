"""Names of the columns of a roadmap, where the school's own heading is not known."""

HEADINGS = {
    "number": "№", "stage": "Этап", "activity": "Мероприятие", "deadline": "Срок",
    "responsible": "Ответственный", "result": "Результат", "indicator": "Показатель",
    "mark": "Отметка о выполнении",
}  # fmt: skip


def named(column):
    """Return (field, heading) of a stored column; a column that is none of ours has field ""."""
    if isinstance(column, str):
        return (column, HEADINGS[column]) if column in HEADINGS else ("", column)
    field = column.get("field") or ""
    return field, column.get("heading") or HEADINGS.get(field, "")


def columns_of(read):
    """Return the columns of a read table as they are stored: dictionaries of field and heading."""
    headings = [heading for heading, _ in read.get("headings") or []]
    found = []
    for position, field in enumerate(read["columns"]):
        heading = headings[position] if position < len(headings) else ""
        own = field in HEADINGS
        found.append({"field": field if own else "", "heading": heading or HEADINGS.get(field, "")})
    return found
