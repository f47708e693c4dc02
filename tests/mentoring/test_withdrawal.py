"""A consent ends: withdrawn, run out, outgrown; what follows in the same transaction."""

import datetime

import pytest

from mentoring import actions
from mentoring.models import Pair
from people.actions import ConsentRefused, record_consent, restore_consent
from people.models import Consent, JournalEntry, WithdrawalWay
from tests import factories as make
from tests.factories import TODAY

DAY = datetime.timedelta(days=1)


def mentee_of(pair):
    return pair.mentees[0].person


def withdraw(person, *kinds, day=TODAY, **values):
    return actions.withdraw(person, kinds=kinds, withdrawn_on=day, by=None, on=TODAY, **values)


def test_withdrawal_pauses_the_pairs_at_work_from_the_day_it_came(ours):
    pair, other = make.make_pair(ours, active=True), make.make_pair(ours, active=True)
    came = TODAY - 3 * DAY

    (consent,) = withdraw(
        mentee_of(pair), "participation", day=came, way=WithdrawalWay.EMAIL, number="17"
    )

    pair.refresh_from_db()
    assert (pair.state(TODAY), pair.paused_on, pair.pause_reason) == (
        "paused", came, "отозвано согласие"
    )  # fmt: skip
    assert (consent.withdrawn_on, consent.withdrawal_way, consent.withdrawal_number) == (
        came, "email", "17"
    )  # fmt: skip
    assert list(Pair.objects.active(TODAY)) == [other]
    told = set(JournalEntry.objects.values_list("action", flat=True))
    assert told == {"withdraw_consent", "pause_unlawful_pair"}


def test_without_processing_nothing_is_published(ours):
    person = make.make_person(ours)
    for kind in ("personal_data", "dissemination", "image", "participation"):
        make.make_consent(person, kind)

    withdraw(person, "personal_data")

    assert [row.kind for row in Consent.objects.valid(TODAY)] == ["participation"]


def test_publication_alone_leaves_the_pair_at_work(ours):
    pair = make.make_pair(ours, active=True)
    make.make_consent(mentee_of(pair), "dissemination")

    withdraw(mentee_of(pair), "dissemination")

    assert list(Pair.objects.active(TODAY)) == [pair]


@pytest.mark.parametrize("day", [TODAY + DAY, datetime.date(2026, 8, 1)])
def test_a_refused_withdrawal_changes_nothing(ours, day):
    pair = make.make_pair(ours, active=True)

    with pytest.raises(ConsentRefused):
        withdraw(mentee_of(pair), "participation", "personal_data", day=day)

    assert list(Pair.objects.active(TODAY)) == [pair]
    assert Consent.objects.exclude(withdrawn_on=None).count() == 0


def test_nothing_to_withdraw_is_said(ours):
    with pytest.raises(ConsentRefused, match="действующего согласия этого вида нет"):
        withdraw(make.make_person(ours), "image")


def test_a_paused_pair_needs_a_new_signature_to_resume(ours):
    pair = make.make_pair(ours, active=True)
    person = mentee_of(pair)
    withdraw(person, "participation")

    with pytest.raises(actions.ConsentMissing):
        actions.resume_pair(pair, on=TODAY, by=None)
    record_consent(person=person, kind="participation", signed_on=TODAY - DAY, signers=[person],
                   by=None, on=TODAY)  # fmt: skip
    actions.resume_pair(pair, on=TODAY, by=None)

    assert list(Pair.objects.active(TODAY)) == [pair]


def test_who_leaves_later_still_needs_the_consent(ours):
    pair = make.make_pair(ours, active=True)
    member = pair.mentees[0]
    member.left_on = TODAY + DAY
    member.save()

    withdraw(member.person, "participation")

    assert list(Pair.objects.active(TODAY)) == []


def test_a_mistaken_entry_is_taken_back_the_same_day_only(ours):
    person = make.make_person(ours)
    make.make_consent(person)
    today = datetime.date.today()  # the journal keeps the real moment of the entry
    (consent,) = actions.withdraw(person, kinds=["personal_data"], withdrawn_on=today, by=None,
                                  on=today)  # fmt: skip

    with pytest.raises(ConsentRefused, match="в тот же день"):
        restore_consent(consent, by=None, on=today + DAY)
    restore_consent(consent, by=None, on=today)

    assert list(Consent.objects.valid(today)) == [consent]
    assert JournalEntry.objects.filter(action="restore_consent").count() == 1


def test_what_ran_out_pauses_from_the_first_day_without_it(ours):
    pair = make.make_pair(ours, active=True)
    last = TODAY - 5 * DAY
    Consent.objects.filter(person=mentee_of(pair), kind="participation").update(valid_until=last)

    first = actions.pause_unlawful(on=TODAY)
    again = actions.pause_unlawful(on=TODAY + 7 * DAY)

    pair.refresh_from_db()
    assert (first, again) == ([pair], [])
    assert (pair.paused_on, pair.pause_reason) == (last + DAY, "согласие больше не действует")


def test_coming_of_age_pauses_on_the_birthday_also_on_29_february(ours):
    child = make.make_pupil(ours, birth_on=datetime.date(2012, 2, 29))
    mother = make.make_guardian(child)
    began = datetime.date(2025, 9, 15)
    pair = make.make_pair(ours, mentees=[child], active=True, starts_on=began, confirmed_on=began)
    Consent.objects.filter(person=child).delete()
    Consent.objects.update(signed_on=began)
    for kind in ("personal_data", "participation"):
        record_consent(person=child, kind=kind, signed_on=began,
                       signers=[mother], by=None, on=TODAY)  # fmt: skip

    before = actions.pause_unlawful(on=datetime.date(2026, 2, 28))
    after = actions.pause_unlawful(on=datetime.date(2026, 3, 5))

    pair.refresh_from_db()
    assert (before, after, pair.paused_on) == ([], [pair], datetime.date(2026, 3, 1))


def test_another_schools_pairs_are_left_alone(ours, theirs):
    pair = make.make_pair(theirs, active=True)
    Consent.objects.update(valid_until=TODAY - DAY)

    assert actions.pause_unlawful(on=TODAY, organization=ours) == []
    assert list(Pair.objects.active(TODAY)) == [pair]
