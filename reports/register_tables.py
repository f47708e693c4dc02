"""The tables of a printed register as rows for Excel: dates are dates, joined cells are filled."""

import datetime
import re

GRID = "contains(concat(' ', @class, ' '), ' register ')"
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


def tables_of(html):
    """Return [(title, headings, rows)] of the registers on the page; none on other papers."""
    from lxml import html as parser  # slow import

    page = parser.document_fromstring(html)
    for gap in page.iter("br"):
        gap.tail = "\n" + (gap.tail or "")
    found = []
    for table in page.xpath(f"//table[{GRID}]"):
        headings = [_text(cell) for cell in table.xpath("./thead/tr[1]/th")]
        rows = [row for row in table.xpath("./tbody/tr")
                if "empty" not in row.get("class", "").split()]  # fmt: skip
        found.append((_title(table, len(found) + 1), headings, _filled(rows, len(headings))))
    return found


def _filled(rows, width):
    """Return the rows with the words of a cell that spans several of them in each."""
    below, found = {}, []
    for row in rows:
        cells, values = iter(row.xpath("./td|./th")), []
        while len(values) < width:
            left, value = below.get(len(values), (0, None))
            if left:
                below[len(values)] = (left - 1, value)
            else:
                cell = next(cells, None)
                value = "" if cell is None else _value(_text(cell))
                spans = 1 if cell is None else int(cell.get("rowspan", 1))
                below[len(values)] = (spans - 1, value)
            values.append(value)
        found.append(values)
    return found


def _title(table, number):
    """Return the name of the register, or of its section, as a sheet of Excel may be called."""
    heading = table.xpath("(./preceding::h1|./preceding::h2)[last()]")
    lines = _text(heading[0]).split("\n") if heading else []
    words = f"{number}. {lines[1]}" if len(lines) > 2 else "".join(lines[:1]).capitalize()
    return re.sub(r"[\[\]:*?/\\]", " ", words)[:31].strip() or f"Лист {number}"


def _value(text):
    if text.isdecimal() and len(text) < 6 and (text == "0" or text[0] != "0"):
        return int(text)
    match = _DAY.fullmatch(text)
    if match:
        day, month, year = map(int, match.groups())
        return datetime.date(year, month, day)
    return text


def _text(cell):
    text = cell.text_content().replace("\xad", "").replace("\xa0", " ")
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
