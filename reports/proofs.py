"""Which rows of a roadmap a paper proves: of what kind it is and what it is about. Pure.

Kinds are the values of roadmaps.expected.ResultKind. A paper of a kind not named here proves
nothing by itself; the curator attaches it.
"""

from collections.abc import Callable
from dataclasses import dataclass

_ORDER = ("order",)
PROVES = {
    "order-introduction": (
        _ORDER, r"(?:внедрени|реализаци|создани|введени)\w+ .{0,40}(?:систем|модел)"
        r"|систем\w+ наставничества",
    ),
    "order-curator": (_ORDER, r"куратор"),
    "order-council": (_ORDER, r"совет\w* наставник"),
    "order-roadmap": (_ORDER, r"дорожн\w+ карт|план\w* (?:мероприят|работ)|утверждени\w+ план"),
    "order-regulation": (_ORDER, r"положени"),
    "order-regulation-roadmap": (
        _ORDER, r"положени|дорожн\w+ карт|план\w* (?:мероприят|работ)|утверждени\w+ план",
    ),
    "order-programmes": (
        _ORDER, r"утверждени\w+ (?:персонализированн\w+ )?программ|индивидуальн\w+ план",
    ),
    "order-municipal": (_ORDER, r"дорожн\w+ карт|приказ отдела"),
    "order-pairs": (_ORDER, r"закреплени|наставническ\w+ (?:пар|групп)|состав\w* пар"),
    "order-results": (_ORDER, r"итог"),
    "order-awards": (_ORDER, r"поощрени|наград|награжд|лучш\w+ наставник"),
}  # fmt: skip


# Of whose minutes a row speaks; the values are those of reports.models.Body.
MET = {
    "council": r"совет\w* наставник",
    "pedagogical": r"педсовет|педагогическ\w+ совет",
    "methodical": r"методическ\w+ совет|методсовет",
    "association": r"методическ\w+ объединени|\bШМО\b",
    "group": r"рабоч\w+ групп",
}


@dataclass(frozen=True)
class Makes:
    """What a printed register or report is: kinds of results, and words of the rows it proves.

    A row that `about` finds is meant by this paper alone; one that only `hint` finds may be, and
    is asked about. `lines` counts in the facts what the paper lists: an empty one proves nothing.
    """

    kinds: tuple[str, ...]
    about: str
    hint: str
    lines: Callable[[dict], int] = lambda facts: len(facts["rows"])


_REGISTER, _REPORT = ("register",), ("memo", "report")
_JOURNAL = ("register", "attendance")  # a «журнал учёта» reads as a sheet of those who came
PRINTED = {
    "figures": Makes(
        _REPORT, r"(?s)^(?!.*(?:отч[её]т\w*\s+наставник|справк)).*"
        r"(?:мониторинг|эффективност|показател)",
        r"мониторинг|показател|эффективност", lambda facts: facts["participants"],
    ),
    "analytical-report": Makes(
        _REPORT, r"справк|аналитич\w+\s+отч[её]т", r"справк|аналитич|отч[её]т\w*\s+(?:об?|за)\b",
        lambda facts: sum(
            len(table["rows"]) for section in facts["sections"] for table in section["tables"]
            if table["headings"][0] == "Наставник"
        ),
    ),
    "register-mentors": Makes(
        _REGISTER, r"(?s)^(?!.*(?:наставляем|потенциальн)).*наставник", r"наставник",
    ),
    "register-mentees": Makes(
        _REGISTER, r"(?s)^(?!.*наставник\w*[ ,]).*наставляем", r"наставляем",
    ),
    "register-participants": Makes(
        _REGISTER, r"персонифицир|реестр\w*\s+(?:уч[её]та\s+)?участник",
        r"участник|наставник\w*\s+и\s+наставляем",
    ),
    "register-consents": Makes(
        ("consents", *_JOURNAL), r"(?:журнал|реестр|уч[её]т)\w*\s+(?:\w+\s+)?согласи", r"согласи",
    ),
    "register-orders": Makes(
        _JOURNAL, r"(?:журнал|реестр)\w*\s+(?:\w+\s+)?приказ",
        r"(?:журнал|реестр)\w*.{0,30}приказ",
        lambda facts: sum(len(section["rows"]) for section in facts["sections"]),
    ),
    "content-plan": Makes(
        ("plan",), r"контент-план|план\w*\s+публикаци|медиаплан", r"публикаци|рубрик",
        lambda facts: sum(len(month["rows"]) for month in facts["months"]),
    ),
}  # fmt: skip
