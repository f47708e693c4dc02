"""Figures are counted by hand here and by the program there; both must agree."""

import datetime

import pytest

from reports.indicators import figures
from tests import factories as make
from tests.factories import TODAY, YEAR


@pytest.fixture
def form(db):
    return make.make_form(name="педагог – педагог")


def shares(organization, on=TODAY):
    return {share.code: share for share in figures(organization, year=YEAR, on=on).shares}


def test_a_person_in_two_pairs_counts_once(ours, form):
    mentor = make.make_person(ours)
    make.make_pair(ours, mentor=mentor, form=form, active=True)
    second = make.make_pair(ours, mentor=make.make_person(ours), mentees=[mentor], form=form)
    second.confirmed_on, second.basis = datetime.date(2026, 9, 20), "приказ"
    second.save()

    found = figures(ours, year=YEAR, on=TODAY)

    assert (found.participants, found.mentors, found.mentees) == (3, 2, 2)
    assert found.pairs_by_form == [("педагог – педагог", 2, 3)]


def test_drafts_later_orders_and_other_schools_do_not_count(ours, theirs, form):
    make.make_pair(ours, form=form)
    make.make_pair(theirs, form=form, active=True)
    later = make.make_pair(ours, form=form)
    later.confirmed_on, later.basis = datetime.date(2026, 12, 1), "приказ"
    later.save()

    found = figures(ours, year=YEAR, on=TODAY)

    assert (found.participants, found.pairs_by_form, found.meetings) == (0, [], 0)


def test_a_closed_pair_still_counts_for_its_year(ours, form):
    pair = make.make_pair(ours, form=form, active=True)
    pair.closed_on, pair.closing = datetime.date(2026, 10, 1), "completed"
    pair.save()

    assert figures(ours, year=YEAR, on=TODAY).participants == 2


def test_each_day_of_a_replacement_has_its_own_people(ours, form):
    """Whoever took part stays counted for the year; in the pair are those of that very day."""
    last, day = datetime.date(2026, 10, 26), datetime.timedelta(days=1)
    pair = make.make_pair(ours, mentees=[make.make_person(ours) for _ in range(2)], form=form,
                          active=True)  # fmt: skip
    pair.members.filter(side="mentor").update(left_on=last)
    pair.members.create(person=make.make_person(ours), side="mentor", joined_on=last + day)
    pair.members.filter(pk=pair.mentees[0].pk).update(left_on=last)
    ended = make.make_pair(ours, form=form, active=True)
    ended.closed_on, ended.closing = last + day, "completed"
    ended.save()

    def counted(on):
        found = figures(ours, year=YEAR, on=on)
        return (found.mentors, found.mentees), (found.here, found.here_mentors, found.here_mentees)

    assert counted(last) == ((2, 3), (5, 2, 3))
    assert counted(last + day) == ((3, 3), (2, 1, 1))


def test_meetings_are_counted_by_month_up_to_the_day(ours):
    pair = make.make_pair(ours, active=True)
    make.make_meeting(pair, held_on=datetime.date(2026, 9, 20), minutes=30)
    make.make_meeting(pair, held_on=datetime.date(2026, 11, 9), minutes=45)
    make.make_meeting(pair, held_on=datetime.date(2026, 12, 9), minutes=60)

    found = figures(ours, year=YEAR, on=TODAY)

    assert (found.meetings, found.minutes) == (2, 75)
    assert found.meetings_by_month == [
        (datetime.date(2026, 9, 1), 1),
        (datetime.date(2026, 10, 1), 0),
        (datetime.date(2026, 11, 1), 1),
    ]


def test_a_share_stands_over_the_latest_typed_headcount(ours):
    make.make_headcount(ours, number=40)
    make.make_headcount(ours, number=20, counted_on=datetime.date(2026, 11, 1))
    make.make_headcount(ours, number=1, counted_on=datetime.date(2026, 12, 1))
    make.make_pair(ours, active=True)

    share = shares(ours)["teachers"]

    assert (share.part, share.whole, share.percent, share.lacking) == (2, 20, 10.0, 0)


def test_a_share_without_headcount_has_no_percent(ours):
    make.make_pair(ours, active=True)

    share = shares(ours)["teachers"]

    assert (share.part, share.whole, share.percent) == (2, None, None)


def test_what_is_lacking_to_the_target_is_rounded_up(ours):
    make.make_headcount(ours, group="pupils", number=412)
    make.make_pair(ours, mentees=[make.make_pupil(ours)], active=True)

    share = shares(ours)["pupils"]

    assert (share.part, share.whole, share.lacking) == (1, 412, 41)


def test_consents_are_a_share_of_the_bank_and_the_base(ours):
    consenting, silent = make.make_person(ours), make.make_person(ours)
    make.make_person(ours)  # in neither list
    make.make_bank(consenting)
    make.make_bank(silent, "mentee")
    make.make_all_consents(consenting)
    make.make_consent(silent, "personal_data")

    share = shares(ours)["consents"]

    assert (share.part, share.whole) == (1, 2)


def test_only_present_mentees_are_asked_for_feedback(ours):
    from mentoring.models import Attendance

    pair = make.make_pair(ours, active=True)
    meeting = make.make_meeting(pair)
    member = pair.members.get(side="mentee")
    Attendance.objects.create(
        meeting=meeting, member=member, usefulness=8, answered_at="2026-11-10T10:00Z"
    )
    other = make.make_meeting(pair, held_on=datetime.date(2026, 11, 10))
    Attendance.objects.create(meeting=other, member=member, was_present=False)

    share = shares(ours)["feedback"]

    assert (share.part, share.whole) == (1, 1)


def test_figures_take_six_queries_whatever_their_size(ours, form, django_assert_num_queries):
    for _ in range(3):
        make.make_pair(ours, form=form, active=True)
        make.make_bank(make.make_person(ours))

    with django_assert_num_queries(6):
        figures(ours, year=YEAR, on=TODAY)
