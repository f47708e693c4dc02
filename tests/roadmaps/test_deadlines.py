"""deadlines.csv is the documentation of the grammar: text (⏎ is a line break), year, kind, dates.

Dates are `start..due` pairs, an empty side is None; "ask" marks a wording with two readings.
"""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps import deadlines
from roadmaps.deadlines import Calendar, parse

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "samples"
WORDS = [
    "до", "с", "по", "не позднее", "к", "май", "сентября", "август", "15", "2026", "2026/27", "1)",
    "15.09.2026", "31.02.26", "01.10", "г.", "ежегодно", "далее", "ежемесячно", "1 раз в", "год",
    "квартал", "IV", "I", "полугодие", "в течение", "учебного года", "по плану", "программе",
    "конец", "начало", "первая", "половина", "-", "–", ",", ";", "\n", "/", "(", ")", "и", "зима",
    "каждую", "пятницу", "числа", "последний", "день", "неделя", "после", "<b>", "&nbsp;", "№",
    "понедельник", "вторая", "каникулы", "осенних",
    "1899", "2199", "до 2100 года", "29 февраля", "недели", "два", "не менее",
]  # fmt: skip
wordings = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60)
years = st.integers(1990, 2100)


def cases():
    with (HERE / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def case_name(case):
    return f"{case['text']}-{case['year']}"


def day_or_none(text):
    return date.fromisoformat(text) if text else None


def pairs_of(dates):
    return [tuple(map(day_or_none, pair.split(".."))) for pair in dates.split()]


def as_json(pairs):
    return [[day and day.isoformat() for day in pair] for pair in pairs]


@pytest.mark.parametrize("case", cases(), ids=case_name)
def test_wording_has_its_kind_and_dates(case):
    text = case["text"].replace("⏎", "\n")

    answer = deadlines.dates(text, int(case["year"]))

    assert answer == (case["kind"], pairs_of(case["dates"]))
    assert bool(parse(text).ambiguous) == (case["asks"] == "ask")


def test_table_has_every_kind():
    assert {case["kind"] for case in cases()} | {"inherit"} == set(deadlines.KINDS)


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u00a0", "<br>", "-//-", "То же"])
def test_blank_cell_repeats_the_row_above(text):
    assert deadlines.dates(text, 2026) == ("inherit", [])


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not here")
def test_every_sample_is_read_as_the_sample_says():
    samples = json.loads((SAMPLES / "deadlines.json").read_text(encoding="utf-8"))

    wrong = []
    for sample in samples:
        kind, pairs = deadlines.dates(sample["text"], sample["academic_year"])
        right = [sample, *sample.get("accept", [])]
        if not any(
            kind == each["kind"] and each["occurrences"] in ("any", as_json(pairs))
            for each in right
        ):
            wrong.append((sample["text"], kind, as_json(pairs)))

    assert wrong == []


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/samples is not here")
def test_no_deadline_of_the_sample_roadmaps_is_left_as_text():
    texts = {
        row["deadline"]
        for path in SAMPLES.glob("*.expected.json")
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]
    }

    assert len(texts) > 30
    assert [text for text in texts if parse(text).kind == "text"] == []


@given(wordings, years)
def test_any_wording_has_dates_in_order_and_stays_as_it_was(text, year):
    rule = parse(text)

    kind, pairs = deadlines.dates(text, year)

    assert rule.text is text
    assert rule.kind == kind and kind in deadlines.KINDS
    assert [p for p in pairs if p[0] and p[1] and p[0] > p[1]] == []
    assert kind not in ("text", "inherit", "by_plan", "by_programme") or pairs == []
    assert deadlines.describe(rule, Calendar(year))
    assert isinstance(deadlines.shift(rule), str)


@given(wordings, st.sampled_from(["", *deadlines.ANSWERS]), st.sampled_from([None, True, False]))
def test_every_answer_gives_as_many_dates(text, answer, is_preparation):
    rule, calendar = parse(text), Calendar(2026)

    answered = deadlines.occurrences(
        rule, calendar, section_is_preparation=is_preparation, answer=answer
    )

    if rule.kind != "periodic":
        assert len(answered) == len(deadlines.occurrences(rule, calendar))


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000, "й" * 10_000, "1) " * 3_300, "май\n" * 2_500, "<b" * 5_000, "до " * 3_300,
     "\ufdfa" * 10_000, "не менее " * 1_100, "1-" * 5_000, "май " * 100_000],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_endless_wordings_are_answered_too(text):
    assert deadlines.dates(text, 2026)[0] in ("text", "list")


def test_summer_is_asked_about_once_and_the_answer_holds():
    rule = parse("август")

    assert rule.ambiguous == "Август – до начала учебного года или в его конце?"
    before = [(date(2026, 8, 1), date(2026, 8, 31))]
    after = [(date(2027, 8, 1), date(2027, 8, 31))]
    calendar = Calendar(2026)
    assert deadlines.occurrences(rule, calendar, section_is_preparation=True) == before
    assert deadlines.occurrences(rule, calendar, section_is_preparation=False) == after
    assert deadlines.occurrences(rule, calendar, answer="earlier") == before
    assert deadlines.occurrences(rule, calendar, answer="later") == after


def test_answer_about_until_a_month_chooses_its_end():
    rule = parse("до мая 2027 г.")

    calendar = Calendar(2026)
    assert rule.ambiguous == "До начала мая или до его последнего дня?"
    assert deadlines.occurrences(rule, calendar) == [(None, date(2027, 4, 30))]
    assert deadlines.occurrences(rule, calendar, answer="later") == [(None, date(2027, 5, 31))]


def test_settings_of_the_school_move_its_dates():
    terms = (((9, 1), (10, 24)), ((11, 2), (12, 26)), ((1, 11), (3, 20)), ((4, 1), (5, 26)))
    calendar = Calendar(2026, date(2027, 5, 26), "terms", terms)

    end = deadlines.occurrences(parse("до конца учебного года"), calendar)
    quarters = deadlines.occurrences(parse("ежеквартально"), calendar)

    assert end == [(None, date(2027, 5, 26))]
    assert [due for _, due in quarters] == [
        date(2026, 10, 24), date(2026, 12, 26), date(2027, 3, 20), date(2027, 5, 26),
    ]  # fmt: skip


def test_items_of_a_list_keep_their_order_and_their_rules():
    rule = parse("1) до 10.09.2026\n2) по отдельному плану\n3) по факту")

    assert [item.kind for item in rule.items] == ["until", "by_plan", "text"]
    assert [item.text for item in rule.items] == [
        "до 10.09.2026", "по отдельному плану", "по факту",
    ]  # fmt: skip
    assert deadlines.occurrences(rule, Calendar(2026)) == [
        (None, date(2026, 9, 10)), (None, None), (None, None),
    ]  # fmt: skip


def test_brackets_become_a_note():
    assert parse("май ежегодно (в рамках ШМО)").note == "в рамках ШМО"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("до 15 сентября", "до 15.09.2026"),
        ("30.09.2026", "30.09.2026"),
        ("1-15 октября", "01.10.2026 – 15.10.2026"),
        ("в течение учебного года", "в течение года"),
        ("в течение 2026 года", "с 01.01.2026"),
        ("ежегодно", "в течение года, 1 раз"),
        ("по графику", "по отдельному плану"),
        ("по программе наставничества", "по программе наставничества"),
        ("", "как в строке выше"),
        ("когда-нибудь", "срок не распознан, укажите дату"),
        ("октябрь, апрель", "01.10.2026 – 31.10.2026; 01.04.2027 – 30.04.2027"),
        ("1) май\n2) по графику", "01.05.2027 – 31.05.2027; по отдельному плану"),
        ("ежемесячно, до 5 числа",
         "сроков в году: 9, первый 01.09.2026 – 05.09.2026, последний 01.05.2027 – 05.05.2027"),
    ],
)  # fmt: skip
def test_dates_are_said_in_words(text, words):
    assert deadlines.describe(parse(text), Calendar(2026)) == words


@pytest.mark.parametrize(
    ("text", "shifted"),
    [
        ("До 15.06.2023 г.", "До 15.06.2024 г."),
        ("с 01.10.26 по 15.10.26", "с 01.10.27 по 15.10.27"),
        ("Сентябрь 2023г.- июнь 2024 г.", "Сентябрь 2024г.- июнь 2025 г."),
        ("в течение 2026–2027 учебного года", "в течение 2027–2028 учебного года"),
        ("август 2026/27", "август 2027/28"),
        ("сентябрь 2099/00", "сентябрь 2100/01"),
        ("Май", "Май"),
        ("ежеквартально", "ежеквартально"),
        ("до 15.09.2022г., далее ежегодно", "до 15.09.2022г., далее ежегодно"),
        ("29.02.2028", "28.02.2029"),
        ("до 29 февраля 2028 г.", "до 28 февраля 2029 г."),
        ("по плану на 2026-2027 учебный год", "по плану на 2027-2028 учебный год"),
        ("", ""),
    ],
)
def test_next_year_moves_written_years_only(text, shifted):
    assert deadlines.shift(text) == shifted
    assert deadlines.shift(parse(text)) == shifted


def test_several_years_are_moved_at_once():
    assert deadlines.shift("май 2026", by_years=3) == "май 2029"


def test_weekend_is_said_and_nothing_is_moved():
    assert deadlines.weekend_note(date(2026, 9, 6)) == "выходной, фактически до пт 04.09"
    assert deadlines.weekend_note(date(2026, 9, 4)) == ""
    assert deadlines.dates("до 06.09.2026", 2026) == ("until", [(None, date(2026, 9, 6))])
