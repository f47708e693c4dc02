"""The same HTML becomes a Word file: the PDF's words, real headings and numbers, whole tables."""

import re
import zipfile
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from people.models import Role
from reports import actions
from reports.documents import KINDS
from reports.pdf import render_pdf
from reports.word import MEDIA_TYPE, render_docx
from tests import factories as make
from tests.reports.papers import ON, paper

PAGE = '<!DOCTYPE html><html lang="ru"><title>Приказ</title><body>{}</body></html>'
EVERY_KIND = pytest.mark.parametrize("code", sorted(KINDS))
MARK = {"number": "163-ОД", "date": "2026-09-15"}
MM = 1440 / 25.4


def opened(content):
    return docx.Document(BytesIO(content))


def body_of(html):
    return opened(render_docx(html)).element.body


def said(element):
    """Return the text under an element, clauses with the numbers that Word counts."""
    words, counts = [], {}
    for node in element.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab")):
        if node.tag == qn("w:p"):
            words.append("\n")
            number = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if number is not None:
                of, level = (number.find(qn(f"w:{name}")).get(qn("w:val"))
                             for name in ("numId", "ilvl"))  # fmt: skip
                counted = [*counts.get(of, []), 0, 0][: int(level) + 1]
                counted[-1] += 1
                counts[of] = counted
                words.append("".join(f"{n}." for n in counted) + "\xa0")
        else:
            words.append(node.text if node.tag == qn("w:t") else " ")
    return "".join(words)


def printed(pdf):
    """Return the text of a PDF without the numbers of its pages."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "".join(
        re.sub(rf"\s{number}\s*$", "", page) if number > 1 else page
        for number, page in enumerate(pages, 1)
    )


def letters(text):
    """Return the text without white space, rules, boxes and the hyphens at the ends of lines."""
    return re.sub(r"[\s_☐\u00ad\u2010\ufffe\x02-]", "", text)


def without_drawings(html):
    return re.sub(r"<svg\b.*?</svg>", "", html, flags=re.S)


def texts(rows):
    return [[said(cell).strip() for cell in row.iter(qn("w:tc"))] for row in rows]


def values(element, path, attribute="w:val"):
    return [node.get(qn(attribute)) for node in element.iterfind(path, element.nsmap)]


@EVERY_KIND
def test_word_has_the_words_of_the_pdf(code, school):
    mark = MARK if KINDS[code].draftable else {}
    page = without_drawings(paper(code, school.subject_of(code), **mark))

    words = letters(said(body_of(page)))

    once = re.sub(r"(</?)thead>", r"\1tbody>", page)  # the PDF repeats a head on each page
    assert words == letters(printed(render_pdf(once)))
    assert len(words) > 100


@EVERY_KIND
def test_word_gives_the_same_bytes_twice(code, school):
    page = paper(code, school.subject_of(code))

    assert render_docx(page) == render_docx(page)


@EVERY_KIND
def test_word_has_every_element_in_the_order_word_insists_on(code, school):
    """Word repairs or refuses a file whose properties stand in another order."""
    paragraph = ["pStyle", "keepNext", "numPr", "pBdr", "tabs", "suppressAutoHyphens", "spacing",
                 "ind", "jc", "rPr", "sectPr"]  # fmt: skip
    orders = {
        "pPr": paragraph,
        "rPr": ["b", "i", "noProof", "spacing", "sz", "szCs"],
        "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "vAlign"],
        "tblPr": ["tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
        "sectPr": ["headerReference", "type", "pgSz", "pgMar", "pgBorders", "titlePg"],
    }

    body = body_of(paper(code, school.subject_of(code), **MARK))

    for name, order in orders.items():
        for node in body.iter(qn(f"w:{name}")):
            found = [child.tag.split("}")[1] for child in node]
            assert found == sorted(found, key=order.index)
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    assert body[-1].tag == qn("w:sectPr")


def test_an_order_has_headings_and_clauses_that_word_counts(school):
    page = paper("order-pairs", school.subject_of("order-pairs"), **MARK)

    document = opened(render_docx(page))

    styles = [(p.style.name, p.text) for p in document.paragraphs if p.text.strip()]
    assert ("Heading 1", "ПРИКАЗ") in styles
    assert ("Heading 2", "О закреплении наставнических пар и групп\nна 2026/2027 учебный год") in [
        (style, text.replace("\xa0", " ")) for style, text in styles
    ]
    clauses = [text for style, text in styles if style == "Пункт"]
    assert len(clauses) >= 5
    assert not any(re.match(r"\d+\.", text) for text in clauses)
    assert clauses[-1] == "Контроль за\xa0исполнением приказа оставляю за\xa0собой."
    level = document.part.numbering_part.element.find(f".//{qn('w:lvl')}")
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == "%1.\xa0"
    assert level.find(f".//{qn('w:ind')}").get(qn("w:firstLine")) == str(round(12.5 * MM))


def test_each_list_counts_from_one_and_its_parts_below_it():
    page = PAGE.format(
        "<ol><li>а<ol><li>а1</li><li>а2</li></ol></li><li>б</li></ol><p>и</p><ol><li>в</li></ol>"
    )

    document = opened(render_docx(page))

    found = [(p.text, [int(value) for value in values(p._p, ".//w:numPr/*")])
             for p in document.paragraphs]  # fmt: skip
    assert found == [("а", [0, 1]), ("а1", [1, 1]), ("а2", [1, 1]), ("б", [0, 1]), ("и", []),
                     ("в", [0, 2])]  # fmt: skip
    numbers = document.part.numbering_part.element
    assert values(numbers, "w:num/w:lvlOverride/w:startOverride") == ["1", "1"]


def test_an_annex_lies_across_between_upright_pages(school):
    document = opened(render_docx(paper("order-pairs", school.subject_of("order-pairs"))))

    upright, across = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    sheets = [
        (s.orientation, round(s.page_width.mm), round(s.page_height.mm), round(s.top_margin.mm),
         round(s.right_margin.mm), round(s.bottom_margin.mm), round(s.left_margin.mm))
        for s in document.sections
    ]  # fmt: skip
    assert sheets == [
        (upright, 210, 297, 20, 10, 20, 30),
        (across, 297, 210, 20, 15, 15, 20),
        (upright, 210, 297, 20, 10, 20, 30),
    ]


def test_a_paper_that_lies_across_from_its_start_has_no_empty_page_before(school):
    document = opened(render_docx(paper("roadmap", school.roadmap)))

    assert [s.orientation for s in document.sections] == [WD_ORIENT.LANDSCAPE]


def test_pages_are_numbered_from_the_second_on(school):
    document = opened(render_docx(paper("order-pairs", school.subject_of("order-pairs"))))

    first, *others = document.sections
    assert first.different_first_page_header_footer
    assert first.first_page_header.is_linked_to_previous  # nothing before: an empty header
    assert "PAGE" in first.header._element.xml
    assert first.header.paragraphs[0].style.paragraph_format.alignment == 1
    assert all(s.header.is_linked_to_previous for s in others)
    assert not any(s.different_first_page_header_footer for s in others)


def test_a_table_keeps_widths_and_repeats_its_head(school):
    page = paper("order-pairs", school.subject_of("order-pairs"))

    table = list(body_of(page).iterchildren(qn("w:tbl")))[2]

    widths = [int(width) for width in values(table, "w:tblGrid/w:gridCol", "w:w")]
    assert [round(width / sum(widths) * 100, 1) for width in widths] == [
        4.5, 22, 22, 10.7, 10.8, 13.5, 16.5,
    ]  # fmt: skip
    assert sum(widths) == round(262 * MM)
    rows = list(table.iterchildren(qn("w:tr")))
    assert [bool(values(row, "w:trPr/w:tblHeader")) for row in rows] == [True, False, False]
    assert all(values(row, "w:trPr/w:cantSplit") for row in rows)


def test_joined_cells_stay_joined(school):
    table = next(t for t in body_of(paper("roadmap", school.roadmap)).iterchildren(qn("w:tbl"))
                 if values(t, ".//w:vMerge"))  # fmt: skip

    joins = [
        [(values(cell, "w:tcPr/w:gridSpan"), values(cell, "w:tcPr/w:vMerge"))
         for cell in row.iterchildren(qn("w:tc"))]
        for row in table.iterchildren(qn("w:tr"))
    ]  # fmt: skip
    wide = [sum(int(span[0]) if span else 1 for span, _ in row) for row in joins]
    assert len(set(wide)) == 1
    assert any(merge == ["restart"] for row in joins for _, merge in row)
    assert any(merge == [None] for row in joins for _, merge in row)
    assert any(span for row in joins for span, _ in row)


def test_a_cell_over_rows_and_columns_leaves_the_others_in_place():
    page = PAGE.format(
        '<table class="grid"><tbody><tr><td rowspan="2" colspan="2">а</td><td>б</td></tr>'
        "<tr><td>в</td></tr><tr><td>г</td><td>д</td></tr></tbody></table>"
    )

    table = next(body_of(page).iterchildren(qn("w:tbl")))

    assert texts(table.iterchildren(qn("w:tr"))) == [["а", "б"], ["", "в"], ["г", "д", ""]]
    assert values(table, ".//w:gridSpan") == ["2", "2", "1"]


def test_the_representatives_part_of_a_blank_is_one_row_that_no_page_splits(school):
    body = body_of(paper("consent-withdrawal", school.teen))

    [heading] = [
        p for p in body.iterchildren(qn("w:p")) if values(p, ".//w:pStyle") == ["Heading2"]
    ]
    box = heading.getnext()
    [row] = box.iterchildren(qn("w:tr"))
    said = "".join(row.itertext())
    assert box.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is None
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert said.startswith("Я, ") and "подпись" in said
    assert "Получено: входящий" not in said


def test_signatures_are_tables_without_rules_but_the_line(school):
    body = body_of(paper("consent-adult", school.mentor))

    table = next(body.iterchildren(qn("w:tbl")))
    assert table.find(f".//{qn('w:tblBorders')}") is None
    assert values(table, ".//w:tcBorders/w:bottom") == ["single", "single"]
    assert texts(table.iterchildren(qn("w:tr"))) == [
        ["", "", "", "А.П.\xa0Иванова"], ["дата", "", "подпись", ""],
    ]  # fmt: skip


def test_the_mark_of_an_annex_stands_at_the_right(school):
    document = opened(render_docx(paper("order-pairs", school.subject_of("order-pairs"), **MARK)))

    lines = [p for p in document.paragraphs if p.text.replace("\xa0", " ") in (
        "Приложение", "к приказу МБОУ СШ № 7", "от 15.09.2026 № 163-ОД")]  # fmt: skip
    assert [round(p.paragraph_format.left_indent.mm) for p in lines] == [182, 182, 182]


def test_a_chart_becomes_the_table_of_its_numbers(school):
    page = paper("figures", school.subject_of("figures"))

    table = list(body_of(page).iterchildren(qn("w:tbl")))[1]

    assert texts(table.iterchildren(qn("w:tr"))) == [["сен"], ["3"]]


def test_a_code_for_the_phone_is_a_picture(school):
    content = render_docx(paper("feedback-card", school.meeting))

    document = opened(content)
    pictures = [name for name in zipfile.ZipFile(BytesIO(content)).namelist()
                if name.endswith(".png")]  # fmt: skip
    assert len(pictures) == 2
    assert [round(shape.width.mm) for shape in document.inline_shapes] == [38, 38]
    marks = list(document.element.body.iter(qn("wp:docPr")))
    assert [mark.get("id") for mark in marks] == ["1", "2"]
    addresses = re.findall(r"http://\S+?/(?=\s)", said(document.element.body))
    assert [mark.get("descr") for mark in marks] == [f"QR-код: {address}" for address in addresses]


def test_a_box_to_tick_is_a_sign_and_an_award_has_a_frame():
    box = PAGE.format('<div class="choice"><span class="box"></span><span>решён;</span></div>')
    award = PAGE.format('<article class="award"><h1 class="award-word">СЕРТИФИКАТ</h1></article>')

    assert said(body_of(box)).strip() == "☐\xa0\xa0решён;"
    assert values(body_of(award), ".//w:pgBorders/*") == ["double"] * 4
    assert values(body_of(box), ".//w:pgBorders/*") == []


def test_markup_in_a_name_is_written_as_it_is(school):
    school.mentor.surname = "<w:t>О'Коннор</w:t>&amp;\"]]>"
    school.mentor.save()

    text = said(body_of(paper("consent-adult", school.mentor)))

    assert "Я, <w:t>О'Коннор</w:t>&amp;\"]]> Анна Петровна," in text


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ufffe", "\ufffc", "\ud800"])
def test_a_character_no_file_may_hold_is_left_out(char):
    assert said(body_of(PAGE.format(f"<p>Ива{char}нова</p>"))).strip() == "Иванова"


@pytest.mark.parametrize(
    "page",
    ["", *map(PAGE.format, ("", "<table></table>", '<section class="landscape"></section>'))],
)
def test_an_empty_page_is_an_empty_document(page):
    assert said(body_of(page)).strip() == ""


def test_a_table_without_rows_and_a_class_nobody_knows_are_no_obstacle():
    page = PAGE.format(
        '<p class="no-such-class">До</p><table><thead></thead><tbody></tbody></table>'
        "<aside>Рядом <!-- не видно --><u>слово</u></aside>"
    )

    assert said(body_of(page)).split() == ["До", "Рядом", "слово"]


def test_three_hundred_rows_stay_in_one_table(school):
    pairs = [school.pair, school.group] * 150

    table = list(body_of(paper("order-pairs", pairs)).iterchildren(qn("w:tbl")))[2]

    rows = texts(table.iterchildren(qn("w:tr")))
    assert [row[0] for row in rows] == ["№", *map(str, range(1, 301))]


def test_the_file_names_its_title_and_language_and_no_author():
    document = opened(render_docx(PAGE.format("<p>Текст</p>")))

    properties = document.core_properties
    assert (properties.title, properties.language) == ("Приказ", "ru-RU")
    assert (properties.author, properties.comments) == ("", "")
    assert values(document.styles.element, ".//w:docDefaults//w:lang") == ["ru-RU"]


def test_a_registered_paper_has_its_number_in_word(client, school):
    curator = make.make_user("curator", school.organization, Role.CURATOR)
    make.make_all_consents(school.mentor, school.mentee)
    draft = actions.draft("order-pairs", [school.pair], by=curator, on=ON)
    client.force_login(curator)
    before = client.get(reverse("document-docx", args=[draft.pk]))

    actions.register(draft, number="163-ОД", dated=ON, by=curator, on=ON)
    after = client.get(reverse("document-docx", args=[draft.pk]))

    assert after["Content-Type"] == MEDIA_TYPE
    assert after["Content-Disposition"] == f'attachment; filename="document-{draft.pk}.docx"'
    assert after["Cache-Control"] == "private, no-store"
    numbered = [said(opened(page.content).element.body).count("163-ОД") for page in (before, after)]
    assert numbered == [0, 3]


def test_word_of_another_organization_is_not_found(client, school):
    stranger = make.make_user("stranger", make.make_organization(code="school-8"), Role.CURATOR)
    draft = actions.draft("order-pairs", [school.pair], by=stranger, on=ON)
    client.force_login(stranger)

    answers = [
        client.get(reverse("document-docx", args=[draft.pk])),
        client.get(reverse("paper-docx", args=["consent-adult", school.mentor.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_paper_of_one_person_comes_as_word(client, school):
    client.force_login(make.make_user("curator", school.organization, Role.CURATOR))

    answer = client.get(reverse("paper-docx", args=["consent-adult", school.mentor.pk]))

    assert "Иванова Анна Петровна" in said(opened(answer.content).element.body)


@pytest.mark.parametrize("address", ["paper", "paper-docx"])
def test_a_paper_that_cannot_be_made_is_refused_with_words(address, client, school):
    school.meeting.attendances.update(was_present=False)
    client.force_login(make.make_user("curator", school.organization, Role.CURATOR))

    answer = client.get(reverse(address, args=["feedback-card", school.meeting.pk]))

    assert answer.status_code == 409
    assert "Об этой встрече уже ответили" in answer.content.decode()


def test_the_command_writes_word(school, tmp_path):
    path = tmp_path / "согласие.docx"

    call_command("print", "consent-adult", school.mentor.pk, output=str(path))

    assert "Иванова Анна Петровна" in said(opened(path.read_bytes()).element.body)


def test_the_last_rows_stay_with_each_other_and_with_the_signature_below():
    row = "<tr><td>строка</td></tr>"
    page = PAGE.format(
        f'<table class="grid"><tbody>{row * 3}</tbody></table>'
        '<table class="signature many"><tr><td>Наставник</td></tr><tr><td>Куратор</td></tr></table>'
    )

    rows = body_of(page).iter(qn("w:tr"))

    held = [(*texts([row])[0], row.find(f".//{qn('w:keepNext')}") is not None) for row in rows]
    assert held == [
        ("строка", False), ("строка", True), ("строка", True),
        ("Наставник", True), ("Куратор", False),
    ]  # fmt: skip


def test_the_signature_of_a_certificate_stands_inside_its_frame(school):
    body = body_of(paper("certificate", school.subject_of("certificate")))

    table = next(body.iterchildren(qn("w:tbl")))
    assert values(table, "w:tblPr/w:tblInd", "w:w") == [str(round(17 * MM))]
    assert values(table, "w:tblPr/w:tblW", "w:w") == [str(round(135 * MM))]


def test_the_line_that_closes_a_merged_cell_on_paper_is_no_row_in_word():
    page = PAGE.format(
        '<table class="grid"><tfoot><tr class="shut"><td></td></tr></tfoot>'
        "<tbody><tr><td>а</td></tr></tbody></table>"
    )

    table = next(body_of(page).iterchildren(qn("w:tbl")))

    assert texts(table.iterchildren(qn("w:tr"))) == [["а"]]


@pytest.mark.parametrize("size", ["", " crowded"])
def test_a_certificate_is_framed_whatever_its_type(size):
    page = PAGE.format(f'<article class="award{size}"><p>вручается</p></article>')

    assert body_of(page).find(f".//{qn('w:pgBorders')}") is not None
