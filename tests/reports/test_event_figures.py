"""Figures of events and publications, counted by hand here and by the program there."""

import datetime

from reports.event_figures import event_figures
from reports.measures import measures, suggested
from tests import factories as make
from tests.factories import TODAY, YEAR


def numbers(organization, on=TODAY):
    rows = event_figures(organization, year=YEAR, on=on)
    return {code: number if number is None else float(number) for code, _, _, number, _ in rows}


def test_nothing_held_is_unknown_or_zero(ours):
    assert numbers(ours, on=datetime.date(2026, 9, 15)) == {
        "closing": None, "months_published": None, "council": None, "parents_meetings": 0,
        "parents_present": 0, "class_hours": None, "outside": 0,
    }  # fmt: skip


def test_only_participants_count_at_the_closing_event(ours):
    pair = make.make_pair(ours, mentees=[make.make_pupil(ours) for _ in range(3)], active=True)
    came = [member.person for member in pair.members.all()][:3]
    make.make_event(ours, kind="closing", came=[*came, make.make_person(ours)])
    make.make_event(ours, kind="closing", called=[pair.mentees[-1].person])  # nobody entered it

    assert numbers(ours)["closing"] == 75.0


def test_the_best_council_stands_over_the_teachers(ours, theirs):
    make.make_headcount(ours, number=40)
    teachers = [make.make_person(ours) for _ in range(4)]
    council = make.make_event(ours, came=[*teachers, make.make_guardian(make.make_pupil(ours))])
    make.make_turnout(council, title="Коллеги", present=20, expected=30)
    make.make_event(ours, came=teachers[:1])
    make.make_turnout(make.make_event(theirs, counted_on=TODAY), present=24)

    assert numbers(ours)["council"] == 60.0


def test_parents_are_counted_by_name_and_by_number(ours):
    child = make.make_pupil(ours)
    first = make.make_event(ours, kind="parents", came=[make.make_guardian(child)])
    make.make_turnout(first, title="8 «Б»", present=11, expected=None)
    make.make_event(ours, kind="parents", came=[make.make_guardian(child)])
    make.make_event(ours, kind="parents")

    found = numbers(ours)

    assert (found["parents_meetings"], found["parents_present"]) == (2, 12)


def test_each_class_counts_once_at_class_hours(ours):
    make.make_headcount(ours, group="pupils", number=100)
    room = make.make_pupil(ours).school_class
    for present in (20, 24):
        hour = make.make_event(ours, kind="class_hour", counted_on=TODAY)
        make.make_turnout(hour, room, present=present)
    make.make_turnout(hour, title="9 «А»", present=16)

    assert numbers(ours)["class_hours"] == 40.0


def test_people_at_regional_and_federal_events_count_once(ours):
    often, once = make.make_person(ours), make.make_person(ours)
    make.make_event(ours, kind="contest", level="federal", came=[often])
    make.make_event(ours, kind="conference", level="regional", came=[often, once])
    make.make_event(ours, kind="conference", level="municipal", came=[make.make_person(ours)])
    later = TODAY + datetime.timedelta(days=1)
    make.make_event(ours, level="federal", came=[make.make_person(ours)], held_on=later)

    assert numbers(ours)["outside"] == 2


def test_months_with_a_publication_stand_over_the_months_that_passed(ours):
    for month in (9, 9, 11):
        make.make_publication(ours, published_on=datetime.date(2026, month, 3))

    assert numbers(ours)["months_published"] == 66.7


def test_a_publication_taken_down_still_came_out(ours):
    make.make_publication(ours, removed_on=TODAY)

    assert measures(ours, year=YEAR, on=TODAY)["publications"].number == 1
    assert numbers(ours)["months_published"] == 33.3


def test_the_words_of_a_target_find_their_figure():
    assert suggested("≥ 90 % участников приняли участие в итоговой игре") == "closing"
    assert suggested("не менее 90 % педагогических работников на педсовете") == "council"
    assert suggested("не менее 90 % обучающихся на классных часах") == "class_hours"
    assert suggested("не менее 1 публикации в месяц") == "publications_a_month"
