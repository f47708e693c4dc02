"""targets.csv is the documentation of the grammar: text (⏎ is a line break), targets, their words.

A target is `op value unit /per each`; «ask» is a number the words leave out.
"""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.targets import IndicatorTarget, of_row, read
from roadmaps.templates import catalogue
from tests.roadmaps.fuzzing import SIGNS, TARGETS

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "samples"
with (HERE / "targets.csv").open(encoding="utf-8") as table:
    CASES = [tuple(row) for row in csv.reader(table)][1:]
cells = st.lists(st.sampled_from(TARGETS), max_size=12).map(" ".join) | st.text(SIGNS, max_size=60)


def said(target):
    value = "ask" if target.value is None else str(target.value)
    upper = f"..{target.upper}" if target.upper is not None else ""
    parts = [target.op, value + upper, target.unit, target.per and f"/{target.per}"]
    return " ".join(filter(None, [*parts, "each" * target.per_group]))


@pytest.mark.parametrize(("text", "targets", "words"), CASES)
def test_each_form_of_the_table_is_read(text, targets, words):
    found = read(text.replace("⏎", "\n"))

    assert " | ".join(map(said, found)) == targets
    assert " | ".join(target.text for target in found) == words


def test_the_table_shows_every_form_of_the_domain():
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*001*.expected.json")), ids=lambda p: p.name
)
def test_every_number_of_the_rural_sample_is_a_target(sample):
    rows = json.loads(sample.read_text(encoding="utf-8"))["rows"]
    found = [target for row in rows for target in of_row(row["result"], row["indicator"])]

    assert [said(target) for target in found] == [
        "at_least ask", "at_least 10 % each", "at_least ask экспертов",
        "at_least ask образовательных занятий each", "is 100 %", "is 100 %", "at_least 90 %",
        "at_least 90 %", "is 100 %", "at_least 1 публикации /month", "at_least 90 %",
        "at_least 1 выступления", "at_least 10 представителей", "at_least 90 %", "is 100 %",
        "is 100 %", "at_least 1 представителя",
    ]  # fmt: skip
    assert not any(target.unread for target in found)


def test_among_results_only_a_comparison_or_a_per_cent_is_a_target():
    assert of_row("Два протокола, все анкеты", "") == []
    assert [said(one) for one in of_row("Опрошено 90 % пар", "Одна встреча")] == [
        "is 1 встреча", "is 90 %"
    ]  # fmt: skip


def test_an_indicator_without_a_number_asks_for_it():
    assert of_row("", " Рост  мастерства ") == [
        IndicatorTarget("Рост мастерства", "at_least", None, subject="Рост мастерства")
    ]


def test_what_the_piece_says_beside_the_number_is_its_subject():
    (target,) = read("В педсовете приняло участие не менее 90 % педагогов ежеквартально")

    assert target.subject == "В педсовете приняло участие педагогов ежеквартально"
    assert (target.per, target.unread) == ("quarter", "")


def test_a_number_nobody_understood_is_kept():
    (target,) = read("не менее 10 % участников, охваченных 7 формами")

    assert target.unread == "7"


@pytest.mark.parametrize("plan", catalogue(2026), ids=lambda plan: plan["code"])
def test_every_indicator_of_a_ready_made_roadmap_has_its_number(plan):
    unclear = [
        row["indicator"]
        for row in plan["rows"]
        for target in of_row(row["result"], row["indicator"])
        if target.value is None or target.unread
    ]

    assert unclear == []


@given(text=cells)
def test_any_text_is_read(text):
    for target in read(text):
        assert target.text in " ".join(text.split()) or target.text
        assert target.value is None or target.value >= 0
        assert target.upper is None or target.upper > target.value
