"""A table → its markup in Word: widths, rules, joined cells, rows that repeat or hold together."""

from collections.abc import Callable
from itertools import pairwise

from reports.word.blocks import Paragraph, Table
from reports.word.look import TABLES, twips

GAP = 0.4  # millimetres between two tables, which Word would otherwise join
_LINE_BELOW = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="5" w:space="0" w:color="auto"/></w:tcBorders>'
)
_NO_LINE = (
    '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
)


def markup_of(table: Table, width: float, write: Callable) -> str:
    """Return <w:tbl>; `write(blocks, width)` returns the markup of what stands in a cell."""
    look = next((TABLES[name] for name in table.names if name in TABLES), {})
    indent = table.look.get("left", 0) * width
    width = (table.look.get("width") or width) - indent
    edges = [round(twips(width) * sum(table.shares[:n])) for n in range(len(table.shares) + 1)]
    rows = "".join(_row(row, edges, look, write) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/>{_indent(indent)}{_borders(look)}'
        f'<w:tblLayout w:type="fixed"/>{_room(look)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{rows}</w:tbl>"
    )


def _indent(millimetres):
    return f'<w:tblInd w:w="{twips(millimetres)}" w:type="dxa"/>' if millimetres else ""


def _borders(look):
    if "border" in look:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        kind, size = look["border"]
    elif "top" in look:
        sides, (kind, size) = ("top",), look["top"]
    else:
        return ""
    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="auto"/>' for side in sides
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _room(look):
    upright, across = map(twips, look.get("room", (0, 0)))
    above = twips(look["above"]) if "above" in look else upright
    sides = {"top": above, "left": across, "bottom": upright, "right": across}
    lines = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides.items())
    return f"<w:tblCellMar>{lines}</w:tblCellMar>"


def _row(row, edges, look, write):
    parts = [] if row.may_break else ["<w:cantSplit/>"]
    if row.least_height:
        parts.append(f'<w:trHeight w:val="{twips(row.least_height)}" w:hRule="atLeast"/>')
    if row.is_header:
        parts.append("<w:tblHeader/>")
    cells = "".join(_cell(cell, edges, look, write, keep=row.keep) for cell in row.cells)
    lacking = len(edges) - 1 - sum(cell.wide for cell in row.cells)
    if lacking > 0:
        size = edges[-1] - edges[-1 - lacking]
        span = f'<w:tcW w:w="{size}" w:type="dxa"/><w:gridSpan w:val="{lacking}"/>'
        cells += _cell_of(span + _NO_LINE, "<w:p/>")
    properties = f"<w:trPr>{''.join(parts)}</w:trPr>" if parts else ""
    return f"<w:tr>{properties}{cells}</w:tr>"


def _cell(cell, edges, look, write, *, keep):
    left, right = edges[cell.column], edges[min(cell.column + cell.wide, len(edges) - 1)]
    parts = [f'<w:tcW w:w="{right - left}" w:type="dxa"/>']
    if cell.wide > 1:
        parts.append(f'<w:gridSpan w:val="{cell.wide}"/>')
    if cell.continues:
        parts.append("<w:vMerge/>")
    elif cell.goes_on:
        parts.append('<w:vMerge w:val="restart"/>')
    if ".line" in cell.names:
        parts.append(_LINE_BELOW)
    side = cell.look.get("side", look.get("room", (0, 0))[1])
    if "side" in cell.look:
        parts.append(f'<w:tcMar><w:left w:w="{twips(side)}" w:type="dxa"/>'
                     f'<w:right w:w="{twips(side)}" w:type="dxa"/></w:tcMar>')  # fmt: skip
    if cell.look.get("upright"):
        parts.append(f'<w:vAlign w:val="{cell.look["upright"]}"/>')
    width = (right - left) * 25.4 / 1440 - 2 * side
    blocks = cell.blocks or [Paragraph(cell.look, [])]
    if keep:
        blocks = [_kept(block) for block in blocks]
    inside = write(blocks, width)
    if isinstance(blocks[-1], Table):
        inside += spacer(GAP)
    return _cell_of("".join(parts), inside)


def _cell_of(properties, inside):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _kept(block):
    if isinstance(block, Paragraph):
        return Paragraph(block.look | {"keep": True}, block.runs, block.numbering, block.address)
    return block


def spacer(millimetres, *, keep=False, inside=""):
    """Return an empty paragraph of that height: the space before a table, the end of a section."""
    hold = "<w:keepNext/>" if keep else ""
    height = max(twips(millimetres), 20)
    return (
        f'<w:p><w:pPr>{hold}<w:spacing w:before="0" w:after="0" w:line="{height}" '
        f'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>{inside}</w:pPr></w:p>'
    )
