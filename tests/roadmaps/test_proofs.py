"""What proves a row: added, taken away, came with a paper, proposed and answered; and shares."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from people.models import JournalEntry, Mentor
from roadmaps import actions
from roadmaps.models import Evidence, Occurrence, OccurrenceState, Part, Proposal
from roadmaps.overview import course
from tests import factories as make
from tests.factories import TODAY, YEAR

DAY = datetime.timedelta(days=1)
ORDER = {"kinds": ("order",), "about": "закреплени", "title": "приказ от 10.11.2026 № 7",
         "key": 7, "dated_on": datetime.date(2026, 11, 10)}  # fmt: skip


def bring_in(ours, curator, *rows):
    """Import rows of (number, activity, deadline, responsible, result)."""
    names = ("number", "activity", "deadline", "responsible", "result")
    read = {"title": "Карта", "columns": list(names),
            "rows": [dict(zip(names, row, strict=True)) for row in rows]}  # fmt: skip
    return actions.import_rows(read, organization=ours, year=YEAR, by=curator)


def date_of(roadmap, number="1"):
    return Occurrence.objects.get(item__roadmap=roadmap, item__number=number)


def states(roadmap, on=TODAY):
    return [row.state for row in course(roadmap, on=on).rows]


@pytest.fixture
def roadmap(ours, curator):
    return bring_in(
        ours, curator,
        ("1", "Закрепить пары", "до 30.11.2026", "Директор", "Приказ о закреплении пар"),
        ("2", "Провести педсовет", "до 20.12.2026", "Педсовет", "Протокол, приказ об итогах"),
    )  # fmt: skip


def test_a_row_that_expects_a_paper_is_done_with_any_proof(roadmap, curator):
    date = date_of(roadmap)
    with pytest.raises(actions.MarkRefused, match="чем подтверждено"):
        actions.mark_done(date, by=curator, on=TODAY)

    actions.add_evidence(date, kind="event", title="Педсовет", key=3, on=TODAY, by=curator)
    actions.mark_done(date, by=curator, on=TODAY)

    assert states(roadmap)[0] is OccurrenceState.DONE


def test_the_same_row_of_another_app_proves_a_date_once(roadmap, curator):
    date = date_of(roadmap)
    first = actions.add_evidence(date, kind="event", title="Педсовет", key=3, on=TODAY, by=curator)

    again = actions.add_evidence(date, kind="event", title="Совет", key=3, on=TODAY, by=curator)

    assert again == first
    assert list(actions.evidence_of("event", 3)) == [first]
    assert JournalEntry.objects.filter(action="add_evidence").count() == 1


def test_a_proof_without_words_or_from_tomorrow_is_refused(roadmap, curator):
    date = date_of(roadmap)
    with pytest.raises(actions.MarkRefused, match="что подтверждает"):
        actions.add_evidence(date, kind="note", title=" ", on=TODAY, by=curator)
    with pytest.raises(actions.MarkRefused, match="не наступила"):
        actions.add_evidence(date, kind="note", title="акт", dated_on=TODAY + DAY, on=TODAY,
                             by=curator)  # fmt: skip

    assert not Evidence.objects.exists()


def test_the_only_proof_of_a_done_row_stays_until_the_mark_is_taken_back(roadmap, curator):
    date = date_of(roadmap)
    proof = actions.add_evidence(date, kind="file", title="Скан", on=TODAY, by=curator)
    actions.mark_done(date, by=curator, on=TODAY)

    with pytest.raises(actions.MarkRefused, match="единственное"):
        actions.remove_evidence(proof, by=curator)
    actions.unmark(date, by=curator)
    assert Evidence.objects.get() == proof  # what was there before the mark stays
    actions.remove_evidence(proof, by=curator)

    assert not Evidence.objects.exists()


def test_a_registered_order_marks_the_one_row_about_it(roadmap, ours, curator):
    actions.prove(ours, by=curator, on=TODAY, **ORDER)

    date = date_of(roadmap)
    assert (date.done_on, date.evidence.get().title) == (ORDER["dated_on"], ORDER["title"])
    assert date_of(roadmap, "2").is_open


def test_the_mark_an_order_made_is_taken_back_and_proposed_again(roadmap, ours, curator):
    actions.prove(ours, by=curator, on=TODAY, **ORDER)

    actions.unmark(date_of(roadmap), by=curator)

    date = date_of(roadmap)
    assert (date.done_on, date.evidence.count()) == (None, 0)
    assert [(p.key, p.title) for p in date.proposals.all()] == [(7, ORDER["title"])]


def test_a_row_with_two_papers_gets_the_order_but_not_the_mark(roadmap, ours, curator):
    actions.prove(ours, by=curator, on=TODAY, **ORDER | {"about": "итог"})

    date = date_of(roadmap, "2")
    assert (date.done_on, date.evidence.get().key) == (None, 7)


def test_an_order_that_fits_several_rows_is_proposed_to_each(ours, curator):
    roadmap = bring_in(
        ours, curator,
        ("1", "Закрепить пары", "до 30.11.2026", "", "Приказ о закреплении пар"),
        ("2", "Закрепить группы", "до 30.11.2026", "", "Приказ о закреплении групп"),
    )  # fmt: skip

    actions.prove(ours, by=curator, on=TODAY, **ORDER)

    assert Proposal.objects.count() == 2
    assert all(date_of(roadmap, number).is_open for number in "12")


def test_an_order_nobody_expects_changes_nothing(ours, theirs, curator):
    bring_in(ours, curator, ("1", "Встреча", "до 30.11.2026", "", "Фотоотчёт"))
    bring_in(theirs, curator, ("1", "Закрепить пары", "до 30.11.2026", "", "Приказ о закреплении"))

    actions.prove(ours, by=curator, on=TODAY, **ORDER)

    assert not Evidence.objects.exists()
    assert not Proposal.objects.exists()


def test_a_proposal_is_answered_once(ours, curator):
    roadmap = bring_in(
        ours, curator,
        ("1", "Закрепить пары", "до 30.11.2026", "", "Приказ о закреплении пар"),
        ("2", "Закрепить группы", "до 30.11.2026", "", "Приказ о закреплении групп"),
    )  # fmt: skip
    actions.prove(ours, by=curator, on=TODAY, **ORDER)
    asked = {name: ORDER[name] for name in ("key", "title", "dated_on")} | {"kind": "document"}

    actions.accept_proposal(date_of(roadmap), by=curator, on=TODAY, **asked)
    actions.decline_proposal(date_of(roadmap, "2"), by=curator, on=TODAY, **asked)

    assert date_of(roadmap).done_on == ORDER["dated_on"]
    assert not Proposal.objects.filter(declined_on=None).exists()
    assert date_of(roadmap, "2").is_open


def test_work_that_lasts_says_when_a_month_passed_in_silence(ours, curator):
    roadmap = bring_in(ours, curator, ("1", "Вести рубрику", "в течение года", "", "Публикации"))
    assert states(roadmap) == [OccurrenceState.QUIET]

    actions.add_evidence(date_of(roadmap), kind="note", title="запись", on=TODAY, by=curator)

    assert states(roadmap) == [OccurrenceState.RUNNING]
    assert states(roadmap, TODAY + 32 * DAY) == [OccurrenceState.QUIET]
    assert states(roadmap, datetime.date(2027, 6, 1)) == [OccurrenceState.CONFIRM]
    assert not Occurrence.objects.overdue(datetime.date(2027, 6, 1)).exists()


def test_a_row_by_another_plan_waits_for_that_plan(ours, curator):
    roadmap = bring_in(ours, curator, ("1", "Обучение", "по отдельному плану", "", ""))
    date = date_of(roadmap)
    assert states(roadmap) == [OccurrenceState.NO_PLAN]
    with pytest.raises(actions.MarkRefused):
        actions.mark_done(date, by=curator, on=TODAY)

    actions.add_evidence(date, kind="document", key=1, title="План", on=TODAY, by=curator)
    assert states(roadmap) == [OccurrenceState.PLANNED]
    actions.mark_done(date, by=curator, on=TODAY)

    assert states(roadmap) == [OccurrenceState.DONE]


@pytest.fixture
def shared(ours, curator):
    """A row for all mentors of the year, of whom there are two."""
    for surname in ("Лосева", "Мохова"):
        make.make_bank(make.make_person(ours, post="учитель", surname=surname, gender="f"))
    other = make.make_person(ours, post="учитель", surname="Прошлых")
    Mentor.objects.create(person=other, year=YEAR - 1)
    return bring_in(ours, curator, ("1", "Сдать отчёты", "до 30.11.2026", "Наставники", "Отчёты"))


def test_a_plural_duty_gives_each_one_a_share(shared):
    assert [part.person.surname for part in Part.objects.all()] == ["Лосева", "Мохова"]


def test_the_last_share_makes_the_row_done(shared, curator):
    first, second = Part.objects.all()

    actions.mark_part(first, by=curator, on=TODAY)
    (row,) = course(shared, on=TODAY).rows
    assert row.phrase.endswith("Выполнили 1 из 2.")
    actions.mark_part(second, by=curator, on=TODAY, done_on=TODAY - DAY)

    date = date_of(shared)
    assert (date.done_on, date.evidence.get().title) == (TODAY, "отметили все, 2 из 2")
    with pytest.raises(actions.MarkRefused, match="Каждый отметил"):
        actions.unmark(date, by=curator)


def test_a_share_taken_back_opens_the_row_again(shared, curator):
    for part in Part.objects.all():
        actions.mark_part(part, by=curator, on=TODAY)

    actions.unmark_part(Part.objects.first(), by=curator)

    date = date_of(shared)
    assert (date.is_open, date.evidence.count()) == (True, 0)
    assert [part.done_on for part in Part.objects.all()] == [None, TODAY]


def test_a_mark_of_the_row_marks_the_open_shares_and_takes_them_back(shared, curator):
    first, second = Part.objects.all()
    actions.mark_part(first, by=curator, on=TODAY - DAY)
    actions.mark_done(date_of(shared), note="папка отчётов", by=curator, on=TODAY)
    assert [part.done_on for part in Part.objects.all()] == [TODAY - DAY, TODAY]
    with pytest.raises(ValidationError, match="целиком"):
        actions.mark_part(second, by=curator, on=TODAY)

    actions.unmark(date_of(shared), by=curator)

    assert [part.done_on for part in Part.objects.all()] == [TODAY - DAY, None]


def test_who_came_gets_a_share_who_left_loses_an_open_one(shared, ours, curator):
    first, second = Part.objects.all()
    actions.mark_part(first, by=curator, on=TODAY)
    Mentor.objects.filter(person__in=[first.person, second.person]).delete()
    for surname in ("Носова", "Рыбина"):
        make.make_bank(make.make_person(ours, post="учитель", surname=surname, gender="f"))

    actions.resolve(shared, by=curator, on=TODAY)

    people = [
        (part.person.surname, part.done_on) for part in Part.objects.order_by("person__surname")
    ]
    assert people == [("Лосева", TODAY), ("Носова", None), ("Рыбина", None)]


def test_heads_of_schools_share_by_organization(ours, theirs, curator):
    town = make.make_organization(kind="municipality")
    for school in (ours, theirs):
        school.parent = town
        school.save()

    bring_in(town, curator, ("1", "Сдать отчёт", "до 30.11.2026", "Руководители ОО", "Отчёт"))

    assert {part.organization for part in Part.objects.all()} == {ours, theirs}
