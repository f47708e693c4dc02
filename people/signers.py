"""TEMPORARY, to be replaced by its owner."""


def age_on(born_on, day):
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def required_signers(born_on, day, *, teen_needs_guardian=True):
    age = age_on(born_on, day)
    if age < 14:
        return ("guardian",)
    if age < 18:
        return ("self", "guardian") if teen_needs_guardian else ("self",)
    return ("self",)


def renewal_on(born_on, signed_on):
    for age in (14, 18):
        if age_on(born_on, signed_on) < age:
            return born_on.replace(year=born_on.year + age)
    return None
