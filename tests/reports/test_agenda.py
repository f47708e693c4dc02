"""The curator's day: what is due, who lacks what, who has not met, what waits."""

import datetime

import pytest

from reports import actions
from reports.agenda import agenda
from reports.errands import counters
from roadmaps.models import Occurrence
from tests import factories as make
from tests.factories import TODAY, YEAR

NEAR = datetime.date(2026, 12, 7)


def day_of(organization):
    return agenda(organization, year=YEAR, on=TODAY)


def add_date(roadmap, due_on, **values):
    return Occurrence.objects.create(item=roadmap.items.get(), due_on=due_on, **values)


@pytest.fixture
def roadmap(ours):
    """A roadmap whose only date lies far ahead."""
    roadmap = make.make_roadmap(ours)
    Occurrence.objects.update(due_on=datetime.date(2027, 5, 1))
    return roadmap


def test_due_is_what_is_past_or_within_a_fortnight(ours, theirs, roadmap):
    past = add_date(roadmap, TODAY - datetime.timedelta(days=1))
    today = add_date(roadmap, TODAY)
    near = add_date(roadmap, NEAR)
    add_date(roadmap, NEAR + datetime.timedelta(days=1))
    add_date(roadmap, TODAY - datetime.timedelta(days=3), done_on=TODAY)
    make.make_roadmap(theirs)

    found = day_of(ours)

    assert [(due.occurrence, due.days) for due in found.due] == [(past, -1), (today, 0), (near, 14)]
    assert (found.overdue, found.soon, len(found.done), found.ahead) == (1, 2, 1, 2)


def test_last_years_roadmap_is_not_due(ours):
    roadmap = make.make_roadmap(ours, year=YEAR - 1)
    add_date(roadmap, TODAY)

    assert day_of(ours).due == []


def test_lacking_are_people_of_the_bank_and_the_base_without_consents(ours, theirs):
    willing, unwilling = make.make_person(ours), make.make_person(ours)
    make.make_person(ours)  # in no list
    for person in (willing, unwilling, make.make_person(theirs)):
        make.make_bank(person)
    make.make_all_consents(willing)

    found = day_of(ours)

    assert [row.person for row in found.lacking] == [unwilling]
    assert [gap.kind for gap in found.lacking[0].gaps] == ["personal_data", "participation"]


def test_who_withdrew_is_listed_to_be_erased_and_asked_for_no_consent(ours):
    gone, unwilling = make.make_person(ours), make.make_person(ours)
    for person in (gone, unwilling):
        make.make_bank(person)
    make.make_consent(gone, signer=gone)
    gone.consents.update(withdrawn_on=TODAY)

    found = day_of(ours)

    assert [row.pk for row in found.to_erase] == [gone.pk]
    assert [row.person for row in found.lacking] == [unwilling]


def test_silent_are_pairs_without_a_meeting_for_thirty_days(ours):
    silent, talking = make.make_pair(ours, active=True), make.make_pair(ours, active=True)
    paused = make.make_pair(ours, active=True)
    paused.paused_on = TODAY
    paused.save()
    make.make_meeting(silent, held_on=datetime.date(2026, 10, 13))
    make.make_meeting(talking, held_on=datetime.date(2026, 11, 9))

    found = day_of(ours)

    assert [(row.pair, row.last_on, row.days) for row in found.silent] == [
        (silent, datetime.date(2026, 10, 13), 41)
    ]


def test_waiting_is_what_lies_on_the_desk(ours, curator, roadmap):
    paper = actions.draft("order-roadmap", [roadmap], by=curator, on=TODAY)
    assert day_of(ours).waiting == []

    actions.send_to_sign(paper, by=curator, on=TODAY)

    assert [row.pk for row in day_of(ours).waiting] == [paper.pk]


def test_what_the_director_returned_waits_for_the_curator(ours, theirs, curator, roadmap):
    papers = [actions.draft("order-roadmap", [roadmap], by=curator, on=TODAY),
              actions.draft("order-council", [theirs], by=curator, on=TODAY)]  # fmt: skip
    for paper in papers:
        actions.send_to_sign(paper, by=curator, on=TODAY)
        actions.return_to_curator(paper, remark="Проверьте срок", by=curator)

    returned = day_of(ours)
    actions.send_to_sign(papers[0], by=curator, on=TODAY)
    again = day_of(ours)

    assert [(row.pk, row.title) for row in returned.sent_back] == [(papers[0].pk, papers[0].title)]
    assert (returned.count - again.count, again.sent_back) == (1, [])


def test_the_first_steps_follow_what_was_done(ours):
    assert day_of(ours).steps == dict.fromkeys(
        ["organization", "people", "roadmap", "consents", "pairs"], False
    )

    ours.address = "ул. Береговая, д. 12"
    ours.save()
    make.make_head(ours)
    person = make.make_person(ours)
    make.make_bank(person)
    make.make_all_consents(person)
    make.make_roadmap(ours)

    found = day_of(ours)
    assert (found.next_step, found.is_started) == ("pairs", False)
    make.make_pair(ours)
    assert day_of(ours).is_started


def test_counters_agree_with_the_day(ours, theirs, curator, roadmap):
    add_date(roadmap, TODAY - datetime.timedelta(days=1))
    make.make_bank(make.make_person(ours))
    make.make_bank(make.make_person(ours), "mentee")
    make.make_bank(make.make_person(theirs))
    make.make_pair(ours)
    make.make_pair(theirs)
    for organization in (ours, theirs):
        make.make_event(organization)
        make.make_publication(organization, persons=[make.make_person(organization)])

    numbers = counters(ours, year=YEAR, on=TODAY)

    assert numbers == {"overdue": 1, "mentors": 1, "mentees": 1, "pairs": 1, "unmatched": 2,
                       "waiting": 0, "to_count": 1, "to_remove": 1, "unsent": 0}  # fmt: skip
    assert numbers.items() <= day_of(ours).counters.items()


@pytest.mark.parametrize("size", [1, 30])
def test_the_day_takes_nine_queries_whatever_its_size(ours, size, django_assert_num_queries):
    roadmap = make.make_roadmap(ours)
    ours.address = "ул. Береговая"
    ours.save()
    form, kind = make.make_form(), make.make_kind()
    for number in range(size):
        add_date(roadmap, TODAY)
        child = make.make_pupil(ours)
        make.make_guardian(child)
        make.make_bank(child, "mentee")
        pair = make.make_pair(ours, active=True, form=form, kind=kind)
        make.make_bank(pair.mentors[0].person)
        make.make_meeting(pair, held_on=datetime.date(2026, 10, 1 + number % 28))

    with django_assert_num_queries(9):
        day_of(ours)
