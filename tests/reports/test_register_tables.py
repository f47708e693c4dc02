"""Registers as Excel: the rows of the printed sheet, whole and as values."""

import datetime
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people.spreadsheets import read_sheets
from people.years import year_of
from reports.documents import KINDS
from reports.register_tables import tables_of
from tests import factories as make

REGISTERS = sorted(code for code in KINDS if code.startswith("register-"))
PAGE = """<h1>РЕЕСТР<br>от родителей/законных<br>2026/27</h1>
<table class="grid register"><thead><tr><th>№</th><th>Имя</th><th>Пара</th><th>Когда</th></tr>
</thead><tbody><tr><td rowspan="2">1</td><td rowspan="2">Белова<br>8 900</td><td>Ка&shy;ша</td>
<td>05.09.2026</td></tr><tr><td>=1+1</td><td></td></tr></tbody>
<tbody><tr class="empty"><td colspan="4">Пока нет</td></tr></tbody></table>
<table class="signature"><tr><td>Куратор</td></tr></table>"""


def test_joined_cells_are_filled_and_dates_are_dates():
    assert tables_of(PAGE) == [("1. от родителей законных", ["№", "Имя", "Пара", "Когда"], [
        [1, "Белова\n8 900", "Каша", datetime.date(2026, 9, 5)],
        [1, "Белова\n8 900", "=1+1", ""],
    ])]  # fmt: skip


def test_a_sheet_is_called_by_the_register_and_each_once():
    page = PAGE.replace("<br>от родителей/законных<br>", "<br>")
    assert [title for title, *_ in tables_of(page)] == ["Реестр"]
    assert [title for title, *_ in tables_of(PAGE + PAGE)] == [
        "1. от родителей законных", "2. от родителей законных",
    ]  # fmt: skip


@pytest.mark.parametrize("code", REGISTERS)
def test_every_register_is_a_spreadsheet_too(code, as_curator, ours):
    assert f"/papers/{code}/{ours.pk}/xlsx/" in as_curator.get("/blanks/").content.decode()

    answer = as_curator.get(f"/papers/{code}/{ours.pk}/xlsx/")

    sheets = read_sheets(answer.content)
    assert all(sheet.rows[0][0].startswith("№") for sheet in sheets)


def test_the_register_of_mentors_holds_the_bank(as_curator, ours):
    mentor = make.make_person(ours, surname="Белова", post="учитель", phone="8 900")
    make.make_bank(mentor, year=year_of(timezone.localdate()))

    answer = as_curator.get(f"/papers/register-mentors/{ours.pk}/xlsx/")

    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["База наставников"]
    (sheet,) = read_sheets(answer.content)
    assert sheet.rows[0][:3] == ["№", "Фамилия, имя, отчество; контакты",
                                 "Место работы или учёбы, должность"]  # fmt: skip
    assert sheet.rows[1][:3] == [1, f"{mentor.full_name}\n8 900", "учитель"]


def test_other_papers_and_other_schools_have_none(as_curator, ours, theirs):
    assert as_curator.get(f"/papers/swot/{ours.pk}/xlsx/").status_code == 404
    assert as_curator.get(f"/papers/register-mentors/{theirs.pk}/xlsx/").status_code == 404
