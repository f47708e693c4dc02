"""Which rows of a roadmap a registered paper proves: of what kind it is and what it is about. Pure.

Kinds are the values of roadmaps.expected.ResultKind. A paper of a kind not named here proves
nothing by itself; the curator attaches it.
"""

_ORDER = ("order",)
PROVES = {
    "order-introduction": (
        _ORDER, r"(?:внедрени|реализаци|создани|введени)\w+ .{0,40}(?:систем|модел)"
        r"|систем\w+ наставничества",
    ),
    "order-curator": (_ORDER, r"куратор"),
    "order-council": (_ORDER, r"совет\w* наставник"),
    "order-roadmap": (_ORDER, r"дорожн\w+ карт|план\w* (?:мероприят|работ)|утверждени\w+ план"),
    "order-municipal": (_ORDER, r"дорожн\w+ карт|приказ отдела"),
    "order-pairs": (_ORDER, r"закреплени|наставническ\w+ (?:пар|групп)|состав\w* пар"),
    "order-results": (_ORDER, r"итог"),
    "order-awards": (_ORDER, r"поощрени|наград|награжд|лучш\w+ наставник"),
}  # fmt: skip
