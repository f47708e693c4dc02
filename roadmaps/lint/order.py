"""Steps in the wrong order: each rests on another that its roadmap plans for later. Pure."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from roadmaps.lint.facts import Facts, Finding, Severity
from roadmaps.lint.milestones import Step, named, steps


@dataclass(frozen=True)
class Order:
    """`later` cannot be finished before `earlier`; the sentence says so of two rows.

    `{at}` stands for the row of `later` and `{due}` for its last day, `{rows}` for the rows of
    `earlier` («по строке 14», «по строкам 20 и 21») and `{when}` for their day.
    """

    rule: str
    earlier: str
    later: str
    severity: Severity
    sentence: str
    move: str  # which of the two is moved first: "earlier" or "later"


ORDERS = (
    Order("pairs-before-answers", "answers_read", "pairs", Severity.BAD,
          "Строка {at} формирует пары до {due}, а анкеты анализируются {rows} только {when}.",
          "earlier"),
    Order("order-before-pairs", "pairs", "order", Severity.BAD,
          "Приказ о закреплении пар по строке {at} нужен до {due}, а пары формируются {rows} "
          "только {when}.", "later"),
    Order("programmes-before-pairs", "pairs", "programmes", Severity.BAD,
          "Программы пар по строке {at} готовятся до {due}, а пары формируются {rows} только "
          "{when}.", "later"),
    Order("materials-before-pairs", "pairs", "materials", Severity.WARN,
          "Строка {at} готовит материалы для каждой пары или группы до {due}, а пары формируются "
          "{rows} только {when}.", "later"),
    Order("pairs-before-base", "base", "pairs", Severity.BAD,
          "Строка {at} формирует пары до {due}, а участников собирают в базу {rows} только "
          "{when}.", "earlier"),
    Order("pairs-before-consents", "consents", "pairs", Severity.BAD,
          "Строка {at} формирует пары до {due}, а согласия собираются {rows} только {when}.",
          "earlier"),
    Order("work-before-order", "order", "work", Severity.BAD,
          "Первые встречи пар по строке {at} назначены до {due}, а приказ о закреплении нужен "
          "{rows} только {when}.", "later"),
    Order("answers-before-campaign", "campaign", "campaign_read", Severity.WARN,
          "Анкеты участников анализируются по строке {at} до {due}, а собираются они ещё {rows} "
          "до {last}.", "later"),
    Order("report-before-final", "final", "report", Severity.BAD,
          "Итоги подводятся по строке {at} до {due}, а завершающий опрос или встреча пар "
          "назначены {rows} только {when}.", "later"),
)  # fmt: skip


def out_of_order(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each row that is finished before what it rests on."""
    found = steps(facts.rows)
    for order in ORDERS:
        earlier = sorted(found[order.earlier], key=lambda step: step.bound)
        bounds = [step.bound for step in earlier]
        for step in found[order.later]:
            at = bisect_right(bounds, step.due)
            # the same milestone planned in time by another row: a second round, no contradiction
            if at and order.earlier in _ONCE:
                continue
            rests_on = [one for one in islice(earlier, at, at + MOST) if one.row is not step.row]
            if rests_on:
                yield _finding(order, step, rests_on, len(earlier) - at > MOST)


_ONCE = ("pairs", "order")  # what is done twice is done in time by the first of both
MOST = 6  # so many rows are named in a sentence


def order_named_twice(facts: Facts) -> Iterator[Finding]:
    """Two rows that issue the order on pairs: one of them is usually a copy."""
    rows = [row for row in facts.rows if named(row, "order")]
    if len(rows) > 1:
        labels = _listed([row.label for row in rows])
        yield Finding(
            "order-twice", Severity.HINT, tuple(row.key for row in rows),
            f"Приказ о закреплении пар назван в нескольких строках: {labels}.",
            "Оставить одну строку или развести их по времени",
        )  # fmt: skip


def _finding(order: Order, step: Step, others: list[Step], are_more: bool) -> Finding:
    first = others[0]
    others = sorted(others, key=lambda other: other.row.place)
    labels = [other.row.label for other in others]
    rows = f"по строке {labels[0]}" if len(labels) == 1 else f"по строкам {_listed(labels)}"
    sentence = order.sentence.format(
        at=step.row.label, due=f"{step.due:%d.%m.%Y}", when=first.when,
        rows=f"по строкам {', '.join(labels)} и другим" if are_more else rows,
        last=f"{max(other.due for other in others):%d.%m.%Y}",
    )  # fmt: skip
    named_rows = [step.row, *(other.row for other in others)]
    if order.move == "earlier":
        named_rows = [*named_rows[1:], step.row]
    return Finding(
        order.rule, order.severity, tuple(row.key for row in named_rows), sentence,
        f"Перенести срок строки {named_rows[0].label}",
    )  # fmt: skip


def _listed(labels: list[str]) -> str:
    more = labels[MOST:]
    if more:
        return f"{', '.join(labels[:MOST])} и ещё {len(more)}"
    return f"{', '.join(labels[:-1])} и {labels[-1]}"
