"""The sheets of a paper with words marked on them: the declined ones, or those just typed."""

from base64 import b64encode

from reports.actions import declined_words, pdf_of
from reports.declined import words_in
from reports.pdf import render_pdf
from reports.sheets import page_picture, places_of

ROOM = 2  # points around a word, so that its mark is easier to hit


def preview_of(draft, *, back):
    """Return (words, sheets): the declined words with their pages, and the marks of each sheet.

    `back` is the page to come back to after a correction. A sheet has width, height and marks in
    points; words that never change are in the list only.
    """
    return _marked(declined_words(draft), pdf_of(draft), back)


def preview_of_blank(facts, page, *, back):
    """Return (words, sheets) as `preview_of` does, of a paper printed straight from its facts."""
    return _marked(words_in(facts, page), render_pdf(page), back)


def changed_sheets(page, texts):
    """Return the sheets of a page on which the texts stand, the first one without any.

    A sheet has its number, the address of its picture (which nothing keeps), width, height and
    the boxes of the texts in points.
    """
    pdf = render_pdf(page)
    sheets = [sheet | {"number": number} for number, sheet in enumerate(places_of(pdf, texts), 1)]
    shown = [sheet for sheet in sheets if sheet["boxes"]] or sheets[:1]
    return [
        {
            "number": sheet["number"], "width": sheet["width"], "height": sheet["height"],
            "picture": "data:image/png;base64,"
            + b64encode(page_picture(pdf, sheet["number"])).decode(),
            "marks": [_box(*box[1:]) for box in sheet["boxes"]],
        }
        for sheet in shown
    ]  # fmt: skip


def _marked(found, pdf, back):
    words = [(word, word.address(back)) for word in found]
    changing = [(word, address) for word, address in words if word.changes]
    sheets = places_of(pdf, [word.form for word, _ in changing])
    for sheet in sheets:
        sheet["marks"] = [
            {"word": changing[number][0], "address": changing[number][1]} | _box(*box)
            for number, *box in sheet.pop("boxes")
        ]
    return words, sheets


def _box(left, top, width, height):
    return {"left": left - ROOM, "top": top - ROOM,
            "width": width + 2 * ROOM, "height": height + 2 * ROOM}  # fmt: skip
