"""The glyphs of a set line: read once as numbers, written to any sheet that has the same fonts."""

import copy

import pydyf
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key

EMPTY, UNKNOWN = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
FIELDS = ffi.sizeof("PangoGlyphInfo") // 4
SIZED_BY_FONT = pango.pango_version() >= 14802  # older ones tell another size: see the engine
fonts, files = {}, {}  # files: a third of a megabyte each, the same in all sizes


class Sized:
    """A font in one size, as Pango gives it; `layout` keeps it alive."""

    def __init__(self, pango_font, layout):
        self.pango_font, self.layout = pango_font, layout
        self.key, description, self.size = get_pango_font_key(pango_font)
        self.font = Font(pango_font, description, self.size)
        font = self.font
        font.file_content = files.setdefault(self.key, font.file_content)
        self.plain = not (font.bitmap or font.svg or font.png or font.colr)
        self.widths, self.written = {}, {}
        self.ink, self.logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")

    def width(self, glyph):
        width = self.widths.get(glyph)
        if width is None:
            pango.pango_font_get_glyph_extents(self.pango_font, glyph, self.ink, self.logical)
            width = round(self.logical.width * 1000 * FROM_UNITS / self.size)
            self.widths[glyph] = width
        return width

    def write(self, glyph, advance, shift):
        """Return how the glyph stands in a page, and keep it."""
        text = self.written[glyph, advance, shift] = self.shape(glyph, advance, shift)
        return text

    def shape(self, glyph, advance, shift):
        """Return how the glyph stands in a page: its number and what moves its neighbours."""
        text, offset = "", shift / self.size
        if offset:
            text += f">{-offset}<"
        text += f"{glyph:04x}"
        kerning = self.width(glyph) + offset - advance * 1000 * FROM_UNITS / self.size
        if kerning:
            text += f">{int(kerning)}<"
        return text

    def in_paper(self, stream):
        """Return the paper's own Font, made from what is known of the face already."""
        font = stream._fonts.get(self.key)
        if font is None:
            font = stream._fonts[self.key] = copy.copy(self.font)
            font.widths, font.to_unicode, font.missing, font.sizes = {}, {}, {}, set()
            font.variations = dict(font.variations)
        return font


class Piece:
    """Neighbouring glyphs of one font: what is written, and the letters of each glyph."""

    __slots__ = ("glyphs", "letters", "sized", "text")

    def __init__(self, sized, string, glyphs, letters):
        self.sized, self.glyphs, self.letters = sized, glyphs, letters
        self.text = pydyf._to_bytes(f"[{string}] TJ")

    def suits(self, stream):
        """Return whether the paper has the same widths: a size used earlier may round otherwise."""
        font = stream._fonts.get(self.sized.key)
        if font is None or font.__dict__.get("sizes") == {self.sized.size}:
            return True
        known, widths = font.widths, self.sized.widths
        return all(known.get(glyph, widths[glyph]) == widths[glyph] for glyph in {*self.glyphs})

    def draw(self, stream):
        font, sized = self.sized.in_paper(stream), self.sized
        font.__dict__.setdefault("sizes", {None}).add(sized.size)
        widths = font.widths
        if not widths.keys() >= {*self.glyphs}:
            for glyph, letters in zip(self.glyphs, self.letters, strict=True):
                if glyph not in widths:
                    widths[glyph] = sized.widths[glyph]
                    font.to_unicode.setdefault(glyph, letters)
        stream.set_font_size(font.hash, sized.size)
        stream.stream.append(self.text)


def glyphs_of(layout, text):
    """Return the Pieces of the first line of a set layout, None when the engine must draw it."""
    if not SIZED_BY_FONT or "\n" in text:
        return None
    line = pango.pango_layout_get_line_readonly(layout, 0)
    if line == ffi.NULL or line.runs == ffi.NULL:
        return None
    run, pieces, encoded = line.runs[0], [], text.encode()
    while run != ffi.NULL:
        item, run = run.data, run.next
        read = _read(item, encoded, layout)
        if read is None:
            return None
        sized, string, letters = read
        if pieces and pieces[-1][0] is sized:
            _, before, first = pieces[-1]  # the order of the glyphs is that of the text
            pieces[-1] = sized, before + string, first | letters | first
        else:
            pieces.append(read)
    return [
        Piece(sized, string, tuple(letters), tuple(letters.values()))
        for sized, string, letters in pieces
    ]


def _read(run, encoded, layout):
    """Return (Sized, what is written, {glyph: letters}) of one run, or None."""
    analysis, glyphs = run.item.analysis, run.glyphs
    sized = sized_of(analysis.font, layout)
    if analysis.level % 2 or not sized.plain:
        return None
    count = glyphs.num_glyphs
    numbers = memoryview(ffi.buffer(glyphs.glyphs, count * FIELDS * 4)).cast("i").tolist()
    clusters = ffi.unpack(glyphs.log_clusters, count)
    clusters.append(run.item.length)
    start, written, letters, string = run.item.offset, sized.written, {}, ["<"]
    for index in range(count):
        glyph, advance, shift, rise = numbers[index * FIELDS : index * FIELDS + 4]
        if glyph == EMPTY:
            string.append(f">{-advance / sized.size}<")
            continue
        if rise or glyph & UNKNOWN or glyph < 0:
            return None
        string.append(written.get((glyph, advance, shift)) or sized.write(glyph, advance, shift))
        if glyph not in letters:
            word = encoded[start + clusters[index] : start + clusters[index + 1]]
            letters[glyph] = word.decode()
    string = "".join(string)
    string = string[:-1] if string[-1] == "<" else string + ">"
    return sized, string, letters


def sized_of(pango_font, layout):
    """Return the Sized of Pango's font; `layout` is one that uses it."""
    address = int(ffi.cast("uintptr_t", pango_font))
    sized = fonts.get(address)
    if sized is None:
        sized = fonts[address] = Sized(pango_font, layout)
    return sized
