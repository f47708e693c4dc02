"""HTML becomes PDF: closed to the outside, the same bytes twice, our fonts, page numbers."""

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from reports import pdf
from reports.pdf import PrintingUnavailable, page_count, render_pdf

PAGE = '<!DOCTYPE html><html lang="ru"><title>Приказ</title><body>{}</body></html>'


def read(content):
    return PdfReader(BytesIO(content))


def test_the_same_page_gives_the_same_bytes():
    page = PAGE.format("<p>Назначить Иванову Анну Петровну наставником.</p>")

    assert render_pdf(page, archival=True) == render_pdf(page, archival=True)


def test_attached_files_change_no_bytes_between_runs():
    page, files = PAGE.format("<p>Приказ</p>"), [("facts.json", b'{"a": 1}')]

    first = render_pdf(page, attachments=files, archival=True)

    assert first == render_pdf(page, attachments=files, archival=True)
    assert read(first).attachments == {"facts.json": [b'{"a": 1}']}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "data:image/png;base64,AA",
        "static:css/../../pyproject.toml",
        "static:no-such-file.png",
    ],
)
def test_a_page_may_use_our_static_files_only(address):
    with pytest.raises(FatalURLFetchingError):
        render_pdf(PAGE.format(f'<img src="{address}">'))


def test_the_paper_uses_our_fonts_alone():
    content = render_pdf(PAGE.format("<p>Обычный <b>жирный</b> № 7</p>" * 90))

    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in read(content).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Liberation-Serif", "Liberation-Serif-Bold"}


def test_numbers_stand_on_every_page_but_the_first():
    content = render_pdf(PAGE.format("<p>Строка</p>" * 120))

    numbers = [set(page.extract_text().split()) - {"Строка"} for page in read(content).pages]
    assert numbers == [set(), {"2"}, {"3"}]
    assert page_count(content) == 3


def test_a_kept_paper_is_tagged_pdf_a_with_title_and_language():
    content = render_pdf(PAGE.format("<h1>Приказ</h1>"), title="О парах", archival=True)

    found = read(content)
    assert found.metadata.title == "О парах"
    assert found.trailer["/Root"]["/Lang"] == "ru"
    assert "/StructTreeRoot" in found.trailer["/Root"]
    assert (
        b'pdfaid:part="3" pdfaid:conformance="A"' in found.trailer["/Root"]["/Metadata"].get_data()
    )
    assert len(found.trailer["/Root"]["/OutputIntents"]) == 1


def test_without_pango_one_sentence_names_the_command(monkeypatch):
    pdf._printer.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", _Broken("weasyprint"))

    with pytest.raises(PrintingUnavailable, match=r"apt-get install libpango-1\.0-0"):
        render_pdf(PAGE.format("<p>Приказ</p>"))

    pdf._printer.cache_clear()


class _Broken(type(sys)):
    def __getattr__(self, name):
        raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.parametrize("wrap", ["<tbody>{}</tbody>", "{}"], ids=["one group", "a group a row"])
def test_no_table_leaves_its_last_row_alone_on_a_page(wrap):
    table = '<table class="grid register">{}</table>'
    for rows in range(18, 24):  # 20 rows of 12 mm fill the sheet
        tall = '<tr><td style="height:10mm">строка</td></tr>'
        each = tall if wrap != "{}" else f"<tbody>{tall}</tbody>"
        pages = read(render_pdf(PAGE.format(table.format(wrap.format(each * rows))))).pages
        said = [page.extract_text().count("строка") for page in pages]

        assert sum(said) == rows
        assert said[-1] > 1, said
