"""Who must sign a consent at which age. Pure: knows dates, no persons and no papers.

Sources: ГК РФ ст. 26 and 28, 152-ФЗ ст. 9. The law is silent on a second signature at 14–17; the
product asks for it unless `teen_needs_guardian` is switched off.
"""

from datetime import date

TEEN = 14
ADULT = 18

SELF = "self"
GUARDIAN = "guardian"


class BirthDateUnknown(ValueError):
    """The signers cannot be told without a birth date or the knowledge that it is an adult."""


def age_on(born_on: date, day: date) -> int:
    """Return full years on `day`; who was born on 29 February grows older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, age: int) -> date:
    """Return the day on which `age` is reached."""
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date(year, 3, 1)


def required_signers(
    born_on: date | None, day: date, *, adult: bool = False, teen_needs_guardian: bool = True
) -> tuple[str, ...]:
    """Return "self" and/or "guardian", in the order in which they sign.

    `adult` says that the person is known to be one (a teacher); then no birth date is needed.
    Raises BirthDateUnknown, also for a birth after `day`.
    """
    if born_on is None and adult:
        return (SELF,)
    if born_on is None:
        raise BirthDateUnknown(
            "Дата рождения не указана. Внесите её: от возраста зависит, кто подписывает согласие."
        )
    if born_on > day:
        raise BirthDateUnknown("Дата рождения позже дня подписания. Проверьте обе даты.")
    age = age_on(born_on, day)
    if age >= ADULT:
        return (SELF,)
    if age >= TEEN:
        return (SELF, GUARDIAN) if teen_needs_guardian else (SELF,)
    return (GUARDIAN,)


def renewal_on(born_on: date | None, signed_on: date) -> date | None:
    """Return the 14th or 18th birthday from which a consent signed before must be given anew.

    None when no such birthday follows, or the birth date is unknown.
    """
    if born_on is None:
        return None
    coming = (birthday(born_on, age) for age in (TEEN, ADULT))
    return next((day for day in coming if day > signed_on), None)


def age_words(born_on: date, day: date) -> str:
    """Return the age as people say it: «13 лет»."""
    return _years(age_on(born_on, day))


def _years(number: int) -> str:
    if number % 100 not in range(11, 15):
        if number % 10 == 1:
            return f"{number} год"
        if number % 10 in (2, 3, 4):
            return f"{number} года"
    return f"{number} лет"
