import datetime

from django.db.models import Max
from django.utils import timezone

from mentoring.health import PairFacts
from mentoring.models import Attendance, Pair
from mentoring.watch import SilentPair, facts_of, silent_pairs, watch
from tests import factories as make
from tests.factories import TODAY


def answered(meeting, usefulness, comfort):
    return Attendance.objects.create(
        meeting=meeting, member=meeting.pair.mentees[0], usefulness=usefulness, comfort=comfort,
        goal="yes", answered_at=timezone.now(),
    )  # fmt: skip


def days_ago(number):
    return TODAY - datetime.timedelta(days=number)


def with_last_meeting():
    return Pair.objects.annotate(last_on=Max("meetings__held_on")).order_by("pk")


def test_the_longest_silence_comes_first(ours):
    never, lately, long_ago = (make.make_pair(ours, active=True) for _ in range(3))
    make.make_meeting(lately, held_on=days_ago(30))
    make.make_meeting(long_ago, held_on=days_ago(31))

    silent = silent_pairs(with_last_meeting(), TODAY)

    assert silent == [SilentPair(never, None, 69), SilentPair(long_ago, days_ago(31), 31)]


def test_the_facts_of_a_pair_are_its_meetings_and_answers(ours):
    pair = make.make_pair(ours, active=True)
    answered(make.make_meeting(pair, held_on=days_ago(60)), 1, 1)
    answered(make.make_meeting(pair, held_on=days_ago(20)), 8, 3)
    Attendance.objects.create(
        meeting=make.make_meeting(pair, held_on=days_ago(8)), member=pair.mentees[0]
    )
    Attendance.objects.create(
        meeting=make.make_meeting(pair, held_on=days_ago(2)), member=pair.mentees[0]
    )

    facts = facts_of([pair], TODAY)

    assert facts == {
        pair.pk: PairFacts(pair.confirmed_on, days_ago(2), answered=2, overdue=1, lowest=3)
    }


def test_who_was_absent_owes_no_answer(ours):
    pair = make.make_pair(ours, active=True)
    meeting = make.make_meeting(pair, held_on=days_ago(20))
    Attendance.objects.create(meeting=meeting, member=pair.mentees[0], was_present=False)

    facts = facts_of([pair], TODAY)[pair.pk]

    assert facts == PairFacts(pair.confirmed_on, days_ago(20))


def test_all_pairs_are_watched_in_two_queries(ours, django_assert_num_queries):
    pairs = [make.make_pair(ours, active=True) for _ in range(5)]
    for pair in pairs:
        make.make_meeting(pair)

    with django_assert_num_queries(2):
        found = watch(pairs, TODAY)

    assert [pair for pair, _ in found] == pairs
