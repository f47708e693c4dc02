import datetime

import pytest

from mentoring.models import Meeting, MeetingStage
from mentoring.progress import Step, proposed_stage, steps, summary

ENDS = datetime.date(2027, 5, 31)
TODAY = datetime.date(2026, 11, 23)


def held(stage, day):
    return Meeting(stage=stage, held_on=day)


def test_a_new_pair_has_five_meetings_ahead():
    ladder = steps([], ENDS)

    assert ladder == [
        Step("Знакомство", "ahead", "впереди"),
        Step("Пробная", "ahead", "впереди"),
        Step("План", "ahead", "впереди"),
        Step("Работа", "ahead", "впереди"),
        Step("Итоговая", "ahead", "до 31\u00a0мая"),
    ]
    assert summary(ladder) == "Знакомство: пройдено 0\u00a0этапов из 5"


def test_a_pair_at_work_counts_its_working_meetings():
    meetings = [
        held("working", datetime.date(2026, 11, 9)), held("working", datetime.date(2026, 10, 26)),
        held("planning", datetime.date(2026, 10, 12)), held("trial", datetime.date(2026, 9, 28)),
        held("acquaintance", datetime.date(2026, 9, 16)),
    ]  # fmt: skip

    ladder = steps(meetings, ENDS)

    assert ladder == [
        Step("Знакомство", "done", "16\u00a0сентября"),
        Step("Пробная", "done", "28\u00a0сентября"),
        Step("План", "done", "12\u00a0октября"),
        Step("Работа", "now", "2\u00a0встречи"),
        Step("Итоговая", "ahead", "до 31\u00a0мая"),
    ]
    assert summary(ladder) == "Работа: пройдено 3\u00a0этапа из 5"


def test_the_final_meeting_ends_the_ladder():
    meetings = [held(stage, datetime.date(2027, 5, 20)) for stage in MeetingStage]

    assert summary(steps(meetings, ENDS)) == "Все пять этапов пройдены"


@pytest.mark.parametrize(
    ("stages", "on", "expected"),
    [
        ([], TODAY, "acquaintance"),
        (["acquaintance"], TODAY, "trial"),
        (["acquaintance", "trial"], TODAY, "planning"),
        (["planning"], TODAY, "working"),
        (["working"], TODAY, "working"),
        (["working"], datetime.date(2027, 5, 17), "final"),
        (["final"], TODAY, "working"),
    ],
)
def test_the_next_stage_is_proposed(stages, on, expected):
    proposed = proposed_stage([MeetingStage(stage) for stage in stages], ENDS, on)

    assert proposed == expected
