"""A paragraph that is nothing but words, as in most cells of a table: its lines without detours.

The engine prepares each line for floats, boxes inside it, two directions and breaks between its
parts. Where a line box holds one text only, what is left of that is here, in the same order of
additions, for they round. Saves a third of the layout.
"""

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.inline import (
    _adjust_line_height,
    remove_last_whitespace,
    split_text_box,
    text_align,
)
from weasyprint.layout.inline import iter_line_boxes as _iter
from weasyprint.layout.percent import resolve_one_percentage

from reports.pdf.engine.sizes import resolve_percentages


def _is_plain(context, box, containing_block):
    if len(box.children) != 1 or type(box.children[0]) is not TextBox or context.excluded_shapes:
        return False
    child, style = box.children[0], box.style
    return (
        child.style["white_space"] == style["white_space"] == "normal"
        and child.style["vertical_align"] == "baseline"
        and containing_block.style["direction"] == style["direction"] == "ltr"
        and child.style["float"] == style["float"] == "none"
        and child.style["position"] == style["position"] == "static"
        and style["font_size"] and child.style["font_size"]
        and not (box.is_leader or child.is_leader or child.trailing_collapsible_space)
        and not context.footnotes
    )  # fmt: skip


def iter_line_boxes(context, box, position_y, bottom_space, skip_stack, containing_block,
                    absolute_boxes, fixed_boxes, first_letter_style, first_line_style):  # fmt: skip
    rest = (bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style)  # fmt: skip
    if first_letter_style or first_line_style or not _is_plain(context, box, containing_block):
        yield from _iter(context, box, position_y, *rest)
        return
    resolve_percentages(box, containing_block)
    skip = 0
    if skip_stack is None:
        resolve_one_percentage(box, "text_indent", containing_block.width)
    else:
        box.text_indent = 0
        ((_, inner),) = skip_stack.items()
        skip = next(iter(inner)) if inner else 0
    text = box.children[0].text.encode()
    left = containing_block.content_box_x()
    while True:
        start = skip
        while text[start : start + 1] == b" ":
            start += 1
        line = None
        if start < len(text):
            line, resume_at = _line(context, box, position_y, start, containing_block, left)
        if line is None:  # nothing is left but blanks: the engine knows what that means
            stack = {0: {skip: None}} if skip else skip_stack
            yield from _iter(context, box, position_y, bottom_space, stack, *rest[2:])
            return
        position_y = line.position_y + line.height
        yield line, resume_at
        if resume_at is None:
            return
        skip = next(iter(resume_at[0]))
        box.text_indent = 0


def _line(context, box, position_y, start, containing_block, left):
    """Return (line, resume_at) of the words from the byte `start` on."""
    child, is_start = box.children[0], start == 0
    right = left + containing_block.width
    left, right = left + box.margin_left, right - box.margin_right
    available_width = right - left
    position_x = left - box.margin_left
    box.position_x, box.position_y = position_x, position_y
    max_x = (position_x + available_width) * (1 + 1e-9)
    child.position_y = position_y
    resolve_percentages(child, containing_block)
    child.position_x = position_x + box.text_indent
    words, skip, preserved = split_text_box(context, child, max_x - child.position_x, start)
    if words is None:
        return None, None
    resume_at = None if skip is None else {0: {skip: None}}
    line = box.copy_with_children([words])
    line.remove_decoration(start=not is_start, end=resume_at is not None)
    line.width = words.position_x + words.margin_width() - line.content_box_x()
    _adjust_line_height(line)
    box.width, box.height = line.width, line.height
    if words.text[-1] == " ":
        remove_last_whitespace(context, line)
    offset_x = text_align(context, line, available_width, last=resume_at is None or preserved)
    _stand(line, words, position_y, offset_x)
    return line, resume_at


def _stand(line, words, position_y, offset_x):
    """Put the line and its words on their baseline."""
    words.position_y = top = 0 - words.baseline
    bottom, own = top + words.margin_height(), 0 - line.baseline
    bottom, top = max(bottom, own + line.margin_height()), min(top, own)
    line.baseline = -top
    line.position_y, line.height = top, bottom - top
    offset_y = position_y - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset_x, offset_y)
    line.position_y = position_y


NEW = {_iter: iter_line_boxes}
