"""Meetings typed in from paper: a grid of rows, all of them or none, a sentence a row."""

import datetime
import uuid

import pytest
from django.urls import reverse

from mentoring.diary_days import read_day
from mentoring.models import Attendance, Meeting
from tests import factories as make
from tests.mentoring.test_mentor_pages import at_work, sentences

DIARY = "/admin/mentoring/meeting/diary/"


@pytest.fixture
def pair(ours, today):
    return at_work(ours, today)


@pytest.fixture
def group(ours, today):
    return at_work(ours, today, mentees=[make.make_pupil(ours) for _ in range(3)])


def typed(pair, *rows, **values):
    """Return what the sheet sends for these rows: (day, minutes) or a dict of fields."""
    sent = {"sheet": str(uuid.uuid4())}
    for n, row in enumerate(rows):
        fields = row if isinstance(row, dict) else {"held_on": row[0], "minutes": str(row[1])}
        for name, value in ({"stage": "working"} | fields).items():
            sent[f"{pair.pk}-{n}-{name}"] = value
    return sent | values


def address(*pairs):
    return f"{DIARY}?" + "&".join(f"pair={pair.pk}" for pair in pairs)


def ago(today, days):
    return f"{today - datetime.timedelta(days=days):%d.%m}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5.10", "2026-10-05"), ("05.10.", "2026-10-05"), ("5/10/26", "2026-10-05"),
        ("5 1", "2027-01-05"), ("31.08", "2027-08-31"), ("01.09", "2026-09-01"),
        ("05.10.2025", "2025-10-05"), ("2026-10-05", "2026-10-05"), ("29.02", None),
        ("31.02", None), ("вчера", None), ("5.13", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_a_hand_writes_it(text, day):
    if day is None:
        with pytest.raises(ValueError, match=r"."):
            read_day(text, 2026)
    else:
        assert read_day(text, 2026).isoformat() == day


def test_the_leap_day_lies_in_the_spring_of_its_academic_year():
    assert read_day("29.02", 2027).isoformat() == "2028-02-29"


def test_a_paper_becomes_meetings(as_curator, curator, pair, today):
    sheet = typed(
        pair, (ago(today, 9), 45), {"held_on": "", "minutes": ""},
        {"held_on": ago(today, 2), "minutes": "60", "stage": "final", "progress": "8",
         "rapport": "10"},
    )  # fmt: skip

    page = as_curator.post(address(pair), sheet, follow=True)

    first, second = Meeting.objects.order_by("held_on")
    assert (first.held_on, first.minutes, first.stage) == (
        today - datetime.timedelta(days=9), 45, "working",
    )  # fmt: skip
    assert (second.stage, second.progress, second.rapport) == ("final", 8, 10)
    assert (first.recorded_by, Attendance.objects.count()) == (curator, 2)
    assert "Записаны 2 встречи с бумаги." in sentences(page).replace("\u00a0", " ")


def test_presence_of_a_group_is_marked_by_name(as_curator, group, today):
    came, *_ = group.mentees
    row = {"held_on": ago(today, 3), "minutes": "30", "present": [str(came.pk)]}

    as_curator.post(address(group), typed(group, row))

    present = Attendance.objects.filter(was_present=True).values_list("member", flat=True)
    assert list(present) == [came.pk]
    assert Attendance.objects.count() == 3


def test_one_wrong_row_leaves_all_unwritten_and_nothing_typed_is_lost(as_curator, pair, today):
    page = as_curator.post(address(pair), typed(pair, (ago(today, 9), 45), (ago(today, 8), 7777)))

    assert page.status_code == 400
    assert "строка 2</a>: Сколько минут: число от 5 до 480." in sentences(page)
    assert sentences(page).count('aria-invalid="true"') == 1
    assert f'value="{ago(today, 9)}"' in sentences(page) and 'value="7777"' in sentences(page)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"held_on": "31.02", "minutes": "45"}, "Такого дня нет."),
        ({"held_on": "", "minutes": "45"}, "Введите день встречи."),
        ({"held_on": "01.09.2019", "minutes": "45"}, "ещё не работала в этот день"),
        ({"held_on": "today", "minutes": "45", "progress": "11"}, "Оценка – число от 1 до 10."),
        ({"held_on": "today", "minutes": "45", "rapport": "пять"}, "Оценка – число от 1 до 10."),
        ({"held_on": "today", "minutes": "\x00"}, "Сколько минут"),
        ({"held_on": "today", "minutes": "9" * 20_000}, "Сколько минут"),
        ({"held_on": "😀", "minutes": "45"}, "Такого дня нет."),
        ({"held_on": "today", "minutes": "45", "stage": "party"}, "Выберите, какая встреча."),
    ],
)
def test_a_wrong_row_is_answered_with_a_sentence(as_curator, pair, today, row, sentence):
    row = row | {"held_on": row["held_on"].replace("today", ago(today, 0))}

    page = as_curator.post(address(pair), typed(pair, row))

    assert page.status_code == 400
    assert sentence in sentences(page)
    assert not Meeting.objects.exists()


def test_a_meeting_typed_twice_or_known_already_is_told(as_curator, pair, today):
    make.make_meeting(pair, held_on=today - datetime.timedelta(days=4))
    rows = [(ago(today, 4), 45), (ago(today, 2), 45), (ago(today, 2), 45)]

    page = as_curator.post(address(pair), typed(pair, *rows))

    assert [row.title[-1] for row, _ in page.context["faults"]] == ["1", "3"]
    assert Meeting.objects.count() == 1


def test_a_sheet_sent_twice_is_one_sheet(as_curator, pair, today):
    sheet = typed(pair, (ago(today, 9), 45), (ago(today, 2), 45))

    as_curator.post(address(pair), sheet)
    again = as_curator.post(address(pair), sheet)

    assert (again.status_code, Meeting.objects.count()) == (302, 2)


@pytest.mark.parametrize("sheet", ["", "x"])
def test_a_sheet_without_its_number_is_stale(as_curator, pair, today, sheet):
    page = as_curator.post(address(pair), typed(pair, (ago(today, 2), 45), sheet=sheet))

    assert "Страница устарела" in sentences(page)
    assert not Meeting.objects.exists()


def test_an_empty_sheet_says_what_to_fill_in(as_curator, pair):
    assert "Не заполнена ни одна строка" in sentences(as_curator.post(address(pair), typed(pair)))


def test_pairs_are_chosen_from_those_at_work(as_curator, ours, theirs, pair, today):
    make.make_pair(ours)
    stranger = at_work(theirs, today)

    page = as_curator.get(DIARY)
    foreign = as_curator.post(address(stranger), typed(stranger, (ago(today, 2), 45)))

    assert page.context["pairs"] == [pair]
    assert foreign.context["chosen"] == []
    assert not Meeting.objects.exists()


def test_the_page_asks_the_same_for_one_pair_and_ten(
    as_curator, ours, group, today, django_assert_max_num_queries
):
    pairs = [at_work(ours, today, active=False, basis="приказ") for _ in range(9)]

    for chosen in ([group], [group, *pairs]):
        with django_assert_max_num_queries(9):
            page = as_curator.get(address(*chosen))
        assert len(page.content) < 150_000


def test_only_the_curator_opens_the_page(client, curator, director, mentor):
    answers = []
    for user in (curator, director, mentor):
        client.force_login(user)
        answers.append(client.get(DIARY).status_code)

    assert answers == [200, 403, 302]


def test_the_pages_of_pair_and_meetings_lead_here(as_curator, pair):
    assert address(pair) in sentences(
        as_curator.get(reverse("admin:mentoring_pair_change", args=[pair.pk]))
    )
    assert DIARY in sentences(as_curator.get(reverse("admin:mentoring_meeting_changelist")))
