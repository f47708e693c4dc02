"""Bold and italic words of a cell: read from any file, kept through changes, printed."""

import openpyxl
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from reports.documents import KINDS
from roadmaps import actions, drafts
from roadmaps.emphasis import carried, emphasis_of, pieces
from roadmaps.importing import read_roadmap
from tests.reports.papers import ON, printed_paper
from tests.roadmaps.seed_files import odt_file, saved

HEADER = ("№", "Мероприятия", "Сроки", "Ответственный")
ROW = (
    "1.",
    [("Провести ", ""), ("первую", "b"), (" встречу: ", ""), ("все", "i")],
    "май",
    "Куратор",
)
TEXT = "Провести первую встречу: все"
LOOK = [("", "Провести "), ("b", "первую"), ("", " встречу: "), ("i", "все")]


def as_word():
    document = Document()
    table = document.add_table(rows=2, cols=4)
    for at, text in enumerate(HEADER):
        table.cell(0, at).text = text
    for at, text in enumerate(ROW):
        paragraph = table.cell(1, at).paragraphs[0]
        for piece, style in [(text, "")] if isinstance(text, str) else text:
            run = paragraph.add_run(piece)
            run.bold, run.italic = style == "b" or None, style == "i" or None
    return saved(document)


def as_named_styles():
    """Return the same Word table where the words are drawn by styles of the file's own."""
    document = Document()
    strong = document.styles.add_style("Сильно", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True
    stronger = document.styles.add_style("Сильнее", WD_STYLE_TYPE.CHARACTER)
    stronger.base_style = strong
    heading = document.styles.add_style("Шапка", WD_STYLE_TYPE.PARAGRAPH)
    heading.font.italic = True
    table = document.add_table(rows=2, cols=4)
    for at, text in enumerate(HEADER):
        table.cell(0, at).text = text
    for at, text in enumerate(ROW):
        paragraph = table.cell(1, at).paragraphs[0]
        paragraph.style = "Normal" if isinstance(text, str) else heading
        for piece, style in [(text, "")] if isinstance(text, str) else text:
            run = paragraph.add_run(piece, style=stronger if style == "b" else None)
            run.italic = None if style == "i" else False
    return saved(document)


def as_sheet():
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    fonts = {"": InlineFont(), "b": InlineFont(b=True), "i": InlineFont(i=True)}
    rich = CellRichText(*(TextBlock(fonts[style], piece) for piece, style in ROW[1]))
    book.active.append([ROW[0], rich, *ROW[2:]])
    return saved(book)


def as_odt():
    drawn = "".join(f'<text:span text:style-name="{style}">{piece}</text:span>' if style
                    else piece.replace(" ", "<text:s/>") for piece, style in ROW[1])  # fmt: skip
    looks = {"b": 'fo:font-weight="bold"', "i": 'fo:font-style="italic"'}
    styles = "".join(f'<style:style style:name="{name}"><style:text-properties {look}/>'
                     "</style:style>" for name, look in looks.items())  # fmt: skip
    rows = [HEADER, [ROW[0], drawn, *ROW[2:]]]
    return odt_file([[f"<text:p>{text}</text:p>" for text in row] for row in rows], styles)


def as_odt_of_named_styles():
    """Return the same text whose words stand on named styles of the file's own, two deep."""
    named = (
        '<style:style style:name="Strong"><style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:name="Said" style:parent-style-name="Said"/>'
        '<style:style style:name="Leaning"><style:text-properties fo:font-style="italic"/>'
        "</style:style>"
    )
    own = (
        '<style:style style:name="b" style:parent-style-name="Strong"/>'
        '<style:style style:name="i" style:parent-style-name="Leaning"/>'
    )
    drawn = "".join(
        f'<text:span text:style-name="{style}">{piece}</text:span>' if style
        else piece.replace(" ", "<text:s/>") for piece, style in ROW[1]
    )  # fmt: skip
    rows = [HEADER, [ROW[0], drawn, *ROW[2:]]]
    return odt_file([[f"<text:p>{text}</text:p>" for text in row] for row in rows], own,
                    named=named)  # fmt: skip


def as_page():
    drawn = 'Провести <span style="font-weight: 700">первую</span> встречу: <em>все</em>'
    cells = [ROW[0], drawn, *ROW[2:]]
    rows = [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (HEADER, cells)]
    return f"<b><table>{''.join(rows)}</table>"


def as_text():
    drawn = "Провести **первую** встречу: <i>все</i>"
    return "\n".join("\t".join(row) for row in (HEADER, (ROW[0], drawn, *ROW[2:])))


@pytest.mark.parametrize(
    "make", [as_word, as_named_styles, as_sheet, as_odt, as_odt_of_named_styles, as_page, as_text]
)
def test_words_keep_their_look_beside_the_text(make):
    read = read_roadmap(make())

    assert read.rows[0].activity == TEXT
    assert pieces(TEXT, read.rows[0].emphasis["activity"]) == LOOK
    assert list(read.rows[0].emphasis) == ["activity"]
    assert "emphasis" not in read.as_json()["rows"][0]


def test_a_row_cut_by_a_page_keeps_the_look_of_both_pieces():
    text = as_text() + "\n\t**и новых**, кто пришёл\t\t"

    row = read_roadmap(text).rows[0]

    assert row.activity == f"{TEXT} и новых, кто пришёл"
    assert pieces(row.activity, row.emphasis["activity"])[-2:] == [
        ("b", "и новых"), ("", ", кто пришёл"),
    ]  # fmt: skip


def test_an_ink_of_another_text_says_nothing():
    assert emphasis_of("два слова", "...bbbbb") == {"of": 9, "spans": [["b", 4, 9]]}
    assert emphasis_of("два слова", "bbb") is None
    assert pieces("другое", {"of": 9, "spans": [["b", 4, 9]]}) == [("", "другое")]


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        ("Провести первую встречу: все", LOOK),
        ("Срочно провести первую встречу: все", LOOK),
        ("Провести первую беседу: все вместе", [("b", "первую")]),
        ("Провести встречу: все", [("i", "все")]),
        ("Иное", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_correction_leaves_keeps_its_look(new, kept):
    old = {"activity": TEXT, "result": "Приказ"}
    emphasis = {"activity": {"of": 28, "spans": [["b", 9, 15], ["i", 25, 28]]},
                "result": {"of": 6, "spans": [["bi", 0, 6]]}}  # fmt: skip

    found = carried(emphasis, old, {"activity": new, "result": "Приказы"})

    styled = [piece for piece in pieces(new, found.get("activity")) if piece[0]]
    assert styled == [piece for piece in kept if piece[0]]
    assert found["result"] == {"of": 7, "spans": [["bi", 0, 7]]}


def test_the_look_is_printed_and_goes_with_the_row(ours, curator):
    upload = drafts.take(as_word(), "карта.docx", 2026)
    roadmap = actions.import_rows(upload["read"], organization=ours, year=2026, by=curator)
    item = roadmap.items.get()
    actions.edit_item(item, cells={"activity": f"{TEXT}!"}, by=curator)

    cell = KINDS["roadmap"].collect(roadmap, on=ON)["roadmap"]["groups"][0]["rows"][0]["cells"][1]
    html = printed_paper("roadmap", roadmap)

    assert [tuple(piece) for piece in cell["pieces"]] == [*LOOK, ("", "!")]
    assert "Провести <b>первую</b> встречу: <i>все</i>!</td>" in html


def test_the_same_table_drawn_otherwise_is_the_same_table(ours, curator):
    plain = as_text().replace("**", "")
    first, second = (
        actions.import_rows(read_roadmap(source).stored(), organization=ours, year=2026, by=curator)
        for source in (as_text(), plain)
    )

    assert first == second
