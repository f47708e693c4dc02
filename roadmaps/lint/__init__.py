"""Contradictions and holes of a roadmap, found from its words and dates alone; pure, saves nothing.

    facts = facts_of(read_roadmap(file).stored(), year=2026)
    for finding in together(check(facts)):
        finding.severity, finding.sentence, finding.fix     # and the rows: finding.keys

A rule is a generator of Findings in the module of its subject. What it says must be true of the
table: where dates are vague or may be read in two ways, a rule keeps silent.
"""

from collections.abc import Iterable
from dataclasses import replace

from roadmaps.lint.days import wrong_days
from roadmaps.lint.facts import LONGEST, Facts, Finding, Known, Row, Severity, facts_of
from roadmaps.lint.leftovers import left_over, organizations_besides
from roadmaps.lint.numbers import without_result, wrong_numbers
from roadmaps.lint.order import order_named_twice, out_of_order
from roadmaps.lint.who import wrong_people

__all__ = [
    "LONGEST",
    "Facts",
    "Finding",
    "Known",
    "Row",
    "Severity",
    "check",
    "facts_of",
    "organizations_besides",
    "together",
]

NAMED = 4  # so many rows are named in a sentence, then only their number
_NOTHING_KNOWN = Known()


def check(facts: Facts, *, known: Known = _NOTHING_KNOWN) -> list[Finding]:
    """Return what contradicts itself or is missing, a finding a row, the gravest first."""
    found = [
        *out_of_order(facts), *wrong_days(facts), *wrong_people(facts, known),
        *left_over(facts, known), *wrong_numbers(facts), *without_result(facts),
        *order_named_twice(facts),
    ]  # fmt: skip
    weights = list(Severity)
    return sorted(found, key=lambda finding: weights.index(finding.severity))


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with equal ones of several rows said in one sentence, order kept.

    What was put together stands in `parts`; a finding that stays alone is its own only part.
    """
    groups: dict[tuple, list[Finding]] = {}
    for finding in findings:
        same = (finding.rule, finding.what) if finding.what else (finding.rule, finding.token)
        groups.setdefault(same, []).append(finding)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return replace(first, parts=(first,))
    labels = [label for finding in group for label in finding.labels]
    more = f" и ещё {len(labels) - NAMED}" if len(labels) > NAMED else ""
    return replace(
        first,
        keys=tuple(key for finding in group for key in finding.keys),
        labels=tuple(labels),
        sentence=f"{first.what}: строки {', '.join(labels[:NAMED])}{more}.",
        parts=tuple(group),
    )
