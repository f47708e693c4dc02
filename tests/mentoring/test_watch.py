import datetime

import pytest
from django.utils import timezone

from mentoring.actions import answer, mark_signal, raise_concern
from mentoring.models import Attendance, Pair, PairMember, SignalMark
from mentoring.watch import SilentPair, facts_of, read_sources, silent_pairs, watch, with_facts
from people.history import record
from people.models import Absence, CalendarException
from tests import factories as make
from tests.factories import TODAY, YEAR


def days_ago(number):
    return TODAY - datetime.timedelta(days=number)


def asked(meeting, **values):
    return Attendance.objects.create(meeting=meeting, member=meeting.pair.mentees[0], **values)


def answered(meeting, usefulness, comfort):
    return asked(meeting, usefulness=usefulness, comfort=comfort, goal="yes",
                 answered_at=timezone.now())  # fmt: skip


def fetched():
    return list(with_facts(Pair.objects.with_people().order_by("pk"), TODAY))


def facts(rest=()):
    [pair] = fetched()
    return facts_of(pair, TODAY, rest)


def watched(organization):
    return watch(fetched(), TODAY, read_sources(organization, fetched()))


@pytest.fixture
def pair(ours):
    return make.make_pair(ours, active=True)


def test_the_longest_silence_comes_first(ours):
    never, lately, long_ago = (make.make_pair(ours, active=True) for _ in range(3))
    make.make_meeting(lately, held_on=days_ago(30))
    make.make_meeting(long_ago, held_on=days_ago(41))

    silent = silent_pairs(watched(ours), TODAY)

    assert silent == [SilentPair(never, None, 69), SilentPair(long_ago, days_ago(41), 41)]


def test_the_facts_of_a_pair_are_its_meetings_and_answers(pair):
    answered(make.make_meeting(pair, held_on=days_ago(60)), 1, 1)
    answered(make.make_meeting(pair, held_on=days_ago(20)), 8, 3)
    for days in (31, 9, 8, 2):
        asked(make.make_meeting(pair, held_on=days_ago(days)))

    found = facts()

    assert (found.last_on, found.answered, found.lowest) == (days_ago(2), 2, 3)
    assert (found.overdue, found.overdue_on) == (2, days_ago(8))


def test_who_was_absent_owes_no_answer(pair):
    asked(make.make_meeting(pair, held_on=days_ago(20)), was_present=False)

    assert (facts().overdue, facts().answered) == (0, 0)


@pytest.mark.parametrize(("comfort", "is_apart"), [(5, True), (6, False), (10, False)])
def test_ratings_of_one_meeting_lie_apart(pair, comfort, is_apart):
    answered(make.make_meeting(pair, held_on=days_ago(3), rapport=9), 9, comfort)

    assert (facts().apart_on is not None) is is_apart


def test_only_rows_in_force_and_not_done_are_late(pair):
    former = make.make_programme(pair, rows=2)  # due on 20.10 and 19.11
    former.superseded_on = TODAY
    former.save()
    make.make_programme(pair, rows=3, version=2).items.filter(position=1).update(done_on=TODAY)

    assert (facts().late_tasks, facts().late_on) == (1, datetime.date(2026, 11, 19))


@pytest.mark.parametrize(("capacity", "is_over"), [(1, True), (2, False)])
def test_a_mentor_with_more_mentees_than_the_bank_says(ours, pair, capacity, is_over):
    mentor = pair.mentors[0].person
    bank = make.make_bank(mentor)
    bank.capacity = capacity
    bank.save()
    make.make_pair(ours, mentor=mentor)
    left = make.make_pair(ours, mentor=mentor)
    PairMember.objects.filter(pair=left).update(left_on=TODAY)

    assert fetched()[0].over_capacity is is_over


def test_a_quiet_request_is_a_fact_until_it_is_settled(pair):
    row = asked(make.make_meeting(pair, held_on=days_ago(1), stage="trial"))
    answer(row, usefulness=9, comfort=9, goal="yes", fit="no")
    row.refresh_from_db()

    assert facts().concern_on == timezone.localdate()

    row.concern.settled_on = timezone.localdate()
    row.concern.save()

    assert facts().concern_on is None


def test_long_breaks_and_pauses_do_not_count_as_silence(ours, pair, monkeypatch):
    make.make_meeting(pair, held_on=days_ago(30))
    holidays = {days_ago(number) for number in range(14, 21)}
    alone = {days_ago(number) for number in (3, 10)}

    assert (facts().idle, facts(alone).idle) == (30, 30)
    assert facts(holidays).idle == 23

    noon = datetime.datetime.combine(days_ago(4), datetime.time(12), tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    record(organization=ours, by=None, action="resume_pair", text="", subject=pair)

    assert facts().idle == 4


def test_marks_and_days_of_rest_are_read_with_their_pair(ours, theirs, pair):
    later = TODAY + datetime.timedelta(days=3)
    mark = {"pair": pair, "rule": "silence", "marked_on": TODAY}
    SignalMark.objects.create(**mark, verdict="problem")
    SignalMark.objects.create(**mark, verdict="snoozed", until=later)
    for school in (ours, theirs):
        CalendarException.objects.create(organization=school, day=TODAY, reason="каникулы")

    read = read_sources(ours, Pair.objects.of_year(YEAR))

    assert read["closed"] == [(TODAY, pair.pk, "silence")]
    assert read["snoozed"] == [(later, pair.pk, "silence")]
    assert [row[0] for row in read["rest"]] == [TODAY]


def test_all_pairs_are_watched_in_one_query_besides_their_own(ours, django_assert_num_queries):
    for _ in range(5):
        make.make_meeting(make.make_pair(ours, active=True))
    pairs = fetched()

    with django_assert_num_queries(1):
        found = watch(pairs, TODAY, read_sources(ours, Pair.objects.of_year(YEAR)))

    assert [pair for pair, _ in found] == pairs


@pytest.mark.parametrize(
    ("begins", "ends", "speaks"),
    [(0, 0, True), (5, None, True), (5, -5, True), (9, 1, False), (-1, None, False)],
)
def test_a_member_who_is_away_today_gives_a_signal(ours, pair, begins, ends, speaks):
    person = pair.mentees[0].person
    last = None if ends is None else days_ago(ends)
    Absence.objects.create(person=person, starts_on=days_ago(begins), ends_on=last)
    Absence.objects.create(person=make.make_person(ours), starts_on=TODAY)

    [(_, signals)] = watched(ours)

    found = [signal for signal in signals if signal.rule.code == "absence"]
    assert [signal.since for signal in found] == ([days_ago(begins)] if speaks else [])


def test_who_has_left_the_pair_may_be_away(ours, pair):
    member = pair.mentees[0]
    Absence.objects.create(person=member.person, starts_on=TODAY)
    PairMember.objects.filter(pk=member.pk).update(left_on=days_ago(1))

    assert facts().absent_on is None


def test_the_curators_own_worry_is_a_concern_until_it_is_settled(ours, pair, curator):
    raise_concern(pair, note="Плачет после встреч", on=days_ago(2), by=curator)

    [(_, signals)] = watched(ours)
    mark_signal(pair, rule="concern", verdict="problem", on=TODAY, by=curator)
    [(_, later)] = watched(ours)

    assert (signals[0].rule.code, signals[0].level) == ("concern", "bad")
    assert "записана тревога о паре" in signals[0].text
    assert "concern" not in {signal.rule.code for signal in later}
