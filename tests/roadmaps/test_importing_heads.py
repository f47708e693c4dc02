"""What stands above the table is suggested: title, stamp, order, annex, period, organisation."""

import pytest

from roadmaps.importing.heads import period_of, read_head
from roadmaps.importing.stamps import day_of

NO_ORDER = {"number": None, "date": None, "text": ""}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Дорожная карта", "по наставничеству", ""], "Дорожная карта\nпо наставничеству"),
        (
            ["ДОРОЖНАЯ КАРТА", "(план мероприятий)", "", "на 2026-2027 учебный год"],
            "ДОРОЖНАЯ КАРТА\n(план мероприятий)\nна 2026-2027 учебный год",
        ),
        (
            ["Об утверждении Плана мероприятий", "", "План мероприятий", "школы № 3", "Задачи:"],
            "План мероприятий\nшколы № 3",
        ),
        (["О работе школы", ""], "О работе школы"),
        (["УТВЕРЖДАЮ", "Директор ______ Липкин П.О."], ""),
        ([], ""),
    ],
)
def test_title_is_the_last_one_above_the_table(lines, title):
    assert read_head(lines, "").title == title


def test_stamp_of_approval_gives_who_and_when():
    lines = ["УТВЕРЖДАЮ", "Директор школы ______ П.О. Липкин", "«01» сентября 2026 г.", "", "План"]

    assert read_head(lines, "").header["approval"] == {
        "kind": "УТВЕРЖДАЮ",
        "position": "Директор школы",
        "name": "П.О. Липкин",
        "date_text": "«01» сентября 2026 г.",
    }


def test_stamps_side_by_side_are_told_apart():
    lines = ["ПРИНЯТО", "Протокол № 3 от 30.08.2026", "", "УТВЕРЖДЕНО", "приказом заведующего"]
    lines += ["от 31.08.2026 № 45-од", "________ И.И. Сомова", "", "Дорожная карта"]

    header = read_head(lines, "").header

    assert header["order"] == {
        "number": "45-од",
        "date": "2026-08-31",
        "text": "от 31.08.2026 № 45-од",
    }
    assert (header["approval"]["kind"], header["approval"]["name"]) == ("УТВЕРЖДЕНО", "И.И. Сомова")


def test_annex_mark_names_the_order_and_not_the_school():
    mark = "Приложение № 1 к приказу МБОУ «СОШ № 5» от 01.09.2026 № 181/1"

    header = read_head([mark, "", "Дорожная карта"], "").header

    assert header["annex"] == {"number": "1", "text": mark}
    assert header["order"] == {
        "number": "181/1",
        "date": "2026-09-01",
        "text": "от 01.09.2026 № 181/1",
    }
    assert header["organisation"] == "МБОУ «СОШ № 5»"


def test_head_without_a_stamp_suggests_nothing():
    assert read_head(["Дорожная карта наставничества"], "").header == {
        "organisation": "",
        "organisation_short": "",
        "approval": None,
        "order": NO_ORDER,
        "annex": None,
        "period": None,
    }


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("на 2023-2024 учебный год", ("2023-2024 учебный год", "2023-09-01", "2024-08-31")),
        ("на 2023/24 уч.г.", ("2023/24 уч.г.", "2023-09-01", "2024-08-31")),
        ("на 2022 – 2025 годы", ("2022 – 2025 годы", "2022-01-01", "2025-12-31")),
        ("на 2026 год", ("2026 год", "2026-01-01", "2026-12-31")),
        ("на 2026-2025 учебный год", None),
        ("без года", None),
    ],
)
def test_period_is_read_from_the_title(text, period):
    found = period_of(text)

    assert found == (dict(zip(("text", "start", "end"), period, strict=True)) if period else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("от 23.12.2022г.", "2022-12-23"),
        ("от 1.9.26", "2026-09-01"),
        ("« 30 » апреля 2022г.", "2022-04-30"),
        ("31.02.2026", None),
        ("30 брюмера 2026", None),
        ("«__» _____ 2023 г.", None),
    ],
)
def test_day_is_read_in_any_form(text, day):
    assert day_of(text) == day


def test_bodies_that_agreed_are_read_beside_the_approval():
    lines = ["СОГЛАСОВАНО", "с управляющим советом", "протокол от 25.08.2026 № 2", "",
             "ПРИНЯТО: педагогическим советом", "протокол № 1 от 28.08.2026", "УТВЕРЖДАЮ",
             "Директор школы № 7", "____ О.В. Кудряшова", "", "План мероприятий"]  # fmt: skip

    assert read_head(lines, "").header["blocks"] == [
        {"kind": "agreed", "body": "с управляющим советом",
         "protocol": "протокол от 25.08.2026 № 2"},
        {"kind": "accepted", "body": "педагогическим советом",
         "protocol": "протокол № 1 от 28.08.2026"},
    ]  # fmt: skip
