"""The edition of the office standard an organization has chosen: what its papers look like."""

import datetime
import re
from io import BytesIO

import docx
import pypdfium2
import pytest
from pypdf import PdfReader

from people.models import Organization
from reports import actions
from reports.documents import KINDS
from reports.pdf import render_pdf
from reports.standards import STANDARDS
from reports.word import render_docx
from tests.reports.papers import ON, POINTS_A_MM, outside, paper, printed_paper, words

MARK = {"number": "163-ОД", "date": "2026-09-15", "code": "4KQ2M9XT7CVA"}
WIDTHS = {"gost-2025": 80, "gost-2016": 75}


def choose(school, standard):
    school.organization.paper_standard = standard
    school.organization.save()
    for row in (school.pair, school.group, school.roadmap):
        row.organization.paper_standard = standard


def marked(code, subject):
    return KINDS[code].render(KINDS[code].collect(subject, on=ON), **MARK)


def left_edges(pdf, words):
    """Return how far from the right edge of the text the words begin, in millimetres."""
    document, found = pypdfium2.PdfDocument(pdf), []
    for page in document:
        text, (wide, high) = page.get_textpage(), page.get_size()
        at = text.search(words, match_case=True).get_next()
        if at:
            right = 10 if high > wide else 15
            found.append(round((wide - text.get_charbox(at[0])[0]) / POINTS_A_MM - right))
    document.close()
    return found


def test_the_choices_of_an_organization_are_the_editions_known():
    choices = Organization._meta.get_field("paper_standard").choices
    assert [value for value, _ in choices] == list(STANDARDS)


@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_a_requisite_in_the_corner_is_as_wide_as_the_standard_lets_it(standard, school):
    choose(school, standard)
    pages = {
        "Приложение": marked("order-pairs", [school.pair, school.group]),
        "УТВЕРЖДАЮ": printed_paper("roadmap", school.roadmap, stamp="person"),
        "Директору": paper("participation-mentor", school.mentor),
    }

    for word, page in pages.items():
        assert left_edges(render_pdf(page), word) == [WIDTHS[standard]], word
        assert outside(render_pdf(page)) == []


@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_word_has_the_same_corner(standard, school):
    choose(school, standard)

    document = docx.Document(BytesIO(render_docx(marked("order-pairs", [school.pair]))))

    mark = next(p for p in document.paragraphs if p.text.startswith("к\xa0приказу"))
    assert round(262 - mark.paragraph_format.left_indent.mm) == WIDTHS[standard]


def test_the_older_standard_knows_no_bar_code(school):
    choose(school, "gost-2025")
    newer = marked("order-pairs", [school.pair])
    choose(school, "gost-2016")
    older = marked("order-pairs", [school.pair])

    assert ("<svg" in newer, "<svg" in older) == (True, False)
    assert re.search(r"подлинности: http\S+\nкод 4KQ2-M9XT-7CVA", words(older))
    assert outside(render_pdf(older)) == []


@pytest.mark.parametrize("code", sorted(code for code, kind in KINDS.items() if kind.draftable))
def test_every_order_carries_the_standard_of_its_day(code, school):
    subject = school.subject_of(code)
    Organization.objects.update(paper_standard="gost-2016")
    rows = subject if isinstance(subject, list) else [subject]
    rows = [type(row).objects.get(pk=row.pk) for row in rows]

    facts = KINDS[code].collect(rows, on=ON)
    page = KINDS[code].render(facts)

    assert '<body class="gost-2016">' in page


def test_a_registered_paper_keeps_the_standard_of_its_day(school):
    choose(school, "gost-2016")
    order = actions.draft("order-curator", [school.organization], by=None, on=ON)
    order = actions.register(order, number="142-ОД", dated=ON, by=None, on=ON)
    drafted = actions.draft("order-council", [school.organization], by=None, on=ON)
    held, word = actions.pdf_of(order), actions.docx_of(order)

    choose(school, "gost-2025")

    order.refresh_from_db()
    assert (actions.pdf_of(order), actions.docx_of(order)) == (held, word)
    assert left_edges(held, "Приложение") == [75]
    assert len(PdfReader(BytesIO(held)).pages) == order.sheets
    assert left_edges(actions.pdf_of(drafted), "Приложение") == [75]
    drafted = actions.refresh(drafted, by=None, on=ON + datetime.timedelta(days=1))
    assert left_edges(actions.pdf_of(drafted), "Приложение") == [80]
