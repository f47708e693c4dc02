"""Paragraphs and tables → the body of a Word document, written as text. Opens no files."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from xml.sax.saxutils import escape

from reports.word import tables
from reports.word.blocks import BREAK, CODE_HERE, FILL, Paragraph, Section, Table
from reports.word.look import NUMBER_FROM_TOP, SHEETS, STYLES, text_width, twips
from reports.word.styles import LEVELS, hyphens, letter_properties, line_height

_PIECES = {BREAK: "<w:br/>", FILL: "<w:tab/>", "\xad": "<w:softHyphen/>"}


def body(sections: list[Section], *, header: str, picture: Callable[[str], str]) -> str:
    """Return the content of <w:body>.

    `header` is the id of the header with the number of the page: the first page has none.
    `picture` returns the <w:drawing> of a QR code for its address.
    """
    parts = []
    for number, section in enumerate(sections):
        is_first, is_last = number == 0, number == len(sections) - 1
        page = _page(section, header if is_first else "")
        parts.append(_blocks(section.blocks, text_width(section.sheet), picture=picture))
        if is_last:
            if not section.blocks or isinstance(section.blocks[-1], Table):
                parts.append(tables.spacer(tables.GAP))
            parts.append(page)
        else:
            parts.append(tables.spacer(tables.GAP, inside=page))
    return "".join(parts)


def _blocks(blocks, width, *, picture):
    parts, write = [], partial(_blocks, picture=picture)
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        held = bool(after and after.look.get("joined"))
        if isinstance(block, Paragraph):
            parts.append(_paragraph(block, width, picture, keep=held))
            continue
        if held:
            block.rows[-1].keep = True
        above = blocks[number - 1] if number else None
        under_table = isinstance(above, Table)
        space = max(
            block.look.get("before", 0), above.look.get("after", tables.GAP) if under_table else 0
        )
        if space:
            keep = block.look.get("joined") or (above and above.look.get("keep"))
            parts.append(tables.spacer(space, keep=bool(keep)))
        parts.append(tables.markup_of(block, width, write))
        if block.look.get("after") and not isinstance(after, Table):
            parts.append(tables.spacer(block.look["after"]))
    return "".join(parts)


def _paragraph(block, width, picture, *, keep=False):
    style = STYLES["Normal"] | STYLES.get(block.look.get("style"), {})
    look = style | block.look
    runs = "".join(
        _run("".join(text for text, _ in group), dict(letters), picture, block.address)
        for letters, group in groupby(block.runs, key=lambda run: _letters(run[1], style))
    )
    tabs = any(FILL in text for text, _ in block.runs)
    return f"<w:p>{_properties(look, style, block, width, tabs=tabs, keep=keep)}{runs}</w:p>"


def _properties(look, style, block, width, *, tabs, keep):
    """Return <w:pPr> with what differs from the style, in the order Word insists on."""
    parts = [f'<w:pStyle w:val="{look["style"]}"/>' if look.get("style") else ""]
    if (keep or look.get("keep")) and not style.get("keep"):
        parts.append("<w:keepNext/>")
    if block.numbering:
        number, depth = block.numbering
        depth = min(depth, LEVELS - 1)
        parts.append(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    if look.get("rule_below"):
        parts.append(
            '<w:pBdr><w:bottom w:val="single" w:sz="10" w:space="8" w:color="auto"/></w:pBdr>'
        )
    if tabs:
        parts.append(
            f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{twips(width)}"/></w:tabs>'
        )
    if look.get("hyphens", False) != style.get("hyphens", False):
        parts.append(hyphens(look))
    parts.append(_spacing(look, style))
    left = width - look["corner"] if look.get("corner") else look.get("left", 0) * width
    indents = {
        "left": twips(left),
        "right": twips(width - look["width"]) if look.get("width") else 0,
    }
    given = "".join(f' w:{side}="{size}"' for side, size in indents.items() if size)
    parts.append(f"<w:ind{given}/>" if given else "")
    if look["align"] != style["align"]:
        parts.append(f'<w:jc w:val="{look["align"]}"/>')
    if not block.runs:  # an empty paragraph is as high as the letters of its mark
        parts.append(letter_properties(dict(_letters(block.look, style))))
    inside = "".join(parts)
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def _spacing(look, style):
    """Return <w:spacing>; the height of a line is a multiple, so larger letters find room."""
    given = ""
    for side in ("before", "after"):
        if look.get(side, 0) != style.get(side, 0):
            given += f' w:{side}="{twips(look[side])}"'
    if look["line"] != style["line"]:
        given += f' w:line="{line_height(look)}" w:lineRule="auto"'
    return f"<w:spacing{given}/>" if given else ""


def _letters(look, style):
    """Return what differs from the style in the letters, ready to be compared."""
    found = []
    for name in ("bold", "italic", "verbatim", "spread", "size"):
        value, usual = look.get(name, style.get(name, 0)), style.get(name, 0)
        if value != usual:
            found.append((name, value))
    return tuple(found)


def _run(text, letters, picture, address):
    parts, plain = [], ""
    for char in text:
        if char not in _PIECES and char != CODE_HERE:
            plain += char
            continue
        parts += [_said(plain), _PIECES[char] if char in _PIECES else picture(address)]
        plain = ""
    return f"<w:r>{letter_properties(letters)}{''.join(parts)}{_said(plain)}</w:r>"


def _said(text):
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _page(section, header):
    wide, high, (top, right, bottom, left) = SHEETS[section.sheet]
    sides = ("top", "left", "bottom", "right") if section.framed else ()
    frame = "".join(
        f'<w:{side} w:val="double" w:sz="6" w:space="20" w:color="auto"/>' for side in sides
    )
    turned = ' w:orient="landscape"' if wide > high else ""
    number = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    return (
        f'<w:sectPr>{number}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" '
        f'w:left="{twips(left)}" w:header="{twips(NUMBER_FROM_TOP)}" w:footer="{twips(10)}" '
        f'w:gutter="0"/>{f"<w:pgBorders>{frame}</w:pgBorders>" if frame else ""}'
        f"{'<w:titlePg/>' if header else ''}</w:sectPr>"
    )
