"""A cell cut into the pieces that hold one target each."""

import re
from collections.abc import Iterator
from itertools import pairwise

from roadmaps.targets.lexicon import GROUPS, PER, canonical, cleaned
from roadmaps.targets.quantities import Quantity, numbers, quantities
from roadmaps.targets.rules import IndicatorTarget

LONGEST = 3_000  # letters of a cell that are read
_END = re.compile(r"[;\n]|[.!?](?=\s+[А-ЯЁA-Z\d•–-])")
_MARKER = re.compile(r"[\s•·*–-]{0,9}(?:\d{1,2}[.)]\s{0,3}(?!\d))?[\s•·*–-]{0,9}")
_BREAK = re.compile(r",| и | а также |\(")
_DEPENDENT = re.compile(
    r",?\s{0,3}(?:(?:в|на|у|из|для|по|с|о) )?"
    r"(?:котор[а-я]{2,4}|как|чем|[а-я-]{2,30}(?:вш|едш|ющ|ящ|ащ|енн|анн|ованн|ущ)[а-я]{2,4})(?![а-я])"
)
_JOINT = re.compile(r"[,\s(]*(?:(?:и|а также) )?")
_EDGE = " \t\n,;:.–—-"


def of_row(result: str, indicator: str) -> list[IndicatorTarget]:
    """Return the targets of a row; an indicator without any number is one that asks for it.

    Some tables have lost the column of indicators, their numbers stand among the results; there
    only a comparison or a per cent is a target.
    """
    own = read(indicator)
    if not own and (words := " ".join(cleaned(indicator).split())):
        unread = ", ".join(number[0] for number in numbers(canonical(words[:LONGEST])))
        own = [IndicatorTarget(words[:LONGEST], "at_least", None, subject=words[:LONGEST],
                               unread=unread)]  # fmt: skip
    said = {(one.op, one.value, one.unit, one.subject) for one in own}
    return own + [
        one
        for one in read(result, counts=False)
        if (one.op, one.value, one.unit, one.subject) not in said
    ]


def read(text: str, *, counts: bool = True) -> list[IndicatorTarget]:
    """Return the targets of a text in their order.

    With `counts` a bare number of things («две встречи») and «все» are targets as well.
    """
    text = cleaned(text[:LONGEST])
    return [target for line in _sentences(text) for target in _of_sentence(line, counts)]


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


def _of_sentence(line: str, counts: bool) -> Iterator[IndicatorTarget]:
    line = line[_MARKER.match(line).end() :]
    plain = canonical(line)
    found = quantities(plain, counts=counts)
    found = [one for n, one in enumerate(found) if not _explains(plain, found[:n], one)]
    cuts = [0, *(_cut(plain, *two) for two in pairwise(found)), len(plain)]
    for n, one in enumerate(found):
        end = min(cuts[n + 1], _tail(plain, one))
        start = _JOINT.match(plain, max(cuts[n], _lead(plain, one))).end()
        is_joined = plain.startswith(" и ", end) and n + 1 < len(found)
        yield _target(line, plain, one, start, end, cuts[n + 2] if is_joined else end)


def _explains(plain: str, before: list[Quantity], one: Quantity) -> bool:
    """A bracket that repeats the number before it: «(10 % обучающихся, 10 % педагогов)»."""
    inside = plain.rfind("(", 0, one.start) > plain.rfind(")", 0, one.start)
    return inside and any((one.value, one.unit) == (b.value, b.unit) for b in before)


def _cut(plain: str, before: Quantity, after: Quantity) -> int:
    """Return where the piece of one quantity ends and the piece of the next begins."""
    breaks = [found.start() for found in _BREAK.finditer(plain, before.end, after.start)]
    return breaks[-1] if breaks else after.start


def _lead(plain: str, one: Quantity) -> int:
    """Leave out a part of the sentence before the quantity that says something else."""
    for found in reversed(list(re.finditer(",", plain[: one.start]))):
        clause = plain[found.end() : one.start]
        if len(clause.split()) < 2 or _DEPENDENT.match(clause):
            continue
        return found.end()
    return 0


def _tail(plain: str, one: Quantity) -> int:
    """Leave out a part of the sentence behind the quantity that says something else."""
    depth = 0
    for at in range(one.end, len(plain)):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if plain[at] == "," and depth <= 0 and not _DEPENDENT.match(plain[at:]):
            return at
    return len(plain)


def _target(line, plain, one, start, end, breath) -> IndicatorTarget:
    """`breath` is where the time ends: in «две встречи и одна публикация в месяц» it is of both."""
    piece = plain[start:end]
    outside = f"{line[start : one.start]} {line[min(one.end, end) : end]}"
    spans = range(one.start, one.end)
    unread = [number[0] for number in numbers(plain)
              if start <= number.start() < end and number.start() not in spans
              and not _is_bracketed(plain, number.start())]  # fmt: skip
    unit = line[one.end - len(one.unit) : one.end] if one.unit not in ("%", "раз") else one.unit
    return IndicatorTarget(
        _trimmed(line[start:end]), one.op, one.value, one.upper, _unit(unit, one),
        _per(plain[start:breath]),
        one.end > one.start and bool(GROUPS.search(piece)), _trimmed(outside), ", ".join(unread),
    )  # fmt: skip


def _trimmed(text: str) -> str:
    """Return the words without signs around them and without half a pair of brackets."""
    text = " ".join(text.split()).strip(_EDGE)
    if text.count("(") < text.count(")"):
        text = text.replace(")", "", 1) if text.startswith(")") else text.rstrip(")")
    return text.strip(_EDGE)


def _unit(shown: str, one: Quantity) -> str:
    """Return what is counted in the letters of the cell, not of its canonical form."""
    same = canonical(shown) == one.unit
    return (shown if same else one.unit)[:80]


def _is_bracketed(plain: str, at: int) -> bool:
    return plain.rfind("(", 0, at) > plain.rfind(")", 0, at)


def _per(text: str) -> str:
    return next((name for name, pattern in PER if pattern.search(text)), "")
