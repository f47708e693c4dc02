"""Random tables, texts, files and deadlines, and what must hold for each of them.

Plain `random`, so that scripts/fuzz draws a hundred thousand in minutes; every check takes a
`random.Random` and raises when something is wrong.
"""

import io
import json
import zipfile

from roadmaps import matching
from roadmaps.deadlines import dates
from roadmaps.importing import ImportRefused, ReadRoadmap, read_roadmap
from roadmaps.importing.cells import Cell, Line, Table
from roadmaps.importing.choosing import laid_lines
from roadmaps.importing.columns import find_header
from roadmaps.importing.rows import as_rows, read_rows
from roadmaps.targets import of_row

HEADINGS = [
    *("№", "№ п/п", "Этап", "Мероприятия", "Содержание", "Сроки", "Срок исполнения"),
    *("Ответственный", "Исполнители", "Результат", "Вид документа", "Показатели", "Примечание"),
    *("Класс", "", "Cpoки", "Дата"),
]
WORDS = [
    *("", "", "1", "1.", "1.1.", "2", "3", "4", "II", "X.", "Встреча пар", "май 2026", "(в рамках"),
    *("до 05.09.2026", "Лугова Н.М.", "– встреча;", "й", "ШМО)", "I. Раздел", "* сноска", "и др."),
    *("(Позиция в редакции)", "Раздел 3. Итоги", "10%", "школы", "план,", "«", "Примечание: нет"),
    *("_____ Липкин П.О.", "а\nб", "\u00ad", "\u00a0", "<b>Этап</b>", "\\_", "**", "&nbsp;", '"'),
]
SIGNS = "аб 1.,-–()«»\n\t№IVX%ё\u0301\u00a0\u200b<>&\\\"'|*_abc😀\x00"
DEADLINES = [
    *(
        "до",
        "с",
        "по",
        "в течение",
        "года",
        "ежегодно",
        "далее",
        "май",
        "сентябрь",
        "января",
        "раз",
    ),
    *(
        "в квартал",
        "IV",
        "квартал",
        "учебного",
        "2022",
        "2026",
        "г.",
        "г",
        "-",
        "–",
        ",",
        "/",
        "\n",
    ),
    *("31.02.2026", "05.09.2023", "1.1.26", "99.99.9999", "постоянно", "по плану", "(ШМО)", "весь"),
    *("понедельник", "первый", "последняя", "месяца", "осенние", "каникулы"),
    *("период", "до 31", "марта", "полугодие", "не позднее", "два", "3-4", "недели", "Ⅳ", "0 0"),
]
TARGETS = [
    *("не менее", "более", "до", "от", "не реже", "≥", "<=", "минимум", "10", "100", "%", "2,5"),
    *("одной", "двух", "сорок пять", "половины", "___", "N", "1 000", "тыс.", "процентов", "и"),
    *("публикации", "встреч", "в месяц", "ежеквартально", "по каждой группе", "лет", ",", ";"),
    *("\n", "(", ")", "из", "на", "2026", "05.09.2026", "№ 5", "все", "раз в", "год", "класс", "-"),
]


def text(draw):
    """Return a word of a roadmap, or signs nobody would write."""
    if draw.random() < 0.85:
        return draw.choice(WORDS)
    return "".join(draw.choices(SIGNS, k=draw.randrange(12)))


def table(draw):
    """Return a table with a likely header and any cells below it."""
    count = draw.randrange(3, 8)
    headings = ["Мероприятия", "Сроки", *draw.choices(HEADINGS, k=count - 2)]
    draw.shuffle(headings)
    header = Line([Cell(heading, left) for left, heading in enumerate(headings)])
    body = [line(draw, count + draw.choice((-1, 0, 0, 0, 1))) for _ in range(draw.randrange(9))]
    above = [Line([Cell("Дорожная карта", 0, count)])] if draw.random() < 0.2 else []
    found = Table(index=0, lines=[*above, header, *body], pasted=draw.random() < 0.3)
    if draw.random() < 0.3:
        found.widths = [draw.choice((0, 1, 50, 700)) for _ in range(count)]
    return found


def line(draw, width):
    left, cells = 0, []
    while left < width and draw.random() < 0.95:
        span = 1 if draw.random() < 0.8 else draw.randint(1, width - left)
        cells.append(Cell(text(draw).strip(), left, span, draw.random() < 0.2, draw.random() < 0.1))
        left += span
    return Line(cells, hidden=draw.random() < 0.1)


def check_table(draw):
    """Rows come out of any merges and no word is lost."""
    drawn = table(draw)
    header = find_header(drawn)
    if header is None:
        return
    reading = read_rows(laid_lines([drawn], drawn, header), header)
    kept = words_of(reading)
    headings = {squeezed(column.heading) for column in header.columns}
    for row in drawn.lines[header.first + header.rows :]:
        texts = [squeezed(cell.text) for cell in row.filled]
        # a header of a later page and a digit row are dropped on purpose
        if not set(texts) <= headings and not _is_digit_row(texts):
            lost = [cell for cell in texts if cell not in kept]
            assert not lost, f"lost {lost} of {texts}"


def _is_digit_row(texts):
    return [part.rstrip(".") for part in texts] == [str(n + 1) for n in range(len(texts))]


def words_of(reading):
    """Return all that was kept of a table, without spaces."""
    texts = [part for section in reading.sections for part in (section.number, section.title)]
    texts += reading.notes
    for row in as_rows(reading):
        texts += [value for value in row.as_json().values() if isinstance(value, str)]
        texts += row.other.values()
    return squeezed("".join(texts))


def squeezed(value):
    return "".join(value.split())


def check_pasted(draw):
    """Any pasted text is read or refused; what was read can be stored."""
    rows = ["\t".join(text(draw) for _ in range(draw.randrange(7))) for _ in range(9)]
    header = "\t".join(["№", "Мероприятия", "Сроки", *draw.choices(HEADINGS, k=2)])
    head = [text(draw) for _ in range(draw.randrange(5))]
    _read("\n".join([*head, header, *rows]))


def check_html(draw):
    """Any HTML is read or refused, whatever its spans say."""
    spans = ["", " colspan=2", " rowspan=3", " rowspan=0", " colspan=99999999", " rowspan='x'"]
    tags = ["<tr>", "</tr>", "<table>", "</table>", "<p>", "<br>", "</td>", "<b>", "<script>"]
    pieces = ["<table><tr><td>№<td>Мероприятия<td>Сроки<td>Ответственный<tr>"]
    for _ in range(draw.randrange(40)):
        pieces.append(draw.choice(tags) if draw.random() < 0.3 else f"<td{draw.choice(spans)}>")
        pieces.append(text(draw))
    _read("".join(pieces))


def check_bytes(draw):
    """Any bytes are read or refused."""
    start = draw.choice([b"", b"PK\x03\x04", b"%PDF-", b"<table>", b"\xff\xfe", b"{\\rtf"])
    _read(start + draw.randbytes(draw.randrange(300)))


def check_word(draw):
    """A Word file whose XML is odd is read or refused."""
    tags = ["<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:sdt>", "<w:br/>"]
    marks = ['<w:gridSpan w:val="{}"/>', '<w:vMerge w:val="{}"/>', '<w:hMerge w:val="{}"/>']
    values = ["1", "2", "-1", "999999", "restart", "continue", "x", ""]
    rows = []
    for row in [["№", "Мероприятия", "Сроки"], *[[text(draw)] * 3 for _ in range(4)]]:
        cells = ""
        for value in row:
            mark = draw.choice(marks).format(draw.choice(values)) if draw.random() < 0.2 else ""
            shown = value.replace("&", "").replace("<", "").replace("\x00", "")
            cells += f"<w:tc><w:tcPr>{mark}</w:tcPr><w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:tc>"
        rows.append(f"<w:tr>{cells}</w:tr>")
    xml = f"<w:document xmlns:w='w'><w:body><w:tbl>{''.join(rows)}</w:tbl></w:body></w:document>"
    if draw.random() < 0.2:
        at = draw.randrange(len(xml))
        xml = xml[:at] + draw.choice(tags) + xml[at:]
    _read(package({"word/document.xml": xml}, "wordprocessingml.document.main"))


def check_sheet(draw):
    """An Excel file with any merges, numbers and places is read or refused."""
    kinds = ['t="inlineStr"><is><t>{}</t></is>', "><v>{}</v>", 't="s"><v>{}</v>', 't="b"><v>{}</v>']
    numbers = ["0", "45000", "1e400", "-5", "nan", "0.1", "99999999999", "x", ""]
    rows = '<row r="2">' + "".join(
        f'<c t="inlineStr" r="{name}2"><is><t>{heading}</t></is></c>'
        for name, heading in zip("ABCD", ["№", "Мероприятия", "Сроки", "Класс"], strict=True)
    )
    rows += "</row>"
    for place in range(3, 9):
        cells = ""
        for name in "ABCD":
            shown = text(draw) if draw.random() < 0.7 else draw.choice(numbers)
            shown = shown.replace("&", "").replace("<", "").replace("\x00", "")
            form = draw.choice(kinds[:1] * 4 + kinds).format(shown)
            cells += f'<c r="{name}{place}" s="{draw.randrange(3)}" {form.lstrip()}</c>'
        rows += f'<row r="{draw.choice((place, place, "x"))}">{cells}</row>'
    refs = ["A3:D3", "B3:B6", "A1:XFD1048576", "D5:A3", "x", "C4:D5"]
    merges = "".join(f'<mergeCell ref="{draw.choice(refs)}"/>' for _ in range(draw.randrange(4)))
    sheet = f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheet name="Л" r:id="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><a Id="1" Type="t/x" Target="worksheets/a.xml"/>'
        '<a Id="2" Type="t/styles" Target="styles.xml"/></R>',
        "xl/styles.xml": '<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>'
        "</cellXfs></s>",
        "xl/worksheets/a.xml": sheet,
    }
    _read(package(parts, "spreadsheetml"))


def package(parts, kind):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{kind}</Types>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _read(source):
    try:
        read = read_roadmap(source, "карта")
    except ImportRefused as refusal:
        assert str(refusal)[0].isupper(), refusal
        return
    assert ReadRoadmap.from_json(json.loads(json.dumps(read.stored()))) == read
    assert all(row.as_json() for row in read.rows)


def check_deadline(draw):
    """Any wording has a kind and dates in order, for any year."""
    words = draw.choices(DEADLINES, k=draw.randrange(8))
    wording = " ".join(words) if draw.random() < 0.8 else text(draw) + text(draw)
    kind, found = dates(wording, draw.choice((2021, 2024, 2026, 2027, 1999, 2096)))
    assert isinstance(kind, str) and kind
    for start, due in found:
        assert start is None or due is None or start <= due, (wording, start, due)


def check_targets(draw):
    """Any cell has targets whose numbers fit their columns."""
    words = draw.choices(TARGETS, k=draw.randrange(40))
    cell = " ".join(words) if draw.random() < 0.7 else "".join(text(draw) for _ in range(9))
    for target in of_row(cell * draw.choice((1, 1, 1, 200)), cell):
        assert target.text and target.op, cell
        assert target.value is None or 0 <= target.value < 10**7, cell
        assert target.upper is None or target.value < target.upper, cell


def check_matching(draw):
    """A newer version of any table: no row is taken twice, the same table is itself."""
    old = [_row(draw) for _ in range(draw.randrange(12))]
    new = [dict(row) for row in draw.sample(old, draw.randint(0, len(old)))]
    new += [_row(draw) for _ in range(draw.randrange(4))]
    for row in draw.sample(new, len(new) // 2):
        row[draw.choice(list(row))] = text(draw)
    draw.shuffle(new)
    found = matching.paired(old, new)
    assert len(set(found.values())) == len(found), found
    assert set(found) <= set(range(len(new))) and set(found.values()) <= set(range(len(old)))
    assert all(n == o for n, o in matching.paired(old, old).items())
    assert 0 <= matching.likeness(old, new) <= 1
    before, after = (" ".join(text(draw) for _ in range(draw.randrange(9))) for _ in "ab")
    parts = matching.word_diff(before, after)
    assert squeezed("".join(p.text for p in parts if p.kind != "gone")) == squeezed(after)
    assert squeezed("".join(p.text for p in parts if p.kind != "came")) == squeezed(before)


def _row(draw):
    names = ("number", "section", "stage", "activity", "deadline", "responsible", "result")
    return {name: " ".join(text(draw) for _ in range(draw.randrange(4))) for name in names}


KINDS = {
    "bytes": check_bytes,
    "deadline": check_deadline,
    "html": check_html,
    "matching": check_matching,
    "pasted": check_pasted,
    "sheet": check_sheet,
    "table": check_table,
    "targets": check_targets,
    "word": check_word,
}
