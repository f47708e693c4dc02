"""The printed table of a file in which nobody has drawn widths; deadlines in two columns."""

import pytest

from reports.documents.roadmap_table import column_widths, table_facts
from roadmaps import actions
from roadmaps.importing import read_roadmap
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
