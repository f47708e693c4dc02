"""Roadmaps of real schools, printed: every cell comes out whole, column after column."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from reports.pdf import render_pdf
from roadmaps.actions import import_rows
from tests.reports.papers import outside, paper

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(SAMPLES.glob("seed-*.docx.expected.json"))


def squeezed(text):
    """Return the text without spaces and hyphens, which a line break may change."""
    return re.sub(r"[\s\u00a0\ufffe-]+", "", text)


@pytest.mark.skipif(not FILES, reason="../shared/samples is not there: the five real tables")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
def test_every_cell_of_a_real_roadmap_is_printed_in_its_place(path, school, curator):
    read = json.loads(path.read_text(encoding="utf-8"))
    roadmap = import_rows(read, organization=school.organization, year=2026, by=curator)

    content = render_pdf(paper("roadmap", roadmap))

    printed = squeezed(text_of(content))
    assert outside(content) == []
    position = 0
    for row in read["rows"]:
        for column in read["columns"]:
            cell = squeezed(row[column] or "")
            found = printed.find(cell, position)
            assert found >= 0, f"{row['number']} {column}: {row[column]}"
            position = found + len(cell)


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text
