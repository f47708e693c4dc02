"""The rows of an HTML table → rows of cells, each at its column, the joined ones in every row."""

import re
from collections.abc import Callable

from reports.word.blocks import Around, Cell, Row
from reports.word.look import RIGHT_AFTER_FIRST, TALL, look_of, names_of


def rows_of(table, look: dict, around: Around, read: Callable) -> list[Row]:
    """Return the rows; `read(cell, names, look, around)` returns the blocks of a cell."""
    found = []
    for group in table:
        if group.tag == "tr":
            found += _rows([group], (), around, read, is_header=False)
        elif group.tag in ("thead", "tbody", "tfoot"):
            names = names_of(group)
            found += _rows(
                [row for row in group.iterchildren("tr") if ".shut" not in names_of(row)],
                names, around.inside(names, look), read,
                is_header=group.tag == "thead",
            )  # fmt: skip
    return found


def shares_of(node, columns: int) -> list[float]:
    """Return the columns' shares of the width, summing to one."""
    styles = [col.get("style") or "" for col in node.iter("col")]
    found = [float(match[1]) if (match := re.search(r"width:\s*([\d.]+)%", style)) else 0
             for style in styles][:columns]  # fmt: skip
    found += [0] * (columns - len(found))
    lacking = found.count(0)
    rest = max(100 - sum(found), 5 * lacking) / lacking if lacking else 0
    found = [share or rest for share in found]
    return [share / sum(found) for share in found]


def _rows(nodes, group_names, around, read, *, is_header):
    """Return the rows of one group: a cell over several rows ends with its group at most."""
    nodes, waiting, found = list(nodes), {}, []
    together = ".together" in group_names
    for number, node in enumerate(nodes):
        names = names_of(node)
        inner = around.inside(names, dict(around.look))
        cells = _cells(node, inner, read, waiting, left=len(nodes) - number)
        found.append(Row(
            cells, is_header, may_break=".long" in group_names,
            least_height=max(TALL.get(name, 0) for name in (*names, *around.names)),
            keep=".section" in names or (together and number < len(nodes) - 1),
        ))  # fmt: skip
    return found


def _cells(node, around, read, waiting, *, left):
    """Return the cells of a row; `waiting` is {column: [cell, rows to go]} from above."""
    cells, column = [], 0
    for child in [*node.iterchildren("td", "th"), None]:
        while column in waiting:
            column = _continue(cells, waiting, column)
        if child is None:
            break
        cell = _cell(child, around, read, column)
        rows = min(_count(child, "rowspan"), left)
        if rows > 1:
            cell.goes_on = True
            waiting[column] = [cell, rows - 1]
        cells.append(cell)
        column += cell.wide
    return cells


def _cell(node, around, read, column):
    names = names_of(node)
    look = dict(around.look) | look_of(names, around.names)
    if column and RIGHT_AFTER_FIRST & around.names:
        look |= {"align": "right"}
    blocks = read(node, names, look, around)
    return Cell(look, blocks, column, _count(node, "colspan"), names)


def _continue(cells, waiting, column):
    """Add the part of a higher cell that stands in this row; return the column after it."""
    cell, rows = waiting.pop(column)
    cells.append(Cell(cell.look, [], column, cell.wide, cell.names, rows > 1, continues=True))
    if rows > 1:
        waiting[column] = [cell, rows - 1]
    return column + cell.wide


def _count(node, name):
    value = node.get(name) or "1"
    return max(int(value), 1) if value.isdecimal() else 1
