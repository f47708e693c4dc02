"""Boxes made ready for layout: what has nothing to be repaired is passed over.

The engine goes through all boxes once for tables, flex, grid and blocks within words, and asks of
each again and again whether it is in the flow. Saves a twelfth of an order.
"""

from types import SimpleNamespace

from weasyprint.formatting_structure import build
from weasyprint.formatting_structure.boxes import (
    BlockBox,
    BlockLevelBox,
    Box,
    FlexContainerBox,
    GridContainerBox,
    InlineBlockBox,
    InlineBox,
    TableCaptionBox,
    TableCellBox,
    TableRowBox,
    TableRowGroupBox,
    TextBox,
)
from weasyprint.formatting_structure.build import create_anonymous_boxes as _create
from weasyprint.formatting_structure.build import table_boxes_children as _table
from weasyprint.formatting_structure.build import wrap_table as _wrap
from weasyprint.html import get_html_metadata as _metadata
from weasyprint.layout.absolute import AbsolutePlaceholder

USUAL = {BlockBox, InlineBlockBox, InlineBox, TableCaptionBox, TableCellBox}
INNER = {TableRowBox: TableCellBox, TableRowGroupBox: TableRowBox}


def create_anonymous_boxes(box):
    """Look for flex and grid only where there is one."""
    kinds, words_hold_blocks = _kinds(box)
    if words_hold_blocks or any(
        issubclass(kind, (FlexContainerBox, GridContainerBox)) for kind in kinds
    ):
        return _create(box)
    return build.inline_in_block(build.anonymous_table_boxes(box))


def _kinds(box):
    """Return (classes of all boxes, whether a block lies within words)."""
    kinds, found, waiting = set(), False, [box]
    while waiting:
        box = waiting.pop()
        kinds.add(type(box))
        if box.children:
            waiting += box.children
            if isinstance(box, InlineBox):
                found = found or any(isinstance(child, BlockLevelBox) for child in box.children)
    return kinds, found


def table_boxes_children(box, children):
    """Leave children as they are where none is of a table, or all are what they should be."""
    kind = type(box)
    if kind in USUAL:
        for child in children:
            if child.internal_table_or_caption or child.proper_table_child:
                return _table(box, children)
        box.children = children
        return box
    if inner := INNER.get(kind):
        kept = [child for child in children if type(child) is inner]
        if kept and _only_blanks_between(children, inner):
            box.children = kept
            return box
    return _table(box, children)


def _only_blanks_between(children, inner):
    blank = False
    for child in children:
        if type(child) is inner:
            blank = False
        elif blank or type(child) is not TextBox or not child.is_whitespace():
            return False
        else:
            blank = True
    return True


def wrap_table(box, children):
    """Make the two styles of a table and of what it is wrapped in once for each style."""
    wrapper = _wrap(box, children)
    table = wrapper.get_wrapped_table()
    kept = box.style.__dict__.get("wrapped")
    if kept is None:
        kept = box.style.wrapped = table.style, wrapper.style
        for style in kept:  # no more to be changed
            for name in ("lengths", "bare", "quiet", "flows"):
                style.__dict__.pop(name, None)
    table.style, wrapper.style = kept
    return wrapper


def is_in_normal_flow(self):
    style = self.style
    flows = style.__dict__.get("flows")
    if flows is None:
        flows = style["float"] == "none" and style["position"] in ("static", "relative")
        style.flows = flows
    return flows or _flows(self)


def descendants(self, placeholders=False):
    """Return a list of a box, its children and descendants: no generator within generators."""
    found, waiting = [], [self]
    while waiting:
        box = waiting.pop()
        if type(box) is AbsolutePlaceholder:
            if not placeholders:
                found.append(box)
                continue
            box = box._box
        found.append(box)
        if box.children:
            waiting += reversed(box.children)
    return found


class Few:
    """A page in which only the elements asked for are looked at."""

    def __init__(self, html):
        self.etree_element, self.wrapper_element = html.etree_element, self
        self.base_url, self.url_fetcher = html.base_url, html.url_fetcher

    def query_all(self, *tags):
        for element in self.etree_element.iter():
            if element.tag in tags:
                yield SimpleNamespace(etree_element=element)


def get_html_metadata(html):
    return _metadata(Few(html))


_flows = Box.is_in_normal_flow
Box.is_in_normal_flow, Box.descendants = is_in_normal_flow, descendants
NEW = {
    _create: create_anonymous_boxes, _table: table_boxes_children, _wrap: wrap_table,
    _metadata: get_html_metadata,
}  # fmt: skip
