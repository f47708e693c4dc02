"""Who approved a paper, as its stamp says it: eight shapes that schools use, ГОСТ Р 7.0.97."""

import re

from reports.documents.naming import headed
from reports.typography import hold_spaces
from roadmaps.approvals import (
    ANNEX,
    APPROVING,
    BESIDE,
    ORDER,
    PERSON_ORDER,
    Approval,
    approvals_of,
    placed,
)

ORDER_MARK = re.compile(r"приказ(?:ом)? (?P<mark>.+)", re.I)
_ORDER_WORD = re.compile(r"^\s*приказ\w*\s+", re.I)
NO_MARK = "от ____________ № ________"
BLANK_DAY = "«____» ______________ 20___ г."
STAMPS = {"": "как в вашем файле", **APPROVING, "none": "без грифа"}

# The participle agrees with the paper it speaks of: with the first of these nouns in its title.
_NOUNS = re.compile(
    r"\b(?:(?P<plural>планы|программы|списки|карты|формы|анкеты|мероприятия|меры|правила"
    r"|обязанности|положения|составы|реестры)"
    r"|(?P<neuter>положение|соглашение|приложение|расписание|содержание)"
    r"|(?P<feminine>карта|программа|модель|концепция|циклограмма|форма|анкета|справка|инструкция)"
    r"|план|комплекс|состав|реестр|перечень|список|порядок|график|отчёт|отчет|регламент)\b",
    re.I,
)
_PARTICIPLES = {"plural": "УТВЕРЖДЕНЫ", "neuter": "УТВЕРЖДЕНО", "feminine": "УТВЕРЖДЕНА"}


def participle(title):
    """Return «УТВЕРЖДЁН» of a plan, «УТВЕРЖДЕНА» of a roadmap, as the first such noun asks."""
    noun = _NOUNS.search(title)
    return _PARTICIPLES.get(noun and noun.lastgroup, "УТВЕРЖДЁН")


def stamp_facts(plan, head, chosen=""):
    """Return the blocks above the title in rows of two; `chosen` is another approving shape."""
    approvals = _approvals(plan)
    if chosen:
        approvals = [one for one in approvals if one.kind in BESIDE and chosen != "none"]
        approvals += [Approval(chosen, number=_annex_number(plan))] if chosen != "none" else []
    return _rows(approvals, plan, head)


def beside_facts(plan, head):
    """Return the blocks of those who agreed, for a roadmap that is the annex of its order."""
    return _rows([one for one in _approvals(plan) if one.kind in BESIDE], plan, head)


def words_of(stamp):
    """Return the blocks as sentences, for an order that changes them."""
    found = []
    for block in filter(None, (block for row in stamp for block in row)):
        parts = [*block["lines"], block.get("signature", ""), block["after"]]
        found.append(f"{block['word']}: {', '.join(filter(None, parts))}")
    return "; ".join(found)


def _approvals(plan):
    return approvals_of(plan.header or {}, approved=plan.is_by_order)


def _rows(approvals, plan, head):
    return [[one and _facts(one, plan, head) for one in row] for row in placed(approvals)]


def _annex_number(plan):
    return ((plan.header or {}).get("annex") or {}).get("number") or ""


def _facts(one, plan, head):
    if one.kind in BESIDE:
        return _beside(one)
    short = head["letterhead"]["short_genitive"]
    order = ORDER_MARK.match(plan.approved_basis)
    own = order["mark"] if order else ""
    typed = _ORDER_WORD.sub("", one.paper)
    mark = (typed or own if one.body else own or typed) or NO_MARK
    if one.kind == ANNEX:
        number = f"№ {one.number}" if one.number else ""
        return _block(f"Приложение {number}".strip(), f"к приказу {one.body or short}", mark)
    if one.kind == ORDER:
        word = participle(plan.title)
        if plan.is_approved and not order:
            return _block(word, plan.approved_basis)
        return _block(word, f"приказом {one.body or short}", mark)
    position = one.body or headed(head["head"]["position"] or "Руководитель", short)
    last = f"Приказ {mark}" if one.kind == PERSON_ORDER else one.paper or BLANK_DAY
    return _signed("УТВЕРЖДАЮ", position, one.name or head["head"]["signature"], last)


def _beside(one):
    if one.name:
        return _signed(BESIDE[one.kind], one.body, one.name, one.paper or BLANK_DAY)
    return _block(BESIDE[one.kind], one.body, one.paper)


def _signed(word, position, name, last):
    return _block(word, position, after=last) | {"signed": True, "signature": name}


def _block(word, *lines, after=""):
    return {"word": word, "lines": [hold_spaces(line) for line in lines if line.strip()],
            "after": after}  # fmt: skip
