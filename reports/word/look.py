"""What the papers' elements and classes look like in Word; the only table of sizes and margins."""

from functools import lru_cache

FONT = "Times New Roman"
PORTRAIT, LANDSCAPE = "portrait", "landscape"
# width and height of the sheet, then its margins: top, right, bottom, left; all in millimetres
SHEETS = {
    PORTRAIT: (210, 297, (20, 10, 20, 30)),
    LANDSCAPE: (297, 210, (20, 15, 15, 20)),
}
NUMBER_FROM_TOP = 10  # where the number of the page stands

# Sizes and letter spacing are points; indents and spaces millimetres; `left` is a share of the
# text's width, `width` what an indent at the right leaves, `corner` the width of a block at the
# right, `side` the room beside the words of a cell; `line` is the height of a line. What is
# `verbatim` is neither hyphenated nor underlined in red.
STYLES = {
    "Normal": {"name": "Normal", "align": "left", "size": 13, "line": 1.2},
    "Heading1": {"name": "heading 1", "bold": True, "keep": True, "level": 0},
    "Heading2": {"name": "heading 2", "bold": True, "keep": True, "level": 1},
    "Heading3": {"name": "heading 3", "bold": True, "keep": True, "level": 2},
    "Text": {"name": "Текст бумаги", "align": "both", "first": 12.5, "hyphens": True},
    "Clause": {"name": "Пункт", "align": "both", "first": 12.5, "hyphens": True},
    "Cell": {"name": "Ячейка таблицы", "size": 11, "line": 1.18},
    "Caption": {"name": "caption", "size": 12, "keep": True, "after": 1},
    "Header": {"name": "header", "align": "center", "size": 12},
}

# A selector is an element or a class, or two of them: one inside the other. As in a stylesheet
# the later line wins; sizes, alignment and the like pass to what is inside.
LOOK = {
    "h1": {"style": "Heading1"},
    "h2": {"style": "Heading2"},
    "h3": {"style": "Heading3"},
    "b": {"bold": True},
    ".name": {"verbatim": True},
    ".initials": {"verbatim": True},
    ".nowrap": {"verbatim": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    ".text": {"style": "Text"},
    "ol li": {"style": "Clause"},
    ".sections h2": {"align": "center", "before": 4, "after": 2},
    ".left": {"align": "left"},
    ".title": {"align": "center", "after": 4},
    ".letterhead": {"align": "center", "rule_below": 1.2, "after": 0},
    ".founder": {"size": 11, "after": 1.5},
    ".full": {"bold": True},
    ".requisites": {"size": 9, "before": 1.5},
    ".order-word": {"align": "center", "size": 15, "spread": 0.8, "before": 5},
    ".mark": {"before": 6},
    ".place": {"align": "center", "size": 12, "before": 4},
    ".about": {"before": 5, "after": 6, "width": 125},
    ".resolves": {"before": 3, "after": 3, "spread": 0.6, "keep": True},
    ".signature": {"before": 11, "joined": True},
    ".under td": {"size": 9, "align": "center"},
    ".case-mark": {"size": 10, "before": 6},
    ".annex-mark": {"corner": 80, "after": 6},
    ".gost-2016 .annex-mark": {"corner": 75},
    ".approval": {"after": 6},
    ".name-above": {"align": "center", "bold": True, "after": 6},
    ".order-about": {"before": 5, "after": 6},
    ".intro": {"size": 11, "after": 3},
    ".table-note": {"size": 11, "before": 2, "joined": True},
    ".abbreviations": {"size": 11, "after": 3},
    "caption": {"style": "Caption"},
    "figcaption": {"style": "Caption", "align": "center", "before": 2},
    ".figure": {"before": 3, "after": 3},
    ".grid td": {"style": "Cell", "align": "left"},
    ".grid th": {"style": "Cell", "align": "left"},
    "thead th": {"bold": True, "align": "center", "upright": "center"},
    ".digits th": {"bold": False, "size": 9},
    ".section th": {"bold": True, "align": "center"},
    ".section .left": {"align": "left"},
    ".section .plain": {"bold": False},
    ".when": {"align": "center"},
    ".num": {"align": "center", "side": 0.5},
    ".empty td": {"align": "center"},
    ".addressee": {"corner": 80, "after": 7},
    ".gost-2016 .addressee": {"corner": 75},
    ".consent .text": {"align": "left", "after": 1.6, "hyphens": False},
    ".consent .plain": {"align": "left", "after": 1.6},
    ".consent .title": {"after": 5},
    ".consent .guardian": {"before": 10},
    ".guardian h2": {"after": 3},
    ".fill": {"after": 1.2},
    ".foot": {"before": 5, "size": 9},
    ".figures h2": {"before": 5, "after": 2},
    ".figures .text": {"after": 2},
    ".figures .title": {"after": 0},
    ".figures .place": {"before": 2},
    ".figures th": {"side": 0.4},
    ".figures .signature": {"before": 7},
    ".cards td": {"size": 12, "align": "center"},
    ".cards h1": {"size": 13, "after": 2},
    ".cards .code": {"before": 2, "after": 2},
    ".cards .small": {"size": 10, "before": 2},
    ".cards .address": {"size": 8, "before": 2},
    ".signature td": {"upright": "bottom"},
    ".mark td": {"upright": "bottom"},
    ".who": {"align": "right"},
    ".choice": {"after": 1.2},
    ".after": {"before": 3},
    ".closing": {"joined": True},
    ".register-of": {"align": "center", "size": 11, "after": 3},
    ".register td": {"size": 9},
    ".register th": {"size": 9, "side": 0.5},
    ".slip": {"after": 9},
    ".slip .title": {"after": 3},
    ".ratings": {"after": 1.6},
    ".ratings td": {"size": 12, "upright": "center"},
    ".question": {"before": 5},
    ".question .text": {"align": "both"},
    ".small-note": {"size": 10, "before": 2},
    ".facts": {"size": 12, "after": 4},
    ".award": {"align": "center", "left": 0.1, "width": 152, "before": 10},
    ".award p": {"before": 4},
    ".award .award-word": {"align": "center", "size": 30, "spread": 2, "before": 30, "after": 12},
    ".award .award-name": {"size": 22, "bold": True, "before": 6, "after": 6},
    ".award .signature": {"before": 42},
    ".award .award-mark": {"size": 11, "before": 16},
    ".award .award-place": {"size": 11},
    ".crowded": {"size": 12},
    ".crowded p": {"before": 3},
    ".crowded .award-word": {"align": "center", "size": 26, "spread": 2, "before": 20, "after": 9},
    ".crowded .award-name": {"size": 18, "bold": True, "before": 5, "after": 5},
    ".crowded .signature": {"before": 32},
    ".crowded .award-mark": {"size": 11, "before": 12},
    ".award td": {"align": "left", "left": 0, "width": 0},
    ".award .who": {"align": "right"},
    ".letter .addressee": {"before": 8, "after": 16},
    ".letter .title": {"after": 8},
    ".letter .text": {"after": 2},
}

# Rules of a table in eighths of a point; the room in its cells in millimetres, `above` at the
# top alone.
TABLES = {
    ".grid": {"border": ("single", 5), "room": (1, 1.5)},
    ".cards": {"border": ("dashed", 4), "room": (4, 4)},
    ".facts": {"room": (0.4, 0)},
    ".foot": {"top": ("single", 4), "room": (1, 0)},
    ".many": {"above": 5},
}
RIGHT_AFTER_FIRST = {".mark", ".foot"}  # the second cell of these is set to the right
TALL = {
    ".tall": 8,
    ".high": 18,
    ".many": 10.5,
}  # rows with room for a hand: least height in millimetres

# How many underscores make a rule to write on; a rule without a width fills its line.
RULES = {".s": 10, ".m": 16, ".date": 15, ".number": 10, ".sign": 13, ".wide": 31}
BOX = "☐\u00a0\u00a0"  # to be ticked by hand
CODE = 38  # millimetres of a QR code

PASSED_ON = {"align", "size", "line", "bold", "italic", "spread", "left", "width", "corner"}
_SELECTORS = [(key.split(), look) for key, look in LOOK.items()]


def names_of(node) -> tuple[str, ...]:
    """Return the element's own name and its classes, these with a dot before."""
    return (node.tag, *(f".{name}" for name in (node.get("class") or "").split()))


@lru_cache(maxsize=1024)
def look_of(names: tuple[str, ...], around: frozenset[str]) -> dict:
    """Return how an element looks by itself, with what its style brings."""
    found = {}
    for selector, look in _SELECTORS:
        if selector[-1] in names and (len(selector) == 1 or selector[0] in around):
            found |= STYLES.get(look.get("style"), {}) | look
    found.pop("name", None)
    return found


def text_width(sheet: str) -> float:
    """Return the width between the margins in millimetres."""
    wide, _, (_, right, _, left) = SHEETS[sheet]
    return wide - left - right


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
