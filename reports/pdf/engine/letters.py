"""Lines made of letters that are known: their widths are added up, Pango is not asked.

In the fonts of papers a letter stands the same wherever the same letter follows it (kerning looks
at pairs). So what Pango said of each pair in one face is remembered, and a text of Russian letters,
digits and plain marks is measured, broken at its blanks and hyphens and written from that. Whatever
could be broken or shaped by other rules goes to Pango. Saves a third of an order.
"""

import re

import pyphen
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from reports.pdf.engine.glyphs import EMPTY, FIELDS, UNKNOWN, Piece, sized_of

SIGNS = "а-яА-ЯёЁ"
MARKS = "0-9 \xa0.,;:()«»№%–‐-"
PLAIN = re.compile(f"[{SIGNS}{MARKS}]*[{SIGNS}][{SIGNS}{MARKS}]*")
ODD_BREAK = re.compile(  # not every blank is a place to break at, and not only blanks are
    f"[ («\\xa0] | [.,;:)»%]|» \\(|–(?! |$)|‐|(?<![{SIGNS}])-|-(?![{SIGNS}])|[^0-9\xa0]%|^%"
    "|%(?![ \xa0.,;)]|$)|[.,;:)»][(№]|[^ \xa0(«]№|№(?![ \xa0]|$)|(?<![0-9])[.,;:][0-9]"
)
CHUNK = re.compile("[^ -]*-?")  # as much as cannot be parted without a hyphen
WORD = re.compile(f"[0-9{SIGNS}]+")
ODD_WORD = re.compile(f"[0-9{SIGNS}][.,;:][0-9{SIGNS}]|[0-9][{SIGNS}]|[{SIGNS}][0-9]|[0-9]{{6}}")
BLANKS = {" ", "\xa0"}
PARTS = re.compile("[ \xa0]|[^ \xa0]+")
ODD_BLANKS = re.compile("^[ \xa0]|[ \xa0]{2}")
HYPHEN = "‐"
END = "\0"
NOTHING = object()
LEFT_AS_IT_IS = {  # property: the value under which a line is but its letters
    "letter_spacing": "normal", "word_spacing": 0, "text_decoration_line": "none",
    "direction": "ltr", "word_break": "normal", "hyphenate_character": HYPHEN,
}  # fmt: skip


class Letters:
    """What is known of one face: {two letters: (width, what is written, glyph)} and its height."""

    def __init__(self, style):
        self.known, self.sized, self.height = {}, None, None
        self.asked = set()  # pairs Pango was asked for: some it never sets in one run
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
        pairs = _pairs(text)
        if all(map(self.known.__contains__, pairs)):
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

    def lacks(self, text):
        """Return whether Pango should set the whole text once, for pairs never asked for."""
        if not self.is_plain or not PLAIN.fullmatch(text):
            return False
        asked = len(self.asked)
        self.asked.update(pair for pair in _pairs(text) if pair not in self.known)
        return len(self.asked) > asked

    def line(self, text, max_width):
        """Return what the engine's split_first_line does, or None when Pango is to be asked."""
        if not self.is_plain or self.sized is None or not PLAIN.fullmatch(text):
            return None
        limit = None
        if self.wraps and max_width is not None and max_width < 2**21:
            limit = int(max_width * TO_UNITS)
        letters, width, places, before = [], 0, [], ""
        for index, pair in enumerate(map(str.__add__, text, text[1:] + END)):
            letter = self.known.get(pair)
            if letter is None:
                return None
            sign = pair[0]
            if sign == " ":
                places.append((index, index + 1))
            elif before == "-":
                places.append((index, index))
            letters.append(letter)
            width += letter[0]
            if limit is not None and width > limit and sign != " ":
                return (
                    None if ODD_BREAK.search(text) else self._broken(text, letters, limit, places)
                )
            before = sign
        if limit is not None and width > limit:
            return None if ODD_BREAK.search(text) else self._broken(text, letters, limit, places)
        return self._set(text, letters, width, None)

    def _broken(self, text, letters, limit, places):
        """Return the words that fit, with as much of the next one as does."""
        while places:
            end, start = places.pop()
            last = self.known.get(text[end - 1 : end] + END)
            if end == 0 or last is None:
                return None
            fitting = [*letters[: end - 1], last]
            width = sum([letter[0] for letter in fitting])
            if width <= limit:
                break
        else:
            return None
        chunk, line = CHUNK.match(text, start)[0], text[:end]
        if not chunk or not PLAIN.fullmatch(line):
            return None
        if self.shortest is not None and len(chunk) >= self.shortest:
            if self.parts is None or ODD_WORD.search(chunk):
                return None
            for word in WORD.finditer(chunk):
                if len(word[0]) >= self.shortest:
                    found = self._parted(text[: start + word.start()], word[0], limit)
                    if found is not NOTHING:
                        return found
                    break
        return self._set(line, fitting, width, len(text[:start].encode()))

    def _parted(self, before, word, limit):
        """Return the line with as much of the word as fits, or NOTHING; None as line() does."""
        for part, _ in self.parts.iterate(word):
            longer = before + part
            try:
                letters = [self.known[pair] for pair in _pairs(longer + HYPHEN)]
            except KeyError:
                return None
            width = sum([letter[0] for letter in letters])
            if width <= limit:
                size = len(longer.encode())
                return self._set(longer + HYPHEN, letters, width, size, length=size)
        return NOTHING

    def justified(self, text, spacing):
        """Return the Pieces of a line with its blanks widened, or None when Pango is to be asked.

        Each blank is set apart from the words, with half of what is added before it; at the end
        of a line the other half is left out.
        """
        added = int(spacing * TO_UNITS)
        if (
            added <= 0 or added % TO_UNITS == 0 or not self.is_plain or self.sized is None
            or ODD_BLANKS.search(text) or not PLAIN.fullmatch(text)
        ):  # fmt: skip
            return None
        string, glyphs = [], []
        for part in PARTS.findall(text):
            letters = [self.known.get(pair) for pair in _pairs(part)]
            if None in letters:
                return None
            written = [letter[1] for letter in letters]
            glyphs += [letter[2] for letter in letters]
            if part in BLANKS:
                written = [self._blank(part, letters[0], added, len(glyphs) == len(text))]
            string.append(_closed(written))
        return [Piece(self.sized, "".join(string), tuple(glyphs), text)]

    def _blank(self, sign, letter, added, is_last):
        advance, _, glyph = letter
        if is_last:
            shift = added if sign == " " else added // 2
            advance += shift
        else:
            shift = added // 2
            advance += added
        return self.sized.shape(glyph, advance, shift)

    def _set(self, line, letters, width, resume_at, length=None):
        _, written, glyphs = zip(*letters, strict=True)
        height, baseline = self.height
        layout = Known(line, [Piece(self.sized, _closed(written), glyphs, line)])
        length = len(line.encode()) if length is None else length
        return layout, length, resume_at, width * FROM_UNITS, height, baseline


def _closed(written):
    string = "<" + "".join(written)
    return string[:-1] if string[-1] == "<" else string + ">"


def _pairs(text):
    return [*map(str.__add__, text, text[1:] + END)]


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
