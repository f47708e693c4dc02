"""Who approved a paper, as its stamp says it: eight shapes that schools use, ГОСТ Р 7.0.97."""

import re

from reports.typography import hold_spaces

ORDER_MARK = re.compile(r"приказ(?:ом)? (?P<mark>.+)", re.I)
NO_MARK = "от ____________ № ________"
BLANK_DAY = "«____» ______________ 20___ г."
STAMPS = {
    "": "как в вашем файле",
    "person": "УТВЕРЖДАЮ и дата от руки",
    "person-order": "УТВЕРЖДАЮ и номер приказа",
    "order": "УТВЕРЖДЕНА приказом",
    "annex": "Приложение к приказу",
    "none": "без грифа",
}

# The participle agrees with the paper it speaks of.
_NOUNS = (
    (re.compile(r"\bплан\b|\bкомплекс\b|\bсостав\b|\bреестр\b", re.I), ""),
    (re.compile(r"положени|соглашени|приложени", re.I), "О"),
    (re.compile(r"карт[аыу]|дорожн|программ[аыу]|модел|концепци|циклограмм", re.I), "А"),
    (re.compile(r"планы|программы|списки|мероприятия|правила|меры", re.I), "Ы"),
)
_WORDS = {"approved": "УТВЕРЖДЕН", "accepted": "ПРИНЯТ", "agreed": "СОГЛАСОВАН",
          "reviewed": "РАССМОТРЕН"}  # fmt: skip


def participle(title, word="approved"):
    """Return «УТВЕРЖДЁН» of a plan, «УТВЕРЖДЕНА» of a roadmap: by the first noun of the title."""
    stem = _WORDS[word]
    first = " ".join(title.split()[:2])
    ending = next((ending for noun, ending in _NOUNS if noun.search(first)), "")
    if not ending and stem.endswith("ДЕН"):
        return stem.replace("ДЕН", "ДЁН")
    return f"{stem}{ending}"


def own_stamp(plan):
    """Return the shape the school's own file had; a ready-made plan has the usual one."""
    header = plan.header or {}
    stamp = (header.get("approval") or {}).get("kind") or ""
    number = (header.get("order") or {}).get("number")
    if "approval" in header and not stamp and not plan.is_approved:
        return "none"
    if stamp == "УТВЕРЖДАЮ":
        return "person-order" if number or plan.is_approved else "person"
    if stamp in ("ПРИЛОЖЕНИЕ", "ПРИКАЗ"):
        return "annex"
    return "order" if stamp or plan.is_approved else "person"


def stamp_facts(plan, head, chosen=""):
    """Return the blocks above the title, two in a row, the approving one first at the right."""
    shape = chosen or own_stamp(plan)
    if shape == "none":
        return []
    main = _main(shape, plan, head)
    if shape == "annex":
        return [[None, main]]
    others = [_other(block, plan.title) for block in (plan.header or {}).get("blocks") or []]
    rows = [[others[0] if others else None, main]]
    return rows + [[*others[n : n + 2], None][:2] for n in range(1, len(others), 2)]


def _main(shape, plan, head):
    short = head["letterhead"]["short_genitive"]
    order = ORDER_MARK.match(plan.approved_basis)
    mark = order["mark"] if order else ""
    if shape == "annex":
        number = ((plan.header or {}).get("annex") or {}).get("number") or ""
        return _block(f"Приложение {f'№ {number}' if number else ''}".strip(),
                      f"к приказу {short}", mark or NO_MARK)  # fmt: skip
    if shape == "order":
        word = participle(plan.title)
        if plan.is_approved and not order:
            return _block(word, plan.approved_basis)
        return _block(word, f"приказом {short}", mark or NO_MARK)
    position = f"{head['head']['position'] or 'Руководитель'} {short}".strip()
    last = f"Приказ {mark or NO_MARK}" if shape == "person-order" else BLANK_DAY
    signed = {"signed": True, "signature": head["head"]["signature"]}
    return _block("УТВЕРЖДАЮ", position, after=last) | signed


def _other(block, title):
    return _block(participle(title, block["kind"]), block["body"], block.get("protocol") or "")


def _block(word, *lines, after=""):
    return {"word": word, "lines": [hold_spaces(line) for line in lines if line.strip()],
            "after": after}  # fmt: skip
