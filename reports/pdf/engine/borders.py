"""Rules of a table: conflicts of borders settled once for each style, lines drawn without detours.

The engine asks the style of every cell, row, group and column for each side of each field of the
grid, though few have a border at all. Saves a twelfth of an order.
"""

from weasyprint.draw import draw_collapsed_borders as _draw
from weasyprint.draw.color import get_color, styled_color
from weasyprint.layout.table import TRANSPARENT
from weasyprint.layout.table import collapse_table_borders as _collapse

from reports.pdf.engine.drawing import draw_line, drawn_line

SIDES = ("left", "right", "top", "bottom")
STYLES = ("none", "inset", "groove", "outset", "ridge", "dotted", "dashed", "solid", "double",
          "hidden")  # fmt: skip
SCORES = {style: score for score, style in enumerate(STYLES)}
SHOWN_AS = {"inset": "ridge", "outset": "groove"}
WEAK = ((0, 0, SCORES["none"]), ("none", 0, TRANSPARENT))
STRONG = ((1, 0, SCORES["hidden"]), ("hidden", 0, TRANSPARENT))
NONE = dict.fromkeys([f"border_{side}_width" for side in SIDES], 0.0)


class Grid:
    """The borders of a table; `known` are those each style wishes for."""

    def __init__(self, width, height):
        self.width, self.height, self.known = width, height, {}
        self.vertical = [[WEAK] * (width + 1) for _ in range(height)]
        self.horizontal = [[WEAK] * width for _ in range(height + 1)]

    def wished(self, style):
        """Return the borders of the four sides, None for one that cannot win."""
        found = self.known.get(id(style))
        if found is None:
            sides = [_border(style, side) for side in SIDES]
            found = [border if border[0] > WEAK[0] else None for border in sides]
            self.known[id(style)] = found = found if any(found) else ()
        return found

    def put(self, style, x, y, width, height):
        """Let the borders of a box win where nothing stronger, or earlier and as strong, is."""
        wished = self.wished(style)
        if not wished:
            return
        left, right, top, bottom = wished
        for row in self.vertical[y : y + height]:
            if left and row[x][0] < left[0]:
                row[x] = left
            if right and row[x + width][0] < right[0]:
                row[x + width] = right
        for row, border in ((self.horizontal[y], top), (self.horizontal[y + height], bottom)):
            if border:
                for at in range(x, x + width):
                    if row[at][0] < border[0]:
                        row[at] = border

    def hide_within(self, x, y, width, height):
        """Nothing is drawn inside of a cell of several fields."""
        for row in self.vertical[y : y + height]:
            row[x + 1 : x + width] = [STRONG] * (width - 1)
        for row in self.horizontal[y + 1 : y + height]:
            row[x : x + width] = [STRONG] * width

    def widths(self, x, y, width, height):
        """Return {attribute: half of the width} of a box."""
        columns = self.vertical[y : y + height]
        top, bottom = self.horizontal[y], self.horizontal[y + height]
        return {
            "border_left_width": max([row[x][1][1] for row in columns]) / 2,
            "border_right_width": max([row[x + width][1][1] for row in columns]) / 2,
            "border_top_width": max([found[1][1] for found in top[x : x + width]]) / 2,
            "border_bottom_width": max([found[1][1] for found in bottom[x : x + width]]) / 2,
        }


def _border(style, side):
    """Return (strength, (how it is drawn, width, colour)) of one side of a box."""
    kind, width = style[f"border_{side}_style"], style[f"border_{side}_width"]
    strength = (1 if kind == "hidden" else 0), width, SCORES[kind]
    return strength, (SHOWN_AS.get(kind, kind), width, get_color(style, f"border_{side}_color"))


def collapse_table_borders(table, grid_width, grid_height):
    """Settle the borders of a table; a cell's win over its row's, these over the table's."""
    if not (grid_width and grid_height) or table.style["direction"] != "ltr":
        return _collapse(table, grid_width, grid_height)
    grid = Grid(grid_width, grid_height)
    groups = table.children
    rows = [row for group in groups for row in group.children]
    cells = [(cell, y) for y, row in enumerate(rows) for cell in row.children]
    for cell, y in cells:
        place = cell.grid_x, y, cell.colspan, cell.rowspan
        if cell.colspan > 1 or cell.rowspan > 1:
            grid.hide_within(*place)
        grid.put(cell.style, *place)
    for y, row in enumerate(rows):
        grid.put(row.style, 0, y, grid_width, 1)
    y = 0
    for group in groups:
        grid.put(group.style, 0, y, grid_width, len(group.children))
        y += len(group.children)
    columns = [column for group in table.column_groups for column in group.children]
    for column in columns:
        grid.put(column.style, column.grid_x, 0, 1, grid_height)
    for group in table.column_groups:
        grid.put(group.style, group.grid_x, 0, group.span, grid_height)
    grid.put(table.style, 0, 0, grid_width, grid_height)

    for box in (*groups, *rows, *columns, *table.column_groups):
        box.__dict__.update(NONE)
    for cell, y in cells:
        cell.__dict__.update(grid.widths(cell.grid_x, y, cell.colspan, cell.rowspan))
    table.__dict__.update(grid.widths(0, 0, grid_width, grid_height))
    table.__dict__.update({
        name: width for name, width in grid.widths(0, 0, grid_width, 1).items()
        if name in ("border_left_width", "border_right_width")
    })  # fmt: skip
    return grid.vertical, grid.horizontal


def draw_collapsed_borders(stream, table):
    """Draw the borders of a table, the stronger ones on top."""
    rows = [row for group in table.children for row in group.children]
    if not (rows and table.column_widths):
        return
    lines = _lines(table, rows)
    lines.sort(key=lambda line: line[0][0])
    tagged = stream._tags is not None
    for (_, (style, width, colour)), *ends in lines:
        if plain := drawn_line(stream, *ends, width, style, colour):
            line = b"q\n%b\nQ" % plain
            stream.stream.append(b"/Artifact\nBMC\n%b\nEMC" % line if tagged else line)
            continue
        colour = styled_color(style, colour, "left" if ends[0] == ends[2] else "top")
        with stream.artifact(), stream.stacked():
            draw_line(stream, *ends, width, style, colour)


def _lines(table, rows):
    """Return (border, the four numbers of its ends) of each field's sides, row by row."""
    height, width = len(rows), len(table.column_widths)
    xs = [*table.column_positions, table.column_positions[-1] + table.column_widths[-1]]
    ys = [*(row.position_y for row in rows), rows[-1].position_y + rows[-1].height]
    vertical, horizontal = _shown(table, height)
    across = [_joints(row, width) for row in horizontal]  # half widths where lines meet
    along = [_joints(column, height) for column in zip(*vertical, strict=True)]
    first, last = table.skip_cell_border_top, table.skip_cell_border_bottom
    lines = []

    def add_vertical(x, y):
        border = vertical[y][x]
        if border[1][1] and border[1][2].alpha:
            top = ys[y] if first and y == 0 else ys[y] - across[y][x]
            bottom = ys[y + 1]
            if not last or y != height - 1:
                bottom += across[y + 1][x]
            lines.append((border, xs[x], top, xs[x], top + (bottom - top)))

    def add_horizontal(x, y):
        border = horizontal[y][x]
        if (
            border[1][1]
            and border[1][2].alpha
            and not ((first and y == 0) or (last and y == height))
        ):
            left, right = xs[x] - along[x][y], xs[x + 1] + along[x + 1][y]
            lines.append((border, left, ys[y], left + (right - left), ys[y]))

    for x in range(width):
        add_horizontal(x, 0)
    for y in range(height):
        add_vertical(0, y)
        for x in range(width):
            add_vertical(x + 1, y)
            add_horizontal(x, y + 1)
    return lines


def _shown(table, height):
    """Return the grid's rows of upright and of level borders that this sheet shows."""
    vertical, horizontal = table.collapsed_border_grid
    groups = table.children
    head = len(groups[0].children) if groups[0].is_header else 0
    foot = len(groups[-1].children) if groups[-1].is_footer else 0
    body = table.skipped_rows - head if table.skipped_rows else 0
    end = len(vertical) - height

    def number(y, level):
        if head and y < head + level:
            return y
        return y + (end if foot and y >= height - foot else body)

    return (
        [vertical[number(y, 0)] for y in range(height)],
        [horizontal[number(y, 1)] for y in range(height + 1)],
    )


def _joints(borders, count):
    """Return half of the wider of each two neighbours, and of the first and the last one."""
    widths = [0, *(border[1][1] for border in borders[:count]), 0]
    return [max(widths[at : at + 2]) / 2 for at in range(count + 1)]


NEW = {_collapse: collapse_table_borders, _draw: draw_collapsed_borders}
