"""The styles and the numbering of a Word document, written as text from the table of looks."""

from xml.sax.saxutils import quoteattr

from reports.word.look import FONT, STYLES, twips

FONT_LINE = 1.15  # what Word calls a single line of this font, in its sizes
LEVELS = 4  # of clauses: 1., 1.1., …


def styles() -> str:
    """Return the styles a clerk finds in Word's list, made of the table of looks."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
        f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    nothing = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{nothing}</w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
    return defaults + "".join(map(_style, STYLES)) + table


def numbering(lists: int) -> str:
    """Return one numbering of clauses (1., 1.1., …) and as many lists that begin it anew."""
    first = twips(STYLES["Clause"]["first"])
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{"".join(f"%{m}." for m in range(1, n + 2))}\u00a0"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{first}"/></w:pPr></w:lvl>'
        for n in range(LEVELS)
    )
    begun = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(1, lists + 1)
    )
    return (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>{begun}"
    )


def letter_properties(letters: dict) -> str:
    """Return <w:rPr>, or nothing when the letters are as usual."""
    parts = []
    for name, tag in (("bold", "b"), ("italic", "i")):
        if name in letters:
            parts.append(f"<w:{tag}/>" if letters[name] else f'<w:{tag} w:val="0"/>')
    if letters.get("verbatim"):
        parts.append("<w:noProof/>")
    if letters.get("spread"):
        parts.append(f'<w:spacing w:val="{round(letters["spread"] * 20)}"/>')
    if letters.get("size"):
        half = round(letters["size"] * 2)
        parts.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def line_height(look):
    """Return the height as a multiple, so that larger letters find room."""
    return round(240 * look["line"] / FONT_LINE)


def hyphens(look):
    return f'<w:suppressAutoHyphens w:val="{0 if look.get("hyphens") else 1}"/>'


def _style(style_id):
    look = STYLES[style_id]
    usual = STYLES["Normal"]
    is_usual = style_id == "Normal"
    full = usual | look
    parts = ["<w:keepNext/>" if look.get("keep") else ""]
    parts.append(hyphens(full))
    before, after = twips(full.get("before", 0)), twips(full.get("after", 0))
    parts.append(f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line_height(full)}" '
                 'w:lineRule="auto"/>')  # fmt: skip
    if look.get("first"):
        parts.append(f'<w:ind w:firstLine="{twips(look["first"])}"/>')
    parts.append(f'<w:jc w:val="{full["align"]}"/>')
    if "level" in look:
        parts.append(f'<w:outlineLvl w:val="{look["level"]}"/>')
    letters = {name: value for name, value in look.items() if name in ("bold", "italic", "size")}
    return (
        f'<w:style w:type="paragraph" {"w:default=" + quoteattr("1") if is_usual else ""} '
        f'w:styleId="{style_id}"><w:name w:val={quoteattr(look["name"])}/>'
        f"{'' if is_usual else '<w:basedOn w:val=' + quoteattr('Normal') + '/>'}<w:qFormat/>"
        f"<w:pPr>{''.join(parts)}</w:pPr>{letter_properties(letters)}</w:style>"
    )
