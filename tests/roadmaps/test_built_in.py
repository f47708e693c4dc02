"""The five ready-made roadmaps are complete: what a year needs, who differs from whom."""

import re

import pytest

from roadmaps import deadlines
from roadmaps.assignees import AssigneeKind, named_in
from roadmaps.templates import CODES, built_in

# what a year of mentoring needs in any organization, by the words of the row
NEEDED = {
    "the regulation and the roadmap": r"положени",
    "the curator": r"куратор",
    "consents": r"согласи",
    "who needs help": r"опрос|узнать|запрос|перечень наставляемых|сведени",
    "who can help": r"банк наставников|наставников из|базу наставников|готовых",
    "pairs by an order": r"закрепить",
    "programmes": r"программ",
    "the work of the pairs": r"вести работу пар|поддерживать работу пар|закрепить пары",
    "who is left without a pair": r"без пары|не нашлось|наставника в своей организации нет",
    "the middle of the year": r"середин|промежуточн|ход дорожных карт",
    "the closing survey": r"опрос",
    "the report": r"справк",
    "the municipality's form": r"форм\w* (?:муниципального )?мониторинга",
    "the site": r"сайт",
    "the next year": r"на следующий",
}  # fmt: skip


def words(plan):
    return [" ".join((row["activity"], row["result"])).lower() for row in plan["rows"]]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("topic", NEEDED)
def test_it_has_what_a_year_needs(code, topic):
    assert any(re.search(NEEDED[topic], text) for text in words(built_in(code, 2026)))


@pytest.mark.parametrize("code", CODES)
def test_every_row_has_a_date_somebody_and_a_result(code):
    for row in built_in(code, 2026)["rows"]:
        rule = deadlines.parse(row["deadline"])
        assert rule.kind not in ("text", "inherit") and not rule.ambiguous, row
        assert row["result"], row
        found = named_in(row["responsible"])
        assert found and all(one.kind is not AssigneeKind.FREE_TEXT for one in found), row


def test_a_kindergarten_has_no_pupils_and_a_rural_school_has():
    kindergarten, rural = (" ".join(words(built_in(code, 2026)))
                           for code in ("kindergarten", "rural-school"))  # fmt: skip

    assert not re.search(r"учени|класс|урок|обучающ|директор", kindergarten)
    assert re.search(r"ученик", rural) and re.search(r"родител", rural)
