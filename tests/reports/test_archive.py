"""A registered order as PDF/A-3a, read part by part as ISO 19005-3 asks; no validator is at hand.

Not read here: the colour profile itself, the outlines of the fonts, and the order of reading.
"""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from reports.documents import KINDS
from reports.pdf import render_pdf
from tests.reports.papers import ON

ORDERS = sorted(code for code, kind in KINDS.items() if kind.draftable)
FORBIDDEN = ("/Encrypt", "/OpenAction", "/AA", "/JavaScript", "/AcroForm", "/OCProperties")
STANDARD = {
    "/Document", "/Part", "/Sect", "/Div", "/P", "/Span", "/NonStruct", "/H1", "/H2", "/H3", "/L",
    "/LI", "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption",
    "/Figure", "/Link", "/Art", "/BlockQuote",
}  # fmt: skip


@pytest.fixture
def read(school):
    """Return a function that prints an order for good and reads it."""

    def make(code):
        kind = KINDS[code]
        facts = kind.collect(school.subject_of(code), on=ON)
        page = kind.render(facts, number="163-ОД", date=ON.isoformat(), code="4KQ2M9XT7CVA")
        held = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
        return PdfReader(BytesIO(render_pdf(page, archival=True,
                                            attachments=[("facts.json", held)]))), held  # fmt: skip

    return make


@pytest.mark.parametrize("code", ORDERS)
def test_an_order_kept_for_years_is_whole_by_itself(code, read):
    pdf, held = read(code)
    root = pdf.trailer["/Root"]

    _is_labelled(pdf, root)
    _is_tagged(root, pdf)
    _has_its_letters(pdf)
    (attached,) = {reference.idnum for reference in root["/AF"]}
    file = pdf.get_object(attached)
    assert (file["/AFRelationship"], file["/UF"]) == ("/Source", "facts.json")
    assert file["/EF"]["/F"].get_object().get_data() == held
    assert file["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def _is_labelled(pdf, root):
    """Part and conformance, the same title in both places, language, colours, no way outside."""
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in metadata
    title = re.search(r'<rdf:li xml:lang="x-default">(.*?)</rdf:li>', metadata)[1]
    assert title == pdf.metadata.title and "163-ОД" in title
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("ru", True)
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3 and profile.get_data()[36:40] == b"acsp"
    assert len(pdf.trailer["/ID"]) == 2
    assert [key for key in FORBIDDEN if key in root or key in pdf.trailer] == []


def _is_tagged(root, pdf):
    """Every letter stands in the structure or is an artifact; all kinds of elements are known."""
    assert root["/MarkInfo"]["/Marked"].value is True
    kinds = set(_kinds_of(root["/StructTreeRoot"]))
    assert kinds <= STANDARD and {"/Document", "/H1", "/P", "/Table", "/TH"} <= kinds
    for page in pdf.pages:
        assert page["/Tabs"] == "/S" and "/StructParents" in page
        depth = 0
        for operands, operator in ContentStream(page["/Contents"], pdf).operations:
            depth += (operator in (b"BMC", b"BDC")) - (operator == b"EMC")
            assert depth or operator not in (b"Tj", b"TJ", b"'", b'"'), operands


def _kinds_of(node):
    node = node.get_object()
    if "/S" in node:
        yield node["/S"]
    below = node.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        child = child.get_object()
        if hasattr(child, "get"):
            yield from _kinds_of(child)


def _has_its_letters(pdf):
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            (below,) = font["/DescendantFonts"]
            assert "/ToUnicode" in font and "+" in font["/BaseFont"]
            assert "/FontFile2" in below.get_object()["/FontDescriptor"].get_object()
