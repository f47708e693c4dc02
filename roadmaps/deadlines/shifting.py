"""The wording of a deadline for the next academic year."""

import re
from calendar import isleap

from roadmaps.deadlines.grammar import parse
from roadmaps.deadlines.rules import Rule

_TWO_YEARS = (
    r"(?P<first>(?:19|20|21)\d\d)(?P<between>[ \t]?[-–—/][ \t]?)"
    r"(?P<second>(?:19|20|21)\d\d|\d\d)(?![\d.])"
)
_SHORT_DATE = r"(?<![\d.])(?P<day>\d{1,2}\.\d{1,2}\.)(?P<two>\d\d)(?![\d.]\d|\d)"
_YEAR = r"(?<!\d)(?P<year>(?:19|20|21)\d\d)(?!\d)"
_ANY = re.compile(f"{_TWO_YEARS}|{_SHORT_DATE}|{_YEAR}")
_LEAP_DAY = re.compile(r"(?<!\d)29(?P<rest>\.02\.| февраля )(?P<year>\d{4})(?!\d)")


def shift(deadline: Rule | str, by_years: int = 1) -> str:
    """Return the wording with every written year moved; months without a year stay as they are.

    «До 15.09.2022, далее ежегодно» stays as it is: it goes on holding. 29 February becomes the
    28th where the new year has no such day.
    """
    rule = deadline if isinstance(deadline, Rule) else parse(deadline)
    if rule.kind == "yearly":
        return rule.text
    moved = _ANY.sub(lambda found: _moved(found, by_years), rule.text)
    return _LEAP_DAY.sub(_possible, moved)


def _moved(found: re.Match[str], by_years: int) -> str:
    if found["year"]:
        return str(int(found["year"]) + by_years)
    if found["two"]:
        return f"{found['day']}{(int(found['two']) + by_years) % 100:02}"
    first = int(found["first"]) + by_years
    if len(found["second"]) == 4:
        return f"{first}{found['between']}{int(found['second']) + by_years}"
    is_pair = (int(found["first"]) + 1) % 100 == int(found["second"])
    second = f"{(int(found['second']) + by_years) % 100:02}" if is_pair else found["second"]
    return f"{first}{found['between']}{second}"


def _possible(found: re.Match[str]) -> str:
    return found[0] if isleap(int(found["year"])) else f"28{found['rest']}{found['year']}"
