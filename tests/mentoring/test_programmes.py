"""The programme of a pair: from a template or last year, its rows, versions and share done."""

import datetime
from functools import partial

import pytest

from mentoring import actions
from mentoring.models import MentoringForm, Programme, TaskState
from mentoring.programme_templates import templates, templates_for
from tests import factories as make
from tests.factories import TODAY

OCTOBER, NOVEMBER = datetime.date(2026, 10, 20), datetime.date(2026, 11, 19)


@pytest.fixture
def pair(ours):
    return make.make_pair(ours, active=True)


@pytest.fixture
def programme(pair):
    return make.make_programme(pair)


def rows_of(programme):
    return [(item.position, item.activity, item.due_on) for item in programme.items.all()]


def as_rows(items):
    return [
        {"item": item, "direction": item.direction, "activity": item.activity,
         "planned": item.planned, "due_on": item.due_on}
        for item in items
    ]  # fmt: skip


def test_every_form_of_the_catalogue_has_a_template(db):
    from django.core.management import call_command

    call_command("loaddata", "catalogue", verbosity=0)

    assert [form.code for form in MentoringForm.objects.all() if not templates_for(form.code)] == []
    assert len({template.code for template in templates()}) == len(templates())


def test_a_programme_begins_from_a_template_within_the_pair(pair, curator):
    template = templates_for("teacher-teacher")[0]
    rows = template.rows_from(pair.starts_on, pair.ends_on)

    made = actions.start_programme(pair, words=template.words, rows=rows, on=TODAY, by=curator)

    assert made.goal == "Уверенно вести уроки и вести документы класса к концу учебного года."
    assert made.items.count() == 8
    assert made.items.first().due_on == pair.starts_on + datetime.timedelta(days=14)
    assert max(item.due_on for item in made.items.all()) <= pair.ends_on
    with pytest.raises(actions.ProgrammeRefused, match="уже есть"):
        actions.start_programme(pair, on=TODAY, by=curator)


def test_last_years_rows_move_by_a_year_and_are_not_done(programme, curator):
    actions.mark_task(programme.items.first(), done_on=OCTOBER, result="да", on=TODAY, by=curator)

    rows = actions.rows_copied(
        programme, starts_on=datetime.date(2027, 9, 15), ends_on=datetime.date(2028, 5, 31)
    )

    assert [(row.activity, row.due_on, row.done_on) for row in rows] == [
        ("Задача 1", datetime.date(2027, 10, 20), None),
        ("Задача 2", datetime.date(2027, 11, 19), None),
    ]


def test_the_dates_of_a_row_say_its_state(programme, curator):
    first, second = programme.items.all()
    later = programme.items.create(position=3, activity="Потом", due_on=datetime.date(2027, 3, 1))
    actions.mark_task(first, done_on=OCTOBER, result="два урока", on=TODAY, by=curator)
    first.refresh_from_db()

    states = [item.state(TODAY) for item in (first, second, later)]

    assert states == [TaskState.DONE, TaskState.OVERDUE, TaskState.AHEAD]
    assert later.state(TODAY, started=True) == TaskState.STARTED


@pytest.mark.parametrize("day", [TODAY + datetime.timedelta(days=1), datetime.date(2026, 9, 1)])
def test_a_row_is_done_on_a_day_that_was(programme, curator, day):
    with pytest.raises(actions.ProgrammeRefused, match="День выполнения"):
        actions.mark_task(programme.items.first(), done_on=day, result="", on=TODAY, by=curator)


def test_rows_are_rewritten_in_their_new_order(programme, curator):
    first, second = programme.items.all()
    new = {"item": None, "direction": "", "activity": "Новая", "planned": "", "due_on": None}

    actions.change_programme(
        programme, rows=[*as_rows([second]), new, *as_rows([first])], on=TODAY, by=curator
    )

    assert rows_of(programme) == [
        (1, "Задача 2", NOVEMBER), (2, "Новая", None), (3, "Задача 1", OCTOBER),
    ]  # fmt: skip


def test_a_done_row_is_not_dropped_and_a_day_outside_refused(programme, curator):
    first, second = programme.items.all()
    actions.mark_task(first, done_on=OCTOBER, result="", on=TODAY, by=curator)
    before = rows_of(programme)

    with pytest.raises(actions.ProgrammeRefused, match="Выполненную"):
        actions.change_programme(programme, rows=as_rows([second]), on=TODAY, by=curator)
    second.due_on = datetime.date(2027, 7, 1)
    with pytest.raises(actions.ProgrammeRefused, match="Строка 2"):
        actions.change_programme(programme, rows=as_rows([first, second]), on=TODAY, by=curator)

    assert rows_of(programme) == before


def test_an_approved_programme_keeps_its_goal_and_plan(programme, curator):
    first, second = programme.items.all()
    change = partial(actions.change_programme, programme, on=TODAY, by=curator)
    change(approved_on=NOVEMBER, approved_basis="протокол № 2")
    before = rows_of(programme)
    late = {**as_rows([second])[0], "due_on": datetime.date(2026, 12, 1)}
    new = {"item": None, "direction": "", "activity": "Новая", "planned": "", "due_on": None}
    plans = [as_rows([first]), [*as_rows([first]), late], [*as_rows([first, second]), new]]

    for changed in [{"goal": "Иная"}, *({"rows": rows} for rows in plans)]:
        with pytest.raises(actions.ProgrammeRefused, match="Начните новую версию"):
            change(**changed)
    assert rows_of(programme) == before
    first.activity = "Задача 1, без описки"
    change(goal=programme.goal, rows=as_rows([first, second]), needs="Оценивание")

    programme.refresh_from_db()
    assert (programme.goal, programme.needs) == ("Уверенно вести уроки", "Оценивание")
    assert [row[1] for row in rows_of(programme)] == ["Задача 1, без описки", "Задача 2"]


def test_a_new_version_prolongs_and_keeps_the_old_one(programme, curator):
    meeting = make.make_meeting(programme.pair)
    meeting.tasks.add(programme.items.first())
    june = datetime.date(2027, 6, 30)

    fresh = actions.new_version(programme, ends_on=june, on=TODAY, by=curator)

    programme.refresh_from_db()
    assert (fresh.version, fresh.ends_on, rows_of(fresh)) == (2, june, rows_of(programme))
    assert (programme.superseded_on, programme.ends_on) == (TODAY, programme.pair.ends_on)
    assert list(fresh.items.first().meetings.all()) == [meeting]
    assert list(Programme.objects.current()) == [fresh]
    with pytest.raises(actions.ProgrammeRefused, match="прежняя версия"):
        actions.change_programme(programme, goal="иное", on=TODAY, by=curator)


def test_a_final_review_has_its_outcome(programme, curator):
    actions.review_programme(programme, review="Полпути пройдено", on=TODAY, by=curator)
    actions.review_programme(programme, review="Готово", outcome="closed", on=TODAY, by=curator)

    programme.refresh_from_db()
    assert (programme.interim_review, programme.final_review) == ("Полпути пройдено", "Готово")
    assert (programme.final_on, programme.get_outcome_display()) == (TODAY, "цель достигнута")
