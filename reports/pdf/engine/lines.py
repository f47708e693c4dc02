"""Lines of text: broken once, shaped once, drawn from what was found then.

The engine makes a Pango context for every try at a line, breaks the same words again on every
sheet and shapes each line once more to draw it. Here a context lives as long as its font, a line
that was broken is remembered with its glyphs, and the same words in the same font and width are
not sent to Pango again, neither in this paper nor in the next ones. Saves a third of an order.
"""

from functools import lru_cache

from weasyprint.draw.text import draw_text as _draw
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout
from weasyprint.text.line_break import can_break_text as _can_break
from weasyprint.text.line_break import create_layout as _create
from weasyprint.text.line_break import first_line_metrics as _measure
from weasyprint.text.line_break import split_first_line as _split
from weasyprint.text.line_break import strut as _strut

from reports.pdf.engine.glyphs import glyphs_of
from reports.pdf.engine.letters import BLANKS, PARTS, Letters

TEXT = (  # every property that decides how words become a line
    "white_space", "font_size", "direction", "font_family", "font_style", "font_stretch",
    "font_weight", "font_variant_caps", "font_variation_settings", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    "font_language_override", "lang", "text_decoration_line", "letter_spacing", "word_spacing",
    "overflow_wrap", "word_break", "hyphens", "hyphenate_limit_chars", "hyphenate_limit_zone",
    "hyphenate_character", "tab_size", "line_height",
)  # fmt: skip
LONGEST = 2000  # a longer paragraph would be kept once for each of its lines


class Face:
    """What all lines of one look share: one of it for each set of text properties."""

    def __init__(self, style):
        self.context = self.description = self.language = self.strut = None
        self.letters = Letters(style)


class Memory:
    """As many lines as were needed lately: the older half goes when the younger is full."""

    def __init__(self, size):
        self.size, self.young, self.old = size, {}, {}

    def get(self, key):
        found = self.young.get(key)
        if found is None:
            found = self.old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key, value):
        if len(self.young) >= self.size:
            self.old, self.young = self.young, {}
        self.young[key] = value


broken, drawn = Memory(400), Memory(100)


def face_of(style):
    face = style.__dict__.get("face")
    if face is None:
        faces = style.font_config.__dict__.setdefault("faces", {})
        key = str([style[name] for name in TEXT])
        face = faces.get(key)
        if face is None:
            face = faces[key] = Face(style)
        style.face = face
    return face


_setup = Layout.setup


def setup(self, style):
    """Prepare to set text; the context, the font and the language are those of the face."""
    if style["text_decoration_line"] != "none" or _features(style):
        return _setup(self, style)
    face = face_of(style)
    if face.context is None:
        face.context, face.language = _context(style)
        face.description = get_font_description(style)
    self.style, self.language, self.first_line_direction = style, face.language, 0
    self.ascent = self.underline_position = self.strikethrough_position = None
    self.layout = ffi.gc(pango.pango_layout_new(face.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, face.description)
    return None


def _context(style):
    """Return (PangoContext, PangoLanguage) as the engine makes them for each line."""
    font_map, override = style.font_config.font_map, style["font_language_override"]
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if not name:
        return context, pango.pango_language_get_default()
    letters, _kept = unicode_to_char_p(name)
    language = pango.pango_language_from_string(letters)
    pango.pango_context_set_language(context, language)
    return context, language


def _features(style):
    return font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
        style["font_variant_caps"], style["font_variant_numeric"],
        style["font_variant_alternates"], style["font_variant_east_asian"],
        style["font_feature_settings"],
    )  # fmt: skip


def split_first_line(text, style, context, max_width, justification_spacing,
                     is_line_start=True, minimum=False):  # fmt: skip
    if len(text) > LONGEST:
        return _split(text, style, context, max_width, justification_spacing, is_line_start,
                      minimum)  # fmt: skip
    face = face_of(style)
    key = (face, text, max_width, justification_spacing, is_line_start, minimum)
    found = broken.get(key)
    if found is None and not justification_spacing:
        found = face.letters.line(text, max_width)
        if found is None and face.letters.lacks(text):
            _split(text, style, context, None, 0)
            found = face.letters.line(text, max_width)
    if found is None:
        found = _split(text, style, context, max_width, justification_spacing, is_line_start,
                       minimum)  # fmt: skip
        broken.put(key, found)
    return found


def first_line_metrics(first_line, text, layout, resume_at, space_collapse, style,
                       hyphenated=False, hyphenation_character=None):  # fmt: skip
    """Measure the line that was found, and read its glyphs while they are there."""
    pango_layout = layout.layout
    found = _measure(first_line, text, layout, resume_at, space_collapse, style, hyphenated,
                     hyphenation_character)  # fmt: skip
    if not layout.justification_spacing and text:
        layout.glyphs = glyphs_of(pango_layout, layout.text)
        if layout.glyphs is not None:
            face_of(style).letters.learn(pango_layout, layout.text, found[-2:])
    return found


def create_layout(text, style, context, max_width, justification_spacing):
    """Make a line to be broken; one that is only justified is set when it is drawn."""
    if max_width is not None or not justification_spacing:
        return _create(text, style, context, max_width, justification_spacing)
    return Justified(text, style, justification_spacing)


class Justified(Layout):
    def __init__(self, text, style, justification_spacing):
        index = text.find("\n")
        self.text = text if index == -1 else text[: index + 2]
        self.style, self.max_width = style, None
        self.justification_spacing = justification_spacing
        self.layout = self.language = None
        self.first_line_direction = 0


def draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis):
    style, layout = textbox.style, textbox.pango_layout
    plain = (
        text_overflow == "clip" and block_ellipsis == "none"
        and style["text_decoration_line"] == "none" and style["visibility"] == "visible"
    )  # fmt: skip
    glyphs = _glyphs(layout, style) if plain else None
    if glyphs is None or not all(piece.suits(stream) for piece in glyphs):
        _draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
        for font in stream._fonts.values():
            font.sizes = {None}  # of whatever size it was
        return
    stream.set_color(style["color"])
    stream.begin_text()
    if textbox.text.strip() and style["font_size"] >= 1e-6:
        x, y = textbox.position_x, textbox.position_y + textbox.baseline
        stream.set_text_matrix(1, 0, 0, -1, x, y)
        for piece in glyphs:
            piece.draw(stream)
    stream.end_text()


def _glyphs(layout, style):
    glyphs = layout.__dict__.get("glyphs")
    if glyphs is None and layout.justification_spacing:
        face = face_of(style)
        key = face, layout.text, layout.justification_spacing
        glyphs = drawn.get(key) or _justified(face.letters, layout, style)
        if glyphs is None:
            layout.reactivate(style)
            glyphs = glyphs_of(layout.layout, layout.text)
            layout.deactivate()
            if glyphs is not None:
                drawn.put(key, glyphs)
        layout.glyphs = glyphs
    return glyphs


def _justified(letters, layout, style):
    text, spacing = layout.text, layout.justification_spacing
    glyphs = letters.justified(text, spacing)
    if glyphs is None:
        for part in PARTS.findall(text):
            part = f"а{part}" if part in BLANKS else part
            if letters.lacks(part):
                _split(part, style, None, None, 0)
        glyphs = letters.justified(text, spacing)
    return glyphs


def strut(style):
    face = face_of(style)
    if face.strut is None:
        face.strut = _strut(style)
    return face.strut


can_break_few = lru_cache(4000)(_can_break)


def can_break_text(text, lang):
    return can_break_few(text, lang) if len(text) < 4 else _can_break(text, lang)


Layout.setup = setup
NEW = {
    _split: split_first_line, _measure: first_line_metrics, _create: create_layout,
    _draw: draw_text, _strut: strut, _can_break: can_break_text,
}  # fmt: skip
