"""Roadmaps of real schools, printed: every cell comes out whole, column after column."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from reports.pdf import render_pdf
from roadmaps.actions import import_rows, mark_done
from roadmaps.importing import read_roadmap
from roadmaps.models import Occurrence
from tests.reports.papers import ON, outside, printed_paper, words

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(path for path in SAMPLES.glob("seed-*.*") if path.suffix in (".docx", ".xlsx"))
OWN_SHEET = {"000": "landscape", "001": "landscape", "002": "portrait", "003": "portrait",
             "004": "portrait"}  # fmt: skip
ABOVE = {
    "000": "Муниципальное бюджетное общеобразовательное учреждение\n"
    "«Средняя школа № 7 г. Верхнеозёрска»\n(МБОУ СШ № 7)\n"
    "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\n"
    "Приказ от ____________ № ________\n",
    "001": "УТВЕРЖДАЮ\nДиректор МБОУ СШ № 7\n________ О.В. Кудряшова\n",
    "002": "План мероприятий (дорожная карта) внедрения",
    "003": "Приложение № 2\nк приказу МБОУ СШ № 7\nот ____________ № ________\n",
    "004": "МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ",
}
EACH_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)

pytestmark = pytest.mark.skipif(
    not FILES, reason="../shared/samples is not there: the five real tables"
)


def squeezed(text):
    """Return the text without spaces and hyphens, which a line break may change."""
    return re.sub(r"[\s\u00a0\ufffe-]+", "", text)


def taken(path, school, curator):
    """Return the roadmap of a sample file and what is expected to stand in it."""
    read = read_roadmap(path.read_bytes(), path.name).stored()
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    roadmap = import_rows(read, organization=school.organization, year=2026, by=curator)
    return roadmap, expected


@EACH_FILE
def test_every_cell_of_a_real_roadmap_is_printed_in_its_place(path, school, curator):
    roadmap, expected = taken(path, school, curator)

    page = printed_paper("roadmap", roadmap)
    content = render_pdf(page)

    assert_in_order(expected, content)
    if path.suffix == ".docx":
        assert f'<section class="{OWN_SHEET[path.name[5:8]]}' in page
        assert words(page).startswith(ABOVE[path.name[5:8]])


@EACH_FILE
def test_every_cell_is_printed_beside_the_mark_of_fulfilment(path, school, curator):
    roadmap, expected = taken(path, school, curator)
    first = Occurrence.objects.filter(item__roadmap=roadmap, item__position=0).first()
    Occurrence.objects.filter(pk=first.pk).update(start_on=None)
    mark_done(first, note="протокол № 3", by=curator, on=ON)

    content = render_pdf(printed_paper("roadmap", roadmap, mark="yes"))

    assert_in_order(expected, content)
    text = squeezed(text_of(content))
    assert squeezed("Отметка о выполнении") in text
    assert squeezed("выполнено 15.09.2026: протокол № 3") in text.lower()


def assert_in_order(expected, content):
    printed = squeezed(text_of(content))
    assert outside(content) == []
    position = 0
    for row in expected["rows"]:
        for column in expected["columns"]:
            cell = squeezed(row[column] or "")
            found = printed.find(cell, position)
            assert found >= 0, f"{row['number']} {column}: {row[column]}"
            position = found + len(cell)


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text
