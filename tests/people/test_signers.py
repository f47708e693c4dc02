from datetime import date

import pytest

from people import signers

BORN = date(2013, 5, 20)


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2027, 5, 19), ("guardian",)),  # 13
        (date(2027, 5, 20), ("self", "guardian")),  # 14 today
        (date(2031, 5, 19), ("self", "guardian")),  # 17
        (date(2031, 5, 20), ("self",)),  # 18 today
    ],
)
def test_signers_change_on_the_birthdays(day, who):
    assert signers.required_signers(BORN, day) == who


def test_teen_signs_alone_where_the_school_says_so():
    day = date(2028, 1, 1)

    assert signers.required_signers(BORN, day, teen_needs_guardian=False) == ("self",)


def test_teacher_signs_without_a_birth_date():
    assert signers.required_signers(None, date(2027, 1, 1), adult=True) == ("self",)


def test_birth_date_of_a_pupil_is_asked_for():
    with pytest.raises(signers.BirthDateUnknown, match="Внесите"):
        signers.required_signers(None, date(2027, 1, 1))


def test_birth_after_the_signature_is_refused():
    with pytest.raises(signers.BirthDateUnknown, match="Проверьте"):
        signers.required_signers(BORN, date(2013, 5, 19))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 28), 13),
        (date(2026, 3, 1), 14),
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),
    ],
)
def test_leap_day_birthday_counts_on_the_first_of_march(day, age):
    assert signers.age_on(date(2012, 2, 29), day) == age


@pytest.mark.parametrize(
    ("signed_on", "renewal_on"),
    [
        (date(2026, 9, 1), date(2027, 5, 20)),
        (date(2027, 5, 20), date(2031, 5, 20)),  # signed at 14: good until 18
        (date(2031, 5, 20), None),
    ],
)
def test_consent_is_renewed_on_the_next_decisive_birthday(signed_on, renewal_on):
    assert signers.renewal_on(BORN, signed_on) == renewal_on


def test_renewal_of_a_leap_day_child_and_of_an_unknown_date():
    assert signers.renewal_on(date(2012, 2, 29), date(2026, 2, 28)) == date(2026, 3, 1)
    assert signers.renewal_on(None, date(2026, 2, 28)) is None


@pytest.mark.parametrize(
    ("born_in", "words"), [(2013, "13 лет"), (2010, "16 лет"), (1995, "31 год"), (1994, "32 года")]
)
def test_an_age_is_told_in_words(born_in, words):
    assert signers.age_words(date(born_in, 5, 20), date(2026, 9, 1)) == words
