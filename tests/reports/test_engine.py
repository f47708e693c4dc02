"""The engine made quick prints what the engine as it comes prints, byte for byte.

All but the font files: those of ours carry the alphabet, so both are given the same.
"""

from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context

import pytest
from pypdf import PdfReader
from weasyprint import CSS

from reports import pdf
from reports.documents import KINDS
from reports.pdf import engine, page_count, render_pdf
from reports.sheets import page_picture, words_of
from tests.reports.papers import paper

REGISTERED = {"title": "Бумага", "archival": True, "attachments": [("facts.json", b"{}")]}
LEAVE_ALONE = "from reports.pdf import engine; engine.VERSION = '0'"
BUT_FONTS = f"{LEAVE_ALONE}; import reports.pdf.engine.fonts"
KEPT = {"order-pairs", "order-roadmap", "act-erasure", "protocol", "partner-agreement"}
PAGE = '<!DOCTYPE html><html lang="ru"><title>Приказ</title><body>{}</body></html>'
ODD = {
    "words of every length": "<p class=text>" + "Самоидентификация – дело " * 90 + "</p>",
    "marks inside words": "<p>Пере<b>дача</b> <i>опыта</i>,<br>мягкий&shy;перенос, 5&nbsp;лет</p>",
    "one glyph in two sizes": "<p>ВАЖНО: АВТОР</p><h1 class=order-word>ВАЖНО: АВТОР</h1>" * 9,
    "an unknown letter": "<p>水 и ☐, \U0001f600</p>",
    "a long row": "<table class=grid><tr><td>" + "Строка таблицы. " * 700 + "</td></tr></table>",
    "lines and a link": '<p id="a"><u>Подчёркнуто</u> <a href="#a">сюда</a> <s>нет</s></p>',
    "a form": "<p><input value='да'> <select><option>1<option selected>2</select></p>",
    "its own styles": "<style>p { color: green; margin: 3% }</style><p>Зелёное</p>",
    "spaces kept": "<pre>а  б\n\tв</pre><p style='letter-spacing: 2pt'>разрядка</p>",
    "a tag left open": "<div><p>Один<p>Два<ul><li>три<li>четыре</ul></div><p>&laquo;пять&raquo;",
    "misplaced": "<p><b>Жирное <i>и</b> косое</i><table>мимо<td>ячейка</table><!-- нет --> хвост",
    "rows without a body": "<table> <tr><td>1 <tr><td>2</table><table>\n<tr><th>3</tr>\n</table>",
    "an item in an item": "<ol><li>а<div><li>б</div></li></ol>",
    "every second": "<div class=answers>" + "<section><p>Да</p></section>" * 5 + "</div>",
    "blanks at the ends": "<p> слово  </p><p class=text>" + "много слов " * 40 + "  </p>",
    "a drawing": '<svg viewBox="0 0 9 9" width=40><title>Круг</title><circle r="4" cx="5"/></svg>',
    "borders that compete": "<table class=grid><caption>Строки</caption><tr><th rowspan=2>1"
    "<td colspan=2 style='border: 2pt dashed'>2<td style='border-left: 3pt double red'>3</tr>"
    "<tr style='border-bottom: 2pt inset'><td style='border-style: hidden'>4<td>5<td>6</tr></table>"
    "<table class=mark><col style='border: 1pt dotted'><tr><td>1<td style='border: 1pt ridge'>2"
    "</table><table class=grid dir=rtl><tr><td>1<td>2</table>",
    "a header on each sheet": "<table class=grid><thead><tr><th>1<th>2</tr></thead>"
    "<tbody class=long><tr><td>" + "Ячейка. " * 900 + "<td rowspan=2>2</tr><tr><td>3</tr></tbody>"
    "<tfoot><tr><td>4<td>5</tr></tfoot></table>",
    "cells of a set height": "<table class=grid><tr class=tall><td>1<td style='color: red'>2</tr>"
    "<tr class=high><td>3<td style='height: 4em; background: #eee'>" + "Ячейка. " * 90 + "</table>",
    "nothing": "",
}


@pytest.fixture(scope="module")
def as_it_comes():
    """Return render_pdf of a process where the engine was left alone but for the font files."""
    with apart(BUT_FONTS) as render:
        yield render


@contextmanager
def apart(first):
    with ProcessPoolExecutor(1, get_context("spawn"), exec, (first,)) as pool:
        yield lambda *given, **options: pool.submit(render_pdf, *given, **options).result()


def both(page, as_it_comes, **options):
    """Return what was printed by the engine as it comes and by ours: afresh and again."""
    return as_it_comes(page, **options), render_pdf(page, **options), render_pdf(page, **options)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_kind_is_the_same_bytes(code, school, as_it_comes):
    page = paper(code, school.subject_of(code))

    comes, first, again = both(page, as_it_comes, **(REGISTERED if code in KEPT else {}))

    assert first == again == comes


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_are_the_same_bytes(name, as_it_comes):
    comes, first, again = both(PAGE.format(ODD[name]), as_it_comes)

    assert first == again == comes


def test_an_annex_of_many_sheets_is_the_same_bytes(school, as_it_comes):
    comes, first, again = both(paper("order-pairs", [school.pair, school.group] * 40), as_it_comes)

    assert first == again == comes


@pytest.mark.parametrize("look", ["name", "text", "nowrap", "name' style='letter-spacing: 1pt"])
def test_lines_of_known_letters_are_the_same_bytes(look, as_it_comes):
    words = (
        "Утвердить план; 12 встреч, «Школа № 4» Уткина Т. А. (ТАТ, АУД) и Шамиль 1 2 3 . ( "
        "4 Ежеквартально: самоидентификация, государственного; муниципального «Союз» (учебный) "
        "учебно-воспитательной 9_«В»_класс 90_% и_преподавательско-ученической учитель_– ученик"
    ).replace("_", "\xa0")
    kept = words.replace(" ", "&nbsp;", 4).split(" ")
    render_pdf(PAGE.format(f"<p class='{look}'>{words} {words[::-1]}</p>"))
    lines = [
        f"<div style='width: {width}mm'><p class='{look}'>{' '.join(kept[turn:] + kept[:turn])}</p>"
        for turn, width in enumerate(range(20, 130, 2))
    ]

    comes, first, again = both(PAGE.format("</div>".join([*lines, ""])), as_it_comes)

    assert first == again == comes


def font_files(pdf):
    """Return the font files inside, by the name of their face."""
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
    faces = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    return {face["/FontName"]: face["/FontFile2"].get_data() for face in faces}


def test_papers_share_their_font_files_and_look_as_with_files_of_their_own(school):
    page = paper("order-pairs", [school.pair])
    other = page.replace("Назначить", "Фьюжн, ЩЁЪ")
    with apart(LEAVE_ALONE) as render_alone:
        alone, alone_other = render_alone(page), render_alone(other)
    ours, ours_other = render_pdf(page), render_pdf(other)

    assert font_files(alone).keys() == font_files(ours).keys()
    assert font_files(alone) != font_files(alone_other)
    assert font_files(ours) == font_files(ours_other)
    assert looks(ours) == looks(alone)
    assert looks(ours_other) == looks(alone_other) != looks(alone)
    assert len(ours) < len(alone) + 6_000


def test_a_letter_beyond_the_alphabet_is_in_the_file_of_its_paper():
    with apart(LEAVE_ALONE) as render_alone:
        alone = render_alone(PAGE.format("<p>Әлфия Wagner"))
    ours = render_pdf(PAGE.format("<p>Әлфия Wagner"))

    assert words_of(ours) == words_of(alone) == ["Әлфия Wagner"]
    assert looks(ours) == looks(alone) != looks(render_pdf(PAGE.format("<p>лфия agner")))


def looks(pdf):
    return [page_picture(pdf, number) for number in range(1, page_count(pdf) + 1)]


def test_our_stylesheet_asks_nothing_that_would_stop_the_keeping():
    render_pdf(PAGE.format(""))

    assert hasattr(pdf._printer().style, "memory")


def test_another_version_of_the_engine_is_left_alone(monkeypatch):
    monkeypatch.setattr(engine, "VERSION", "70.1")
    sheet = CSS(string="p { margin: 0 }")

    engine.quicken(sheet, "p { margin: 0 }")

    assert not hasattr(sheet, "memory")


@pytest.mark.parametrize(
    "rule",
    ["p ~ p", "p:nth-child(2)", "p:nth-last-child(2n)", ":empty", "p:last-of-type", "div:has(p)"],
)
def test_styles_are_kept_only_where_no_rule_looks_far(rule):
    text = rule + " { margin: 0 }"
    sheet = CSS(string=text)

    engine.quicken(sheet, text)

    assert not hasattr(sheet, "memory")
