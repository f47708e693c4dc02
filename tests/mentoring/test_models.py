import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from mentoring.models import (
    Attendance,
    Closing,
    Criterion,
    Meeting,
    MentoringForm,
    MentoringKind,
    Pair,
    PairMember,
    PairState,
    Topic,
)
from tests import factories as make
from tests.factories import TODAY

DAY = datetime.timedelta(days=1)


def refused(name):
    """Expect the CHECK or UNIQUE of that name; SQLite names the columns of a UNIQUE."""
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"ends_on": datetime.date(2026, 9, 14)}, "pair_ends_after_it_starts"),
        ({"confirmed_on": TODAY, "basis": ""}, "pair_confirmed_on_a_basis"),
        ({"closed_on": TODAY}, "pair_closing_is_named"),
        ({"closing": "completed"}, "pair_closing_is_named"),
        (
            {"confirmed_on": TODAY, "basis": "приказ", "closing": "completed",
             "closed_on": TODAY - DAY},
            "pair_closed_after_formed",
        ),
    ],
)  # fmt: skip
def test_the_database_refuses_an_impossible_pair(ours, values, constraint):
    with refused(constraint), transaction.atomic():
        make.make_pair(ours, **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"progress": 11}, "progress_is_1_to_10"),
        ({"rapport": 0}, "rapport_is_1_to_10"),
        ({"minutes": 4}, "meeting_lasts_5_to_480_minutes"),
        ({"next_on": datetime.date(2026, 11, 9)}, "next_meeting_is_later"),
    ],
)
def test_the_database_refuses_an_impossible_meeting(ours, values, constraint):
    pair = make.make_pair(ours, active=True)

    with refused(constraint), transaction.atomic():
        make.make_meeting(pair, **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"usefulness": 11}, "usefulness_is_1_to_10"),
        ({"comfort": 0}, "comfort_is_1_to_10"),
        ({"answered_at": None, "goal": "yes"}, "answers_have_their_moment"),
    ],
)
def test_the_database_refuses_impossible_answers(ours, values, constraint):
    pair = make.make_pair(ours, active=True)
    meeting = make.make_meeting(pair)

    with refused(constraint), transaction.atomic():
        Attendance.objects.create(
            **{"meeting": meeting, "member": pair.mentees[0], "answered_at": timezone.now()}
            | values
        )


def test_a_person_has_one_place_in_a_pair(ours):
    pair = make.make_pair(ours)

    with pytest.raises(IntegrityError), transaction.atomic():
        PairMember.objects.create(
            pair=pair, person=pair.mentors[0].person, side="mentee", joined_on=TODAY
        )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"agreed_on": None}, PairState.DRAFT),
        ({"agreed_on": None, "proposed_on": TODAY}, PairState.PROPOSED),
        ({}, PairState.AGREED),
        ({"confirmed_on": TODAY, "basis": "приказ"}, PairState.ACTIVE),
        ({"confirmed_on": TODAY, "basis": "приказ", "paused_on": TODAY}, PairState.PAUSED),
        (
            {"confirmed_on": TODAY, "basis": "приказ", "paused_on": TODAY + DAY},
            PairState.ACTIVE,
        ),
        (
            {
                "confirmed_on": TODAY,
                "basis": "приказ",
                "paused_on": TODAY,
                "closed_on": TODAY + DAY,
                "closing": "ended_early",
            },
            PairState.PAUSED,
        ),
        (
            {"confirmed_on": TODAY, "basis": "приказ", "closed_on": TODAY, "closing": "completed"},
            PairState.COMPLETED,
        ),
        ({"closed_on": TODAY, "closing": "cancelled"}, PairState.CANCELLED),
    ],
)
def test_dates_tell_the_state(ours, values, expected):
    pair = make.make_pair(ours, **values)

    assert pair.state(TODAY) == expected
    rows = {
        PairState.DRAFT: Pair.objects.drafts(),
        PairState.PROPOSED: Pair.objects.proposed(),
        PairState.AGREED: Pair.objects.agreed(),
        PairState.ACTIVE: Pair.objects.active(TODAY),
        PairState.PAUSED: Pair.objects.paused(TODAY),
        **{
            PairState(closing): Pair.objects.closed_as(closing, TODAY) for closing in Closing.values
        },
    }
    assert [state for state in PairState if rows[state].exists()] == [expected]


def test_the_catalogue_loaded_twice_changes_nothing(db):
    call_command("loaddata", "catalogue", verbosity=0)
    before = [
        list(model.objects.values()) for model in (MentoringForm, MentoringKind, Topic, Criterion)
    ]

    call_command("loaddata", "catalogue", verbosity=0)

    after = [
        list(model.objects.values()) for model in (MentoringForm, MentoringKind, Topic, Criterion)
    ]
    assert after == before
    assert [len(rows) for rows in after] == [13, 7, 46, 14]


def test_topics_stand_in_one_tree_with_the_own_ones(ours, theirs, curator):
    call_command("loaddata", "catalogue", verbosity=0)
    group = Topic.objects.get(code="methodical")
    own = Topic.objects.create(organization=ours, parent=group, name="Кванториум")
    other = Topic.objects.create(organization=theirs, parent=group, name="Чужая тема")

    assert group not in Topic.objects.choosable()
    assert not Topic.objects.choosable().filter(parent=None).exists()
    assert own in Topic.objects.of(ours)
    assert other not in Topic.objects.of(ours)
    assert set(Topic.objects.visible_to(curator)) == set(Topic.objects.of(ours))
    with pytest.raises(ValidationError, match="уже есть в общем дереве"):
        Topic(organization=ours, name="ОЦЕНИВАНИЕ").full_clean()


def test_topics_fit_the_mentees(db):
    lesson = make.make_topic(for_learners=False, for_teachers=True)
    career = make.make_topic(for_learners=True, for_teachers=False)

    assert list(Topic.objects.fitting(make.make_form(mentee_is_learner=True))) == [career]
    assert list(Topic.objects.fitting(make.make_form())) == [lesson]


@pytest.mark.parametrize(
    ("stage", "title"),
    [
        ("acquaintance", "Знакомство"),
        ("trial", "Пробная встреча"),
        ("planning", "Планирование"),
        ("working", "Рабочая встреча"),
        ("final", "Итоговая встреча"),
    ],
)
def test_a_meeting_is_called_by_its_stage(stage, title):
    meeting = Meeting(stage=stage, held_on=datetime.date(2026, 11, 9))

    assert (meeting.title, str(meeting)) == (title, f"{title} 09.11.2026")
