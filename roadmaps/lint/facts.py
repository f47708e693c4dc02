"""What the checks know of a roadmap: its rows with computed dates, its head, its people. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from people.years import first_day, last_day
from roadmaps import deadlines
from roadmaps.approvals import signer_of
from roadmaps.importing.result import TEXTS
from roadmaps.readings import Reading

Days = tuple[date | None, date | None]
LONGEST = 3_000  # letters of a cell that are read; the longest cell of a school has a thousand
VAGUE = ("continuous", "periodic", "by_plan", "by_programme", "inherit", "text")
_ITEM = re.compile(r"\n|(?:^|(?<=[\s;.]))\d{1,2}\)\s|(?:^|(?<=\n))\d{1,2}\.\s?(?=[^\d\s])")


class Severity(StrEnum):
    """How much a finding weighs: it cannot be so, it is hardly meant, it is worth a look."""

    BAD = "bad"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True)
class Row:
    """A row with texts that are filled where a cell is merged with the row above.

    `key` is the caller's name of the row, `label` what people call it, `place` where it stands;
    texts are cut to LONGEST letters. `dates` are (start, due)
    pairs of the academic year, `firm` says that they stand in the wording and read one way only.
    """

    key: int
    label: str
    activity: str = ""
    number: str = ""
    section: str = ""
    stage: str = ""
    deadline: str = ""
    responsible: str = ""
    result: str = ""
    indicator: str = ""
    other: str = ""
    inherits: frozenset[str] = frozenset()
    kind: str = ""
    dates: tuple[Days, ...] = ()
    firm: bool = True
    place: int = 0

    @property
    def words(self) -> str:
        """All that is said about the work itself, for searching."""
        return "\n".join(filter(None, [self.activity, self.result, self.indicator, self.other]))

    @property
    def parts(self) -> list[tuple[str, str, tuple[Days, ...]]]:
        """The items of activity and result as (column, text, dates).

        Dates belong to items only when there are as many of them as items; otherwise every item
        has all dates of the row.
        """
        found = []
        for name in ("activity", "result"):
            items = [part.strip() for part in _ITEM.split(getattr(self, name)) if part.strip()]
            aligned = self.kind == "list" and len(items) == len(self.dates)
            days = [(pair,) for pair in self.dates] if aligned else [self.dates] * len(items)
            found += [(name, text, own) for text, own in zip(items, days, strict=True)]
        return found


@dataclass(frozen=True)
class Known:
    """What the organization knows of itself; None means that it is not known, and not judged.

    `names` are its own names as papers write them, `place` whatever says where it is; `posts` the
    titles held now, in lower case; `staff` the surnames of those who hold one, `left` pairs
    (surname, «Белов И.П.») of people who no longer work there; `unheld` the duties nobody was
    given this year, keys of DUTIES.
    """

    names: tuple[str, ...] | None = None
    place: str = ""
    posts: frozenset[str] | None = None
    staff: frozenset[str] = frozenset()
    left: tuple[tuple[str, str], ...] = ()
    unheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Facts:
    """A roadmap as the checks see it; `fields` are the columns its table has."""

    title: str
    year: int
    rows: tuple[Row, ...]
    fields: frozenset[str] = frozenset()
    period: Days = (None, None)
    order_on: date | None = None
    order_words: str = ""
    order_text: str = ""
    signer: str = ""
    names: tuple[str, ...] = ()

    @property
    def first_day(self) -> date:
        return self.period[0] or first_day(self.year)

    @property
    def last_day(self) -> date:
        return max(self.period[1] or last_day(self.year), last_day(self.year))


@dataclass(frozen=True)
class Finding:
    """What is wrong, in which rows (`keys`, the first one leads there), and what to do.

    `what` is the reason alone, for a rule whose findings may be said in one sentence; then
    `labels` are the rows and `parts` the findings that were put together.
    """

    rule: str
    severity: Severity
    keys: tuple[int, ...]
    sentence: str
    fix: str
    what: str = ""
    labels: tuple[str, ...] = ()
    parts: tuple["Finding", ...] = field(default=(), compare=False)

    @property
    def token(self) -> str:
        """A short name of the finding in an address; another wording is another finding."""
        text = f"{self.rule}|{self.keys}|{self.sentence}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def of_row(rule: str, severity: Severity, row: Row, what: str, fix: str) -> Finding:
    """Return a finding about one row that may be said together with others of its kind."""
    sentence = f"{what}: строка {row.label}."
    return Finding(rule, severity, (row.key,), sentence, fix, what, (row.label,))


def facts_of(
    read: Mapping,
    *,
    year: int,
    keys: Sequence[int] = (),
    period: Days = (None, None),
    order: tuple[date | None, str] | None = None,
    reading: Reading | None = None,
) -> Facts:
    """Return the Facts of a table in the importer's shape (ReadRoadmap.stored()).

    `keys` name the rows (their positions when not given), `period` and `order` (its day, its
    words) are what the system knows better than the head of the file, `reading` how the school
    reads its deadlines.
    """
    rows = read.get("rows") or []
    header = read.get("header") or {}
    stamp = header.get("order") or {}
    found = order or (_day(stamp.get("date")), _words_of(stamp))
    names = (header.get("organisation"), header.get("organisation_short"))
    return Facts(
        title=(read.get("title") or "")[:LONGEST],
        year=year,
        rows=tuple(_rows(rows, keys or range(len(rows)), reading or Reading.of(year))),
        fields=frozenset(read.get("columns") or ()),
        period=period if any(period) else _period(header.get("period") or {}, year),
        order_on=found[0],
        order_words=found[1],
        order_text=read.get("order_text") or header.get("order_text") or "",
        signer=signer_of(header),
        names=tuple(name for name in names if name),
    )


def _rows(rows: Iterable[Mapping], keys: Iterable[int], reading: Reading) -> Iterable[Row]:
    above: dict[str, str] = {}
    for place, (row, key) in enumerate(zip(rows, keys, strict=True), 1):
        inherits = frozenset(row.get("inherits") or ())
        own = {name: (row.get(name) or "").strip()[:LONGEST] for name in TEXTS}
        for name in ("deadline", "responsible", "result", "indicator", "stage"):
            if not own[name] and name in inherits:
                own[name] = above.get(name, "")
        above = own
        under = own["section"] or own["stage"]
        rule, dates = reading.dates(own["deadline"], under)
        answered = reading.is_answered(own["deadline"], under)
        yield Row(
            key=key, label=own["number"].rstrip(". ") or str(place), inherits=inherits,
            kind=rule.kind, dates=tuple(dates), firm=_is_firm(rule, answered),
            other="\n".join((row.get("other") or {}).values())[:LONGEST], place=place, **own,
        )  # fmt: skip


def _is_firm(rule: deadlines.Rule, answered: bool) -> bool:
    if rule.items:
        doubtful = any(item.ambiguous for item in rule.items) and not answered
        return any(_is_firm(item, answered) for item in rule.items) and not doubtful
    unclear = rule.ambiguous and not answered
    return rule.kind not in VAGUE and bool(rule.spans) and not unclear


def _words_of(order: Mapping) -> str:
    """Return «приказ № 31 от 01.10.2026»."""
    number, on = order.get("number"), _day(order.get("date"))
    return f"приказ{f' № {number}' if number else ''}{f' от {on:%d.%m.%Y}' if on else ''}"


def _period(found: Mapping, year: int) -> Days:
    """Return the period of the file; one of other years was left over and says nothing."""
    start, end = _day(found.get("start")), _day(found.get("end"))
    apart = (start and start > last_day(year)) or (end and end < first_day(year))
    return (None, None) if apart else (start, end)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
