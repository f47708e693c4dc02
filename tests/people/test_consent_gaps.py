"""Who lacks which consent, who signs it, and on which blank."""

import datetime

import pytest

from people.consent_gaps import (
    blanks_for,
    gaps,
    missing,
    signers_of,
    signing_persons,
    still_missing_since,
    withdrawn,
)
from tests import factories as make

TODAY = make.TODAY
DAY = datetime.timedelta(days=1)


def test_a_newcomer_lacks_both_required_consents(ours):
    teacher = make.make_person(ours)

    found = [(gap.person, gap.kind.value, gap.signers) for gap in missing([teacher], TODAY)]

    assert found == [
        (teacher, "personal_data", ("self",)), (teacher, "participation", ("self",))
    ]  # fmt: skip


def test_a_consent_that_runs_out_soon_is_a_gap_but_not_missing(ours):
    teacher = make.make_person(ours)
    make.make_all_consents(teacher)
    consent = teacher.consents.get(kind="participation")
    consent.valid_until = TODAY + datetime.timedelta(days=7)
    consent.save()

    assert missing([teacher], TODAY) == []
    assert [gap.ends_on for gap in gaps([teacher], TODAY)] == [consent.valid_until]


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (30, True), (31, False)])
def test_the_end_is_told_from_thirty_days_before_to_the_last_day(days, is_told, ours):
    teacher = make.make_person(ours)
    make.make_all_consents(teacher)
    ends_on = TODAY + days * DAY
    teacher.consents.filter(kind="participation").update(valid_until=ends_on)

    assert [gap.ends_on for gap in gaps([teacher], TODAY)] == [ends_on] * is_told


def test_a_consent_lacks_since_it_first_ended_in_either_way(ours):
    teacher = make.make_person(ours)
    make.make_all_consents(teacher)
    ended, late = TODAY - 9 * DAY, TODAY - 2 * DAY
    teacher.consents.filter(kind="participation").update(valid_until=ended, withdrawn_on=late)

    assert still_missing_since([teacher], TODAY) == {teacher.pk: ended + DAY}


def test_what_was_signed_later_tells_nothing_of_a_day_before(ours):
    teacher = make.make_person(ours)
    make.make_all_consents(teacher)
    teacher.consents.filter(kind="participation").update(
        signed_on=TODAY + DAY, valid_until=TODAY + 2 * DAY
    )

    assert still_missing_since([teacher], TODAY) == {teacher.pk: None}


def test_a_withdrawal_counts_from_its_day_until_a_new_signature(ours):
    teacher = make.make_person(ours)
    make.make_consent(teacher)
    teacher.consents.update(withdrawn_on=TODAY)

    assert list(withdrawn(TODAY - DAY)) == []
    assert list(withdrawn(TODAY)) == [teacher]
    make.make_consent(teacher, signed_on=TODAY)
    assert list(withdrawn(TODAY)) == []


def test_withdrawn_and_expired_consents_are_missing(ours):
    teacher = make.make_person(ours)
    make.make_all_consents(teacher)
    teacher.consents.filter(kind="participation").update(withdrawn_on=TODAY)
    teacher.consents.filter(kind="personal_data").update(
        valid_until=TODAY - datetime.timedelta(days=1)
    )

    assert len(missing([teacher], TODAY)) == 2


def test_gaps_cost_one_query_for_any_number(ours, django_assert_num_queries):
    persons = [make.make_person(ours) for _ in range(5)]

    with django_assert_num_queries(1):
        gaps(persons, TODAY)


def test_a_pupil_without_a_birth_date_is_signed_for(ours):
    assert signers_of(make.make_pupil(ours, birth_on=None), TODAY) == ("guardian",)


@pytest.mark.parametrize(
    ("age", "kind", "blanks"),
    [
        (None, "personal_data", ("consent-adult",)),
        (13, "personal_data", ("consent-minor",)),
        (15, "personal_data", ("consent-teen",)),
        (18, "personal_data", ("consent-adult",)),
        (None, "participation", ("participation-mentee",)),
        (13, "participation", ("participation-parent",)),
        (15, "participation", ("participation-mentee", "participation-parent")),
        (15, "image", ("consent-image",)),
        (13, "dissemination", ("consent-dissemination",)),
        (None, "labour", ("consent-labour",)),
    ],
)
def test_the_blank_fits_age_and_kind(ours, age, kind, blanks):
    person = make.make_pupil(ours, age=age) if age else make.make_person(ours)

    assert blanks_for(person, kind, TODAY) == blanks


def test_a_mentor_signs_the_mentors_blank(ours):
    teacher = make.make_person(ours)

    assert blanks_for(teacher, "participation", TODAY, is_mentor=True) == ("participation-mentor",)


def test_those_who_sign_are_persons(ours):
    teen = make.make_pupil(ours, age=15)
    mother = make.make_guardian(teen)

    assert signing_persons(teen, TODAY, mother) == [teen, mother]
    assert signing_persons(teen, datetime.date(2024, 1, 1), mother) == [mother]


def test_a_parent_asked_by_the_form_signs_for_a_minor_only(ours):
    grown, mother = make.make_pupil(ours, age=18), make.make_person(ours, kind="guardian")

    assert signing_persons(grown, TODAY, mother, asked=True) == [grown]
    assert signing_persons(make.make_pupil(ours), TODAY, mother, asked=True) == [mother]
