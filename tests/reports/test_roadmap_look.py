"""The printed table of a file in which nobody has drawn widths; deadlines in two columns."""

from io import BytesIO

import pytest
from PIL import Image

from reports.documents import KINDS
from reports.documents.roadmap_table import column_widths, table_facts
from reports.pdf import page_count, render_pdf
from reports.sheets import page_picture
from roadmaps import actions
from roadmaps.importing import read_roadmap
from roadmaps.models import Item
from tests import factories as make
from tests.roadmaps.seed_files import UP, Wide, word_file

WIDE = [
    ["№ п/п", "Направление работы", Wide("Период", 2), Wide("Исполнители", 2), "Планируемый итог"],
    [UP, UP, "начало", "окончание", "ответственный исполнитель", "контроль", UP],
    ["1.1", "Взаимопосещение уроков", "05.09.2026", "20.09.2026", "Наставники", "Заместитель",
     "Удовлетворённость"],
]  # fmt: skip


def facts_of(source, organization, **chosen):
    read = read_roadmap(source).stored()
    plan = actions.import_rows(read, organization=organization, year=2026, by=None)
    return table_facts(plan, **chosen)


def cells(facts):
    return [[cell["text"] for cell in row["cells"]]
            for group in facts["groups"] for row in group["rows"]]  # fmt: skip


def test_columns_all_alike_are_as_wide_as_their_words_and_turn_the_sheet(ours):
    facts = facts_of(word_file([], WIDE), ours)

    widths = [float(column["width"]) for column in facts["columns"]]
    assert facts["sheet"] == "landscape"
    assert widths[0] < min(widths[1:])


def test_begin_and_end_of_a_deadline_stay_in_their_columns(ours):
    facts = facts_of(word_file([], WIDE), ours)

    assert cells(facts)[0][2:4] == ["05.09.2026", "20.09.2026"]


@pytest.mark.parametrize("text", ["05.09.2026-20.09.2026", "05.09.2026–20.09.2026"])
def test_a_range_of_days_is_one_word(text):
    narrow, wide = (
        float(column_widths(["Срок", "Дело"], [[words, "а" * 300]])[0])
        for words in ("05.09.2026", text)
    )

    assert wide > 1.5 * narrow


def test_a_line_of_one_cell_is_a_heading_over_the_table(ours):
    text = "№\tДело\tСрок\tОтв.\nРаздел I. Начало\n1\tВстреча\tмай\tкуратор"

    facts = facts_of(text, ours)

    assert facts["groups"][0]["rows"][0]["cells"] == [
        {"text": "Раздел I. Начало", "colspan": 4, "left": False}
    ]


def merged_rows(organization, number):
    """Return the facts of a roadmap whose rows share one cell with their responsible."""
    plan = make.make_roadmap(organization, layout={"orientation": "portrait"})
    first = plan.items.get()
    for position in range(1, number):
        Item.objects.create(
            roadmap=plan, section=first.section, position=position, number=f"1.{position + 1}",
            activity="Собрать и разобрать " * 20, inherits=["responsible"],
        )  # fmt: skip
    return KINDS["roadmap"].collect(plan, on=make.TODAY)


def lowest_rule(png, left, right):
    """Return the share of dark points on the lowest line that begins at `left`."""
    page = Image.open(BytesIO(png)).convert("L")
    dark = [[page.getpixel((x, y)) < 128 for x in range(left, right)] for y in range(page.height)]
    return max(sum(row) / len(row) for row in [r for r in dark if r[0]][-3:])


def test_a_merged_cell_that_goes_over_to_the_next_sheet_has_its_closing_line(ours):
    facts = merged_rows(ours, 30)
    assert facts["roadmap"]["closed"]

    pdf = render_pdf(KINDS["roadmap"].render(facts))
    facts["roadmap"]["closed"] = False
    bare = render_pdf(KINDS["roadmap"].render(facts))

    page = Image.open(BytesIO(page_picture(pdf, 1)))
    edges = round(page.width * 31 / 210), round(page.width * 199 / 210)
    if page.width > page.height:
        edges = round(page.width * 21 / 297), round(page.width * 281 / 297)
    assert lowest_rule(page_picture(pdf, 1), *edges) > 0.98
    assert lowest_rule(page_picture(bare, 1), *edges) < 0.98


def test_few_merged_rows_stay_on_one_sheet_and_need_no_line(ours):
    assert merged_rows(ours, 2)["roadmap"]["closed"] is False


def empty_foot(png):
    """Return how many millimetres lie between the last words of a sheet and its lowest rule."""
    page = Image.open(BytesIO(png)).convert("L").point(lambda light: 255 * (light < 128))
    shares = page.resize((1, page.height), Image.Resampling.BOX).tobytes()
    dark = [share * page.width / 255 for share in shares]
    ruled = max(y for y, points in enumerate(dark) if points > page.width / 2)
    upright = min(points for points in dark[ruled // 2 : ruled] if points)  # the column rules
    words = max(y for y in range(ruled - 3) if upright + 5 < dark[y] < page.width / 2)
    return (ruled - words) * 297 / max(page.size)


def test_the_closing_line_stands_right_under_the_last_row(ours):
    plan = make.make_roadmap(ours, layout={"orientation": "portrait"})
    section, empty = plan.items.get().section, {}
    for position in range(1, 22):
        Item.objects.create(
            roadmap=plan, section=section, position=position, number=f"1.{position + 1}",
            activity="Собрать и разобрать " * 24, inherits=["responsible"] * (position < 12),
        )  # fmt: skip
        if position < 13:
            continue
        facts = KINDS["roadmap"].collect(plan, on=make.TODAY)
        pdf = render_pdf(KINDS["roadmap"].render(facts))
        empty[position] = max(
            empty_foot(page_picture(pdf, sheet)) for sheet in range(1, page_count(pdf) + 1)
        )

    assert {rows: height for rows, height in empty.items() if height > 5} == {}
