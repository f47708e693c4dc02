"""Lists inside cells: the numbers and bullets a reader sees are no text of the file."""

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from roadmaps.importing import read_roadmap
from tests.roadmaps.seed_files import odt_file, saved

W = nsdecls("w")
HEADER = ["Мероприятия", "Сроки", "Ответственный"]


def test_numbers_and_bullets_a_list_draws_are_words_of_the_cell():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for at, text in enumerate(HEADER):
        table.cell(0, at).text = text
    for place, (number, bullet) in enumerate([(7, 8), (9, 8)], 1):
        cell = table.cell(place, 0)
        cell.text = "Провести:"
        for text, key in [("встречу", number), ("опрос", number), ("беседу", bullet), ("", bullet)]:
            listed(cell.add_paragraph(text), key)
        table.cell(place, 1).text, table.cell(place, 2).text = "май", "Куратор"
    lists(document)

    rows = read_roadmap(saved(document)).rows

    assert [row.activity for row in rows] == ["Провести:\n1) встречу\n2) опрос\n– беседу"] * 2


def test_a_page_draws_its_lists_as_well():
    items = "Провести:<ol start=2><li>встречу<li>опрос</ol><ul><li>беседу</ul>"
    rows = [HEADER, [items, "май", "Куратор"], ["Опрос<ul></ul>", "май", "Куратор"]]
    cells = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    page = f"<ul><li><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></ul>"

    assert [row.activity for row in read_roadmap(page).rows] == [
        "Провести:\n2. встречу\n3. опрос\n– беседу", "Опрос",
    ]  # fmt: skip


def listed(paragraph, key):
    """Make the paragraph an item of a list, as Word itself does."""
    marks = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    marks.get_or_add_ilvl().val, marks.get_or_add_numId().val = 0, key


def lists(document):
    """Declare list 7 (numbers), 9 (the same numbers from the beginning) and 8 (bullets)."""
    drawn = [(7, "decimal", "%1)"), (8, "bullet", "·")]
    kinds = [f'<w:abstractNum {W} w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
             f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
             for key, form, text in drawn]  # fmt: skip
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = [f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
               for key, kind, more in [(7, 7, ""), (8, 8, ""), (9, 7, again)]]  # fmt: skip
    root = document.part.numbering_part.element
    for node in list(root):
        root.remove(node)
    for text in kinds + numbers:
        root.append(parse_xml(text))


def test_an_odt_file_draws_its_lists_by_their_styles():
    def level(number, form, more=""):
        return (f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
                f'style:num-suffix=")" {more}/>')  # fmt: skip

    def items(*texts):
        return "".join(f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in texts)

    inner = f"<text:list>{items('в классе')}</text:list>"
    first = (
        f'<text:list text:style-name="N">{items("встречу")}<text:list-item>'
        f"<text:p>опрос</text:p><text:p>и беседу</text:p>{inner}</text:list-item></text:list>"
    )
    again = f'<text:list text:style-name="N" text:continue-numbering="true">{items("", "итог")}'
    letters = f'<text:list text:style-name="R">{items("сбор")}</text:list>'
    bullets = f'<text:list text:style-name="B">{items("круг")}</text:list>'
    cell = f"<text:p>Провести:</text:p>{first}{again}</text:list>{letters}{bullets}"

    read = read_roadmap(odt_file(
        [[f"<text:p>{text}</text:p>" for text in HEADER], [cell, "<text:p>май</text:p>",
                                                          "<text:p>Куратор</text:p>"]],
        f'<text:list-style style:name="N">{level(1, "1")}'
        f'{level(2, "1", "text:display-levels=" + chr(34) + "2" + chr(34))}</text:list-style>'
        f'<text:list-style style:name="R">{level(1, "а, б, .., аа")}</text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/>'
        "</text:list-style>",
    ))  # fmt: skip

    assert list(filter(None, read.rows[0].activity.split("\n")))[1:] == [
        "1) встречу", "2) опрос", "и беседу", "2.1) в классе", "4) итог", "а) сбор", "– круг",
    ]  # fmt: skip
