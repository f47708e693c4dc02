"""The table of a roadmap as facts: the school's own columns, headings, merges and sections."""

import re

from django.db.models import Prefetch

from reports.typography import hold_spaces
from roadmaps.emphasis import pieces
from roadmaps.fulfilment import fulfilment
from roadmaps.headings import HEADINGS, named
from roadmaps.models import Occurrence
from roadmaps.overview import with_proof

USUAL = ("number", "activity", "deadline", "responsible", "result")
PORTRAIT, LANDSCAPE = "portrait", "landscape"
TABLE_MM = {PORTRAIT: 170, LANDSCAPE: 262}  # A4 without its margins
LETTER_MM = 2.15  # of 11 pt Liberation Serif, an average letter with some air
BOLD = 1.12  # how much wider the same letter is in a heading
PADDING_MM = 3.4
KEPT_TOGETHER = 3  # rows of one vertical merge: more would leave half a page empty
PAGE_OF_LETTERS = 900  # a row with more may outgrow a page: it is allowed to break
_BREAKS = re.compile(r"[ \n\t]+|-+(?!\d)")  # «05.09-20.09» is one word
ALIKE = 0.3  # per cent: widths that differ less are those of a new table or of a paste
MARK_WIDTH = 18  # per cent of the table for a column of marks that the school has not drawn


def table_facts(plan, *, sheet="", mark=False, changed=()):
    """Return the table as rows of cells: vertical merges as rowspan, merged cells as colspan.

    Headings and widths come from the school's own table where it was read with them. `sheet` is
    the school's own unless given; `mark` fills the column of fulfilment, or adds it; `changed`
    are keys of the rows that an order changes.
    """
    header, layout = plan.header or {}, plan.layout or {}
    columns = _columns(plan, mark)
    items = plan.items.select_related("section").order_by("position", "pk")
    if mark:
        items = items.prefetch_related(
            Prefetch("occurrences", with_proof(Occurrence.objects.all()))
        )
    items = list(items)
    texts = [[_text(item, column, mark) for column in columns] for item in items]
    headings = [column["heading"] for column in columns]
    sheet = sheet or _own_sheet(layout, headings, texts)
    widths = column_widths(headings, texts, _drawn(columns, layout), TABLE_MM[sheet])
    for column, width in zip(columns, widths, strict=True):
        column["width"] = width
    groups = _groups(_rows(items, texts, columns, layout, set(changed)))
    if closed := any(_may_be_split(group) for group in groups):
        groups = _last_row_joined(groups)
    return {
        "title": plan.title,
        "subtitle": header.get("subtitle") or "",
        "intro": list(_with_dashes(header.get("intro") or [])),
        "abbreviations": {} if header.get("intro") else header.get("abbreviations") or {},
        "notes": header.get("notes") or [],
        "sheet": sheet,
        "columns": columns,
        "digits": bool(layout.get("digit_row")),
        "changed": bool(changed),
        "groups": groups,
        "closed": closed,
    }


def _with_dashes(lines):
    """Yield the lines above the table; those of a list get the dash its bullets stood for."""
    in_list = False
    for line in lines:
        yield f"– {line}" if in_list and line[0].isalpha() else line
        in_list = line.endswith(":") or (in_list and line.endswith((";", ",")))


def column_widths(headings, rows, drawn=(), table=TABLE_MM[LANDSCAPE]):
    """Return per cents, as CSS writes them: the longest word first, then the school's own widths.

    `drawn` are the per cents of the school's table; without them the rest goes by amount of
    text. Words are not hyphenated in somebody else's table, so a column narrower than its
    longest word would break it anywhere. `table` is the width in millimetres.
    """
    columns = _upright(headings, rows)
    least = [min(width, table / 3) for width in _least(columns)]
    if len(drawn) == len(columns) and all(drawn):
        own = [table * width / sum(drawn) for width in drawn]
        wanted = [max(width - low, 0.01) for width, low in zip(own, least, strict=True)]
    else:
        wanted = [_amount(cells) ** 0.5 for cells in columns]
    spare = max(table - sum(least), 0)
    widths = [low + spare * share / sum(wanted) for low, share in zip(least, wanted, strict=True)]
    return [f"{100 * width / sum(widths):.2f}" for width in widths]


def _own_sheet(layout, headings, rows):
    """Return the sheet of the school's file; the wide one where words do not fit.

    In a table with the school's own widths all of its columns fit: it was printed so before.
    """
    widths = layout.get("widths") or []
    as_drawn = not widths or (len(headings) == len(widths) and not _are_alike(widths))
    fits = as_drawn or sum(_least(_upright(headings, rows))) <= TABLE_MM[PORTRAIT]
    return PORTRAIT if layout.get("orientation") == PORTRAIT and fits else LANDSCAPE


def _upright(headings, rows):
    return list(zip(headings, *rows, strict=True)) if rows else [(h,) for h in headings]


def _least(columns):
    """Return how many millimetres each column needs for its longest word."""
    letters = [max(_longest_word(cells[:1]) * BOLD, _longest_word(cells[1:])) for cells in columns]
    return [longest * LETTER_MM + PADDING_MM for longest in letters]


def _drawn(columns, layout):
    """Return the school's widths, none where all are alike: nobody has drawn them.

    A column of marks that we add takes its part of all others.
    """
    widths = list(layout.get("widths") or ())
    if _are_alike(widths):
        return ()
    return [*widths, MARK_WIDTH] if len(columns) == len(widths) + 1 else widths


def _are_alike(widths):
    """Say whether nobody has drawn them: a new table, a paste."""
    return bool(widths) and max(widths) - min(widths) < ALIKE


def _longest_word(cells):
    """Return the length of the longest piece no line may end in, held spaces included."""
    words = (word for cell in cells for word in _BREAKS.split(hold_spaces(cell)))
    return max(map(len, words), default=1)


def _amount(cells):
    """Return how much text a column must carry; a column of numbers wants nothing more."""
    longest = max(len(cell) for cell in cells[1:]) if len(cells) > 1 else len(cells[0])
    return max(longest - 8, 0) + sum(map(len, cells)) / len(cells) if longest > 8 else 0.01


def _columns(plan, mark):
    """Return field and heading of the columns, the mark of fulfilment among them when asked."""
    found = [
        {"field": field, "heading": heading} for field, heading in map(named, plan.columns or USUAL)
    ]
    if mark and all(column["field"] != "mark" for column in found):
        found.append({"field": "mark", "heading": HEADINGS["mark"]})
    return found


def _text(item, column, mark):
    if column["field"] == "mark" and mark:
        return "\n".join(filter(None, [item.mark, fulfilment(item.occurrences.all())]))
    if column["field"] == "deadline":
        return _begin(item)
    if column["field"] in HEADINGS:
        return getattr(item, column["field"])
    return item.other.get(column["heading"], "")


def _begin(item):
    """Return the deadline as its cell is drawn: where its end has a column, the begin alone."""
    begin, dash, end = item.deadline.rpartition(" – ")
    return begin if dash and end in item.other.values() else item.deadline


def _rows(items, texts, columns, layout, changed):
    """Yield section rows and item rows; a cell that inherits lengthens the one above it."""
    section, above = None, {}
    for item, row in zip(items, texts, strict=True):
        if item.section_id != (section and section.pk):
            section, above = item.section, {}
            if section:
                yield {"section": True, "cells": _section_cells(section, columns, layout)}
        linked, cells, index = False, [], 0
        while index < len(columns):
            field = columns[index]["field"]
            span = _span(columns, index, item.merged)
            if field in item.inherits and not row[index] and field in above:
                above[field]["rowspan"] += 1
                linked = True
            else:
                text = "\n".join(filter(None, row[index : index + span]))
                under = slice(index, index + span)
                above[field] = {
                    "text": text, "colspan": span, "rowspan": 1,
                    "number": field == "number", "when": field == "deadline",
                } | _look(item, columns[under], row[under])  # fmt: skip
                cells.append(above[field])
            index += span
        yield {"section": False, "cells": cells, "linked": linked, "changed": item.pk in changed}


def _look(item, columns, texts):
    """Return the pieces of a cell in which some words are bold or italic."""
    found = []
    for column, text in zip(columns, texts, strict=True):
        drawn = item.emphasis.get(column["field"] or column["heading"])
        if text:
            found += [("", "\n")] * bool(found) + pieces(text, drawn)
    return {"pieces": found} if any(style for style, _ in found) else {}


def _span(columns, index, merged):
    """Return how many columns from this one are one cell in the row."""
    span = 1
    if columns[index]["field"] in merged:
        while index + span < len(columns) and columns[index + span]["field"] in merged:
            span += 1
    return span


def _section_cells(section, columns, layout):
    """Return the cells of a heading as the school drew them.

    A number without a dot stood in its own cell; «I.» belongs to the words after it. Words that
    were not merged over the row stand in their column.
    """
    style, last = layout.get("section_style") or "", len(columns)
    apart = style == "numbered" if style else section.number[-1:].isdigit()
    if apart and section.number and columns[0]["field"] == "number":
        return [
            {"text": section.number, "colspan": 1},
            {"text": section.title, "colspan": last - 1, "left": True},
        ]
    text = f"{section.number} {section.title}".strip()
    if style not in ("bold", "plain") or layout.get("section_merged", True):
        return [{"text": text, "colspan": last, "left": style == "roman"}]
    at = min(layout.get("section_column") or 0, last - 1)
    words = {"text": text, "colspan": 1, "left": True, "plain": style == "plain"}
    blank = {"text": "", "colspan": 1}
    return [*[blank] * at, words, *[blank] * (last - at - 1)]


def _may_be_split(group):
    """Tell whether a sheet may end within a merged cell: a line must close it there."""
    spans = [cell.get("rowspan", 1) for row in group["rows"] for cell in row["cells"]]
    return not group["together"] and max(spans, default=1) > 1


def _last_row_joined(groups):
    """Return the groups with a lone last row in the one before: no sheet holds it by itself.

    A break avoided between groups would leave the closing line where the taken back group ended.
    """
    *earlier, last = groups
    if not earlier or len(last["rows"]) > 1:
        return groups
    joined = earlier[-1] | {"rows": earlier[-1]["rows"] + last["rows"]}
    joined["long"] = joined["long"] or last["long"]
    return [*earlier[:-1], joined]


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
