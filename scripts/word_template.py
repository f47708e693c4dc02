"""Make a template for docxtpl of a Word file: what is said in it becomes variables."""

import copy
from io import BytesIO

LONG = 4  # a table of so many rows is filled by a loop


def emptied(content):
    """Return (template, words): each paragraph is a variable, the rows of a long table a loop."""
    import docx  # slow import

    document, words = docx.Document(BytesIO(content)), {}
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.text.strip():
            words[f"p{number}"] = paragraph.text
            say(paragraph, f"{{{{ p{number} }}}}")
    for number, table in enumerate(document.tables):
        if len(table.rows) >= LONG:
            words[f"t{number}"] = loop(table, f"t{number}")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue(), words


def say(paragraph, text):
    """Put the text into the first run and drop the others: the look is that of the first words."""
    first, *others = paragraph.runs or [paragraph.add_run()]
    first.text = text
    for run in others:
        run._r.getparent().remove(run._r)


def loop(table, name):
    """Leave one row below the head, repeated for each of `name`; return the words of all rows."""
    from docx.table import _Row

    rows = list(table.rows)[1:]
    words = [[cell.text for cell in row.cells] for row in rows]
    kept = max(rows, key=lambda row: len(row._tr.tc_lst))  # not one of merged cells
    for row in rows:
        if row is not kept:
            row._tr.getparent().remove(row._tr)
    for number, cell in enumerate(kept.cells):
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        say(cell.paragraphs[0], f"{{{{ row[{number}] }}}}")
    for tag, place in ((f"{{%tr for row in {name} %}}", kept._tr.addprevious),
                       ("{%tr endfor %}", kept._tr.addnext)):  # fmt: skip
        row = copy.deepcopy(kept._tr)
        for cell in _Row(row, table).cells:
            say(cell.paragraphs[0], "")
        say(_Row(row, table).cells[0].paragraphs[0], tag)
        place(row)
    return words
