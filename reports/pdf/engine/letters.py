"""Lines made of letters that are known: their widths are added up, Pango is not asked.

In the fonts of papers a letter stands the same wherever the same letter follows it (kerning looks
at pairs). So what Pango said of each pair in one face is remembered, and a text of Russian letters,
digits and plain marks is measured, broken at its blanks and written from that. Whatever could be
broken or shaped by other rules goes to Pango. Saves a fifth of an order.
"""

import re

import pyphen
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from reports.pdf.engine.glyphs import EMPTY, FIELDS, UNKNOWN, Piece, sized_of

MARKS = "0-9 \xa0.,;:()«»№"
PLAIN = re.compile(f"[а-яА-ЯёЁ{MARKS}–‐-]*[а-яА-ЯёЁ][а-яА-ЯёЁ{MARKS}–‐-]*")
ONLY_BLANKS_BREAK = re.compile(f"[а-яА-ЯёЁ{MARKS}]*")
ODD_BLANK = re.compile("[ («] | [.,;:)»]")  # not every blank is a place to break at
WORD = re.compile("([а-яА-ЯёЁ]+)[.,;:]?")
HYPHEN = "‐"
END = "\0"
LEFT_AS_IT_IS = {  # property: the value under which a line is but its letters
    "letter_spacing": "normal", "word_spacing": 0, "text_decoration_line": "none",
    "direction": "ltr", "word_break": "normal", "hyphenate_character": HYPHEN,
}  # fmt: skip


class Letters:
    """What is known of one face: {two letters: (width, what is written, glyph)} and its height."""

    def __init__(self, style):
        self.known, self.sized, self.height = {}, None, None
        self.is_plain = style["white_space"] in ("normal", "nowrap") and all(
            style[name] == value for name, value in LEFT_AS_IT_IS.items()
        )
        self.wraps = style["white_space"] == "normal"
        self.shortest = None  # word that may be parted
        lang = style["lang"] and pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "none":
            self.shortest, left, right = style["hyphenate_limit_chars"]
            zone = style["hyphenate_limit_zone"]
            if style["hyphens"] == "auto" and lang and zone.value == 0:
                self.parts = pyphen.Pyphen(lang=lang, left=left, right=right)
            else:
                self.parts = None

    def learn(self, layout, text, height):
        """Remember the pairs of a text that Pango has just set in one run."""
        if not self.is_plain or not PLAIN.fullmatch(text):
            return
        pairs = [*map(str.__add__, text, text[1:] + END)]
        if all(pair in self.known for pair in pairs):
            return
        read = _glyphs(layout, text)
        if read is None:
            return
        sized, glyphs = read
        if self.sized is None:
            self.sized, self.height = sized, height
        stands = (self.sized, self.height) == (sized, height)
        for pair, (glyph, advance, shift) in zip(pairs, glyphs, strict=True):
            written = sized.written.get((glyph, advance, shift))
            found = advance, written or sized.write(glyph, advance, shift), glyph
            stands = stands and self.known.setdefault(pair, found) == found
        if not stands:  # not a font of pairs
            self.is_plain = False

    def line(self, text, style, max_width):
        """Return what the engine's split_first_line does, or None when Pango is to be asked."""
        if not self.is_plain or self.sized is None or not PLAIN.fullmatch(text):
            return None
        limit = None
        if self.wraps and max_width is not None and max_width < 2**21:
            limit = int(max_width * TO_UNITS)
        letters = self._letters(text)
        if letters is None:
            return None
        width = sum(letter[0] for letter in letters)
        if limit is None or width <= limit:
            return self._set(text, letters, width, None)
        if ODD_BLANK.search(text) or not ONLY_BLANKS_BREAK.fullmatch(text):
            return None
        return self._broken(text, letters, limit)

    def _letters(self, text):
        known = self.known
        try:
            return [known[pair] for pair in map(str.__add__, text, text[1:] + END)]
        except KeyError:
            return None

    def _broken(self, text, letters, limit):
        """Return the words that fit; those that might be hyphenated are for the engine."""
        width, place = 0, -1
        for index, (advance, _, _) in enumerate(letters):
            if text[index] == " ":
                place = index
            width += advance
            if width > limit and text[index] != " ":
                break
        if place <= 0:
            return None
        while True:
            line = text[:place]
            last = self.known.get(line[-1] + END)
            if last is None:
                return None
            letters = [*letters[: place - 1], last]
            width = sum(letter[0] for letter in letters)
            if width <= limit:
                break
            place = line.rfind(" ")
            if place <= 0:
                return None
        word = text[place + 1 :].partition(" ")[0]
        if not word or not PLAIN.fullmatch(line):
            return None
        if self.shortest is not None and len(word) >= self.shortest:
            return self._parted(line, word, letters, width, limit)
        return self._set(line, letters, width, len(line.encode()) + 1)

    def _parted(self, line, word, letters, width, limit):
        """Return the line with as much of the next word as fits."""
        found = WORD.fullmatch(word)
        if found is None or self.parts is None:
            return None
        for part, _ in self.parts.iterate(found[1]) if len(found[1]) >= self.shortest else ():
            longer = f"{line} {part}"
            more = self._letters(longer + HYPHEN)
            if more is None:
                return None
            wide = sum(letter[0] for letter in more)
            if wide <= limit:
                size = len(longer.encode())
                return self._set(longer + HYPHEN, more, wide, size, length=size)
        return self._set(line, letters, width, len(line.encode()) + 1)

    def _set(self, line, letters, width, resume_at, length=None):
        glyphs = {}
        for letter, (_, _, glyph) in zip(line, letters, strict=True):
            glyphs.setdefault(glyph, letter)
        string = "<" + "".join([letter[1] for letter in letters])
        string = string[:-1] if string[-1] == "<" else string + ">"
        height, baseline = self.height
        layout = Known(line, [Piece(self.sized, string, glyphs)])
        length = len(line.encode()) if length is None else length
        return layout, length, resume_at, width * FROM_UNITS, height, baseline


class Known(Layout):
    """A set line that Pango has never seen."""

    def __init__(self, text, glyphs):
        self.text, self.glyphs = text, glyphs
        self.max_width = None
        self.justification_spacing = self.first_line_direction = 0


def _glyphs(layout, text):
    """Return (Sized, (glyph, advance, shift) of each letter) of a line set in one run, or None."""
    line = pango.pango_layout_get_line_readonly(layout, 0)
    if line == ffi.NULL or line.runs == ffi.NULL or line.runs[0].next != ffi.NULL:
        return None
    run = line.runs[0].data
    sized, glyphs, count = sized_of(run.item.analysis.font, layout), run.glyphs, len(text)
    if run.item.analysis.level % 2 or not sized.plain or glyphs.num_glyphs != count:
        return None
    at, starts = 0, []
    for letter in text:
        starts.append(at)
        at += len(letter.encode())
    if ffi.unpack(glyphs.log_clusters, count) != starts:
        return None
    numbers = memoryview(ffi.buffer(glyphs.glyphs, count * FIELDS * 4)).cast("i").tolist()
    read = [tuple(numbers[start : start + 4]) for start in range(0, count * FIELDS, FIELDS)]
    if any(rise or glyph == EMPTY or glyph & UNKNOWN or glyph < 0 for glyph, _, _, rise in read):
        return None
    return sized, [letter[:3] for letter in read]
