"""The sheets of a draft with the declined words on them, each a way to put its form right."""

from reports.actions import declined_words, pdf_of
from reports.sheets import places_of

ROOM = 2  # points around a word, so that its mark is easier to hit


def preview_of(draft, *, back):
    """Return (words, sheets): the declined words with their pages, and the marks of each sheet.

    `back` is the page to come back to after a correction. A sheet has width, height and marks in
    points; words that never change are in the list only.
    """
    words = [(word, word.address(back)) for word in declined_words(draft)]
    changing = [(word, address) for word, address in words if word.changes]
    sheets = places_of(pdf_of(draft), [word.form for word, _ in changing])
    for sheet in sheets:
        sheet["marks"] = [
            {
                "word": changing[number][0], "address": changing[number][1],
                "left": left - ROOM, "top": top - ROOM,
                "width": width + 2 * ROOM, "height": height + 2 * ROOM,
            }
            for number, left, top, width, height in sheet.pop("boxes")
        ]  # fmt: skip
    return words, sheets
