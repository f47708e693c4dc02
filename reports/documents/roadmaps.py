"""The roadmap as a paper: its table in the school's own columns, with its approval."""

import re

from reports.documents.kinds import document
from reports.documents.letterhead import letterhead, year_label
from reports.typography import hold_spaces
from roadmaps.models import Roadmap

HEADINGS = {
    "number": "№",
    "stage": "Этап",
    "activity": "Мероприятие",
    "deadline": "Срок",
    "responsible": "Ответственный",
    "result": "Результат",
    "indicator": "Показатель",
    "mark": "Отметка о выполнении",
}
USUAL = ("number", "activity", "deadline", "responsible", "result")
TABLE_MM = 262  # landscape A4 without its margins
LETTER_MM = 2.15  # of 11 pt Liberation Serif, an average letter with some air
PADDING_MM = 3.4
KEPT_TOGETHER = 6  # rows of one vertical merge that still fit on a page in any school's table
PAGE_OF_LETTERS = 900  # a row with more may outgrow a page: it is allowed to break

ORDER_MARK = re.compile(r"приказ(?:ом)? (?P<mark>.+)", re.I)


@document("roadmap", title="Дорожная карта", subject=Roadmap)
def roadmap(plan, *, on):
    head = letterhead(plan.organization, on=on)
    return head | {
        "year": year_label(plan.year),
        "roadmap": table_facts(plan),
        "approval": _approval(plan, head),
    }


def table_facts(plan):
    """Return the table as rows of cells: vertical merges as rowspan, merged cells as colspan.

    Headings and widths come from the school's own table where it was read with them.
    """
    header, layout = plan.header or {}, plan.layout or {}
    columns = _columns(plan.columns or USUAL, layout.get("headings") or ())
    items = list(plan.items.select_related("section").order_by("position", "pk"))
    texts = [[_text(item, column) for column in columns] for item in items]
    widths = column_widths(
        [column["heading"] for column in columns], texts, layout.get("widths") or ()
    )
    for column, width in zip(columns, widths, strict=True):
        column["width"] = width
    return {
        "title": plan.title,
        "subtitle": header.get("subtitle") or "",
        "abbreviations": header.get("abbreviations") or {},
        "columns": columns,
        "digits": bool(layout.get("digit_row")),
        "groups": _groups(_rows(items, texts, columns, layout.get("section_style") or "")),
    }


def column_widths(headings, rows, drawn=()):
    """Return per cents, as CSS writes them: the longest word first, then the school's own widths.

    `drawn` are the per cents of the school's table; without them the rest goes by amount of
    text. Words are not hyphenated in somebody else's table, so a column narrower than its
    longest word would break it anywhere.
    """
    columns = list(zip(headings, *rows, strict=True)) if rows else [(h,) for h in headings]
    least = [min(_longest_word(cells) * LETTER_MM + PADDING_MM, TABLE_MM / 3) for cells in columns]
    if len(drawn) == len(columns) and all(drawn):
        own = [TABLE_MM * width / sum(drawn) for width in drawn]
        wanted = [max(width - low, 0.01) for width, low in zip(own, least, strict=True)]
    else:
        wanted = [_amount(cells) ** 0.5 for cells in columns]
    spare = max(TABLE_MM - sum(least), 0)
    widths = [low + spare * share / sum(wanted) for low, share in zip(least, wanted, strict=True)]
    return [f"{100 * width / sum(widths):.2f}" for width in widths]


def _longest_word(cells):
    """Return the length of the longest piece no line may end in, held spaces included."""
    words = (word for cell in cells for word in re.split(r"[ \n\t-]+", hold_spaces(cell)))
    return max(map(len, words), default=1)


def _amount(cells):
    """Return how much text a column must carry; a column of numbers wants nothing more."""
    longest = max(len(cell) for cell in cells[1:]) if len(cells) > 1 else len(cells[0])
    return max(longest - 8, 0) + sum(map(len, cells)) / len(cells) if longest > 8 else 0.01


def _columns(stored, headings):
    """Return field and heading of the columns, stored as names of fields or as dictionaries.

    `headings` are pairs (heading, width) beside names of fields.
    """
    found = []
    for n, column in enumerate(stored):
        if isinstance(column, str):
            column = {"field": column, "heading": headings[n][0] if n < len(headings) else ""}
        field = column.get("field") or ""
        found.append({"field": field, "heading": column.get("heading") or HEADINGS.get(field, "")})
    return found


def _text(item, column):
    if column["field"] in HEADINGS:
        return getattr(item, column["field"])
    return item.other.get(column["heading"], "")


def _rows(items, texts, columns, style):
    """Yield section rows and item rows; a cell that inherits lengthens the one above it."""
    section, above = None, {}
    for item, row in zip(items, texts, strict=True):
        if item.section_id != (section and section.pk):
            section, above = item.section, {}
            if section:
                yield {"section": True, "cells": _section_cells(section, columns, style)}
        linked, cells, index = False, [], 0
        while index < len(columns):
            field = columns[index]["field"]
            span = _span(columns, index, item.merged)
            if field in item.inherits and not row[index] and field in above:
                above[field]["rowspan"] += 1
                linked = True
            else:
                text = "\n".join(filter(None, row[index : index + span]))
                above[field] = {
                    "text": text, "colspan": span, "rowspan": 1, "number": field == "number",
                }  # fmt: skip
                cells.append(above[field])
            index += span
        yield {"section": False, "cells": cells, "linked": linked}


def _span(columns, index, merged):
    """Return how many columns from this one are one cell in the row."""
    span = 1
    if columns[index]["field"] in merged:
        while index + span < len(columns) and columns[index + span]["field"] in merged:
            span += 1
    return span


def _section_cells(section, columns, style):
    """A number without a dot stood in its own cell; «I.» belongs to the words after it."""
    apart = style == "numbered" if style else section.number[-1:].isdigit()
    if apart and section.number and columns[0]["field"] == "number":
        return [
            {"text": section.number, "colspan": 1},
            {"text": section.title, "colspan": len(columns) - 1},
        ]
    return [{"text": f"{section.number} {section.title}".strip(), "colspan": len(columns)}]


def _groups(rows):
    """Return row groups no page splits: a heading with its first row, rows of a vertical merge."""
    groups = []
    for row in rows:
        if row.get("linked") or (groups and groups[-1]["rows"][-1]["section"]):
            groups[-1]["rows"].append(row)
        else:
            groups.append({"rows": [row]})
    for group in groups:
        cells = [cell for row in group["rows"] for cell in row["cells"]]
        group["long"] = any(len(cell["text"]) > PAGE_OF_LETTERS for cell in cells)
        group["together"] = 1 < len(group["rows"]) <= KEPT_TOGETHER
    return groups


def _approval(plan, head):
    """Return the stamp: the order that approved the roadmap, or a place for a signature."""
    short = head["letterhead"]["short_genitive"]
    if plan.is_approved:
        order = ORDER_MARK.match(plan.approved_basis)
        basis = f"приказом {short}" if order else plan.approved_basis
        return {"order": basis, "mark": order["mark"] if order else ""}
    return {
        "order": "",
        "position": f"{head['head']['position'] or 'Руководитель'} {short}".strip(),
        "signature": head["head"]["signature"],
    }
