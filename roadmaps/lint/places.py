"""Where an organization is: a town, a district or an okrug that is not its own is left over."""

import re
from collections.abc import Iterator
from itertools import takewhile

from roadmaps.lint.facts import Facts, Finding, Known, Severity

TOWN = r"г\.[ \t]*(?P<town>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)"
_TOWN = re.compile(TOWN)
_DISTRICT = re.compile(
    r"\b(?P<name>[А-ЯЁ][а-яё]{2,}(?:ск|цк)(?:ий|ого|ом|ому))\s+"
    r"(?:муниципальн\w+\s+|городск\w+\s+)?(?:район|округ)(?:а|е|у|ом)?\b"
)
_ENDING = 2  # letters of a town's name that cases change


def is_own_town(town: str, known: Known) -> bool:
    """Return whether a town, in any case, may be the organization's; "" and an unknown one may."""
    own = [found["town"] for found in _TOWN.finditer(known.place)]
    return not (own and town) or any(_is_same(town, one) for one in own)


def foreign_districts(facts: Facts, known: Known) -> Iterator[Finding]:
    """Yield findings about districts and okrugs in whose place the organization's own belongs."""
    own = {_district(found) for found in _DISTRICT.finditer(known.place)}
    if not own:
        return
    for found in _DISTRICT.finditer(facts.title):
        if _district(found) not in own:
            yield Finding("other-place", Severity.BAD, (),
                          f"В названии стоит другое место: {_shown(found)}.",
                          "Исправить название")  # fmt: skip
    for row in facts.rows:
        text = "\n".join([row.section, row.stage, row.words, row.responsible])
        others = [
            _shown(found) for found in _DISTRICT.finditer(text) if _district(found) not in own
        ]
        for name in dict.fromkeys(others):
            yield Finding(
                "other-place", Severity.BAD, (row.key,),
                f"В строке {row.label} названо другое место: {name}.", "Исправить название",
            )  # fmt: skip


def _is_same(one: str, other: str) -> bool:
    """Compare two towns in any case: «Ростов» and «Ростова» differ at their end only."""
    letters = zip(one.lower(), other.lower(), strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], letters)))
    return shared >= max(min(len(one), len(other)) - _ENDING, _ENDING)


def _shown(found: re.Match[str]) -> str:
    return " ".join(found[0].split())


def _district(found: re.Match[str]) -> str:
    return re.sub(r"(?:ий|ого|ом|ому)$", "", found["name"].lower().replace("ё", "е"))
