"""Consents are recorded by age, many at once, and withdrawn; accounts are given by links."""

import datetime
from functools import partial

import pytest

from people import actions
from people.models import Consent, JournalEntry, Membership, Role, User
from tests import factories as make

TODAY = make.TODAY
KIND = "personal_data"


def signed(person, *signers, on=TODAY, by=None):
    return actions.record_consent(
        person=person, kind=KIND, signed_on=on, signers=signers, by=by, on=TODAY
    )


def refusal_of(*args, **kwargs):
    with pytest.raises(actions.ConsentRefused) as refusal:
        signed(*args, **kwargs)
    return refusal.value.message


def test_an_adult_signs_alone(ours, curator):
    teacher = make.make_person(ours)

    consent = signed(teacher, teacher, by=curator)

    assert (consent.valid_until, [s.signer for s in consent.signatures.all()]) == (None, [teacher])
    line = JournalEntry.objects.get(action="record_consent")
    assert (line.by, line.person, line.text) == (
        curator, teacher, "Отмечено согласие: обработка персональных данных"
    )  # fmt: skip


def test_a_child_is_signed_for_and_the_paper_ends_before_the_14th_birthday(ours):
    child = make.make_pupil(ours, birth_on=datetime.date(2013, 3, 1))
    mother = make.make_guardian(child)

    consent = signed(child, mother)

    assert consent.valid_until == datetime.date(2027, 2, 28)
    assert consent.signatures.get().is_guardian


def test_a_teen_signs_with_a_parent(ours):
    teen = make.make_pupil(ours, age=15)
    mother = make.make_guardian(teen)

    assert refusal_of(teen, teen).startswith("Нужна подпись законного представителя")
    assert refusal_of(teen, mother).startswith("Нужна и собственная подпись")
    assert signed(teen, teen, mother).signatures.count() == 2


def test_a_teen_signs_alone_where_the_school_decided_so(ours):
    ours.teen_needs_guardian = False
    ours.save()
    teen = make.make_pupil(ours, age=15)

    assert signed(teen, teen).signatures.count() == 1


def test_a_stranger_does_not_sign_for_a_child(ours):
    child, stranger = make.make_pupil(ours), make.make_person(ours)

    assert "не указан законным представителем" in refusal_of(child, stranger)


def test_a_child_does_not_sign_before_14(ours):
    child = make.make_pupil(ours)
    mother = make.make_guardian(child)

    assert (
        refusal_of(child, child, mother) == "До 14 лет подписывает только законный представитель."
    )


def test_a_signature_lies_between_birth_and_today(ours):
    teacher = make.make_person(ours)
    day = datetime.timedelta(days=1)

    assert "ещё не наступила" in refusal_of(teacher, teacher, on=TODAY + day)
    assert "раньше даты рождения" in refusal_of(teacher, teacher, on=teacher.birth_on - day)


def test_the_same_paper_twice_stays_one(ours):
    teacher = make.make_person(ours)

    assert signed(teacher, teacher) == signed(teacher, teacher)
    assert JournalEntry.objects.filter(action="record_consent").count() == 1


def test_many_signatures_are_recorded_together_or_not_at_all(ours):
    teacher, child = make.make_person(ours), make.make_pupil(ours, surname="Захаров")
    papers = [(teacher, [teacher]), (child, [])]

    with pytest.raises(actions.ConsentRefused, match="Захаров"):
        actions.record_signatures(papers, kind=KIND, signed_on=TODAY, by=None, on=TODAY)

    assert Consent.objects.count() == 0


def test_a_withdrawal_ends_the_consent_that_day(ours, curator):
    consent = make.make_consent(make.make_person(ours))

    actions.withdraw_consent(consent, withdrawn_on=TODAY, by=curator, on=TODAY)
    actions.withdraw_consent(consent, withdrawn_on=TODAY, by=curator, on=TODAY)

    assert list(Consent.objects.valid(TODAY)) == []
    assert JournalEntry.objects.filter(action="withdraw_consent").count() == 1


@pytest.mark.parametrize("days", [1, -365])
def test_a_withdrawal_has_a_possible_date(ours, days):
    consent = make.make_consent(make.make_person(ours))
    day = TODAY + datetime.timedelta(days=days)

    with pytest.raises(actions.ConsentRefused):
        actions.withdraw_consent(consent, withdrawn_on=day, by=None, on=TODAY)


def test_what_was_signed_today_is_withdrawn_today(ours):
    consent = make.make_consent(make.make_person(ours), signed_on=TODAY)

    actions.withdraw_consent(consent, withdrawn_on=TODAY, by=None, on=TODAY)

    assert Consent.objects.get().withdrawn_on == TODAY


def test_a_mentor_gets_an_account_without_a_password(ours, curator):
    person = make.make_person(ours, surname="Щукина", first_name="Яна", patronymic="Юрьевна")

    user = actions.invite(person, role=Role.MENTOR, by=curator)

    assert (user.username, user.has_usable_password()) == ("schukina.yy", False)
    assert Membership.objects.filter(user=user, person=person, role="mentor").exists()


def test_a_second_invitation_ends_the_first_password(ours, curator, mentor):
    again = actions.invite(mentor.membership.person, role=Role.MENTOR, by=curator)

    assert again == mentor
    assert not User.objects.get(pk=mentor.pk).has_usable_password()


def test_a_curator_cannot_take_over_other_accounts(ours, theirs, curator, director, mentor):
    Membership.objects.create(user=mentor, organization=theirs, role="curator")

    for person, role in [
        (director.membership.person, Role.DIRECTOR),
        (director.membership.person, Role.MENTOR),
        (mentor.membership.person, Role.MENTOR),
    ]:
        with pytest.raises(actions.AccountRefused):
            actions.invite(person, role=role, by=curator)

    assert User.objects.get(pk=director.pk).check_password("secret")
    assert User.objects.get(pk=mentor.pk).check_password("secret")


def test_only_an_employee_agrees_to_mentor_by_the_labour_law(ours):
    child = make.make_pupil(ours)
    mother = make.make_guardian(child)
    teacher = make.make_person(ours)
    agreed = partial(actions.record_consent, kind="labour", signed_on=TODAY, by=None, on=TODAY)

    with pytest.raises(actions.ConsentRefused, match="«участие в программе»"):
        agreed(person=child, signers=[mother])
    agreed(person=teacher, signers=[teacher])

    assert Consent.objects.get().person == teacher
