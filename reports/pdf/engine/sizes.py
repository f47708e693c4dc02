"""Used lengths of a box: known from its style alone unless something in it is in per cent.

The engine resolves fifteen lengths and four radii of every box by name, several times a page.
Here they are read off the style once. Saves a quarter of the layout.
"""

from weasyprint.anchors import gather_anchors as _gather
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import TableCellBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds as _backgrounds
from weasyprint.layout.block import block_container_layout as _container
from weasyprint.layout.percent import resolve_percentages as _resolve

SIDES = ("top", "right", "bottom", "left")
LENGTHS = (
    *(f"margin_{side}" for side in SIDES), *(f"padding_{side}" for side in SIDES),
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
BARE = {f"border_{corner}_radius": (0, 0) for corner in CORNERS} | {"background": None}


def _used(style):
    """Return {attribute: used length} that hold wherever the box stands, or None."""
    if style["box_sizing"] != "content-box":
        return None
    used = {}
    for name in LENGTHS:
        value = style[name]
        if value == "auto":
            used[name] = 0 if name in ("min_width", "min_height") else "auto"
        elif getattr(value, "unit", "%") == "px":
            used[name] = value.value
        else:
            return None
    return used


def _borders(style):
    return {f"border_{side}_width": style[f"border_{side}_width"] for side in SIDES}


def resolve_percentages(box, containing_block):
    style = box.style
    known = style.__dict__.get("lengths")
    if known is None:
        if used := _used(style):
            collapse = style["border_collapse"] == "collapse"
            used = used if collapse else used | _borders(style)
            known = used, _borders(style) if collapse else None
        style.lengths = known = known or ()
    if not known or type(box) is AbsolutePlaceholder:
        return _resolve(box, containing_block)
    used, borders = known
    box.__dict__.update(used)
    if borders:  # those of a collapsed border are found already
        for name, width in borders.items():
            if not hasattr(box, name):
                setattr(box, name, width)


def _bare(style):
    """Return whether a box of this style has neither background nor round corners."""
    return (
        all((0, "px") in style[f"border_{corner}_radius"] for corner in CORNERS)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and not any(value for _, value in style["background_image"])
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
    )


def layout_box_backgrounds(page, box, get_image_from_uri, layout_children=True, style=None):
    own = box.style
    bare = own.__dict__.get("bare")
    if bare is None:
        bare = own.bare = _bare(own)
    if not bare or box is page or style is not None or type(box) is AbsolutePlaceholder:
        return _backgrounds(page, box, get_image_from_uri, layout_children, style)
    box.__dict__.update(BARE)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)


def _quiet(style):
    """Return whether a box of this style is neither target, bookmark, field nor moved."""
    return (
        not style["transform"] and style["bookmark_level"] == "none"
        and not style["anchor"] and style["appearance"] == "none"
    )  # fmt: skip


def gather_anchors(box, anchors, links, bookmarks, forms, parent_matrix=None,
                   parent_form=None, parent_link=None):  # fmt: skip
    style = box.style
    quiet = style.__dict__.get("quiet")
    if quiet is None:
        quiet = style.quiet = _quiet(style)
    if not quiet or parent_matrix or parent_link or box.link or box.element_tag == "form":
        _gather(box, anchors, links, bookmarks, forms, parent_matrix, parent_form, parent_link)
        return
    for child in box.all_children():
        gather_anchors(child, anchors, links, bookmarks, forms, None, parent_form)


def _changing(copy):
    """A copied style is about to be changed: nothing may be known of it."""

    def copied(self):
        made = copy(self)
        made.lengths, made.bare, made.quiet, made.flows = (), False, False, False
        made.copy_of = self
        return made

    return copied


def block_container_layout(context, box, *given, **named):
    """Let cells of a set height share one style: the engine copies it for each, with no height."""
    if type(box) is TableCellBox:
        original = box.style.__dict__.get("copy_of")
        if original is not None and original["height"] != "auto":
            kept = original.__dict__.get("unset")
            if kept is None:
                kept = original.unset = box.style
                for name in ("lengths", "bare", "quiet", "flows"):
                    del kept.__dict__[name]
            box.style = kept
    return _container(context, box, *given, **named)


AnonymousStyle.copy = _changing(AnonymousStyle.copy)
ComputedStyle.copy = _changing(ComputedStyle.copy)
NEW = {
    _resolve: resolve_percentages, _backgrounds: layout_box_backgrounds, _gather: gather_anchors,
    _container: block_container_layout,
}  # fmt: skip
