"""What the page of a roadmap shows: its rows by stage with states, phrases and counts."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from people.models import Role
from people.templatetags.words import word
from roadmaps.calendar import Line
from roadmaps.expected import PAPERS, ResultKind
from roadmaps.headings import named
from roadmaps.models import (
    Assignee,
    Evidence,
    ExpectedResult,
    Occurrence,
    OccurrenceState,
    Part,
    Roadmap,
    Stage,
    with_known_targets,
)
from roadmaps.states import Row, state_of

State = OccurrenceState
MARKS = {State.OVERDUE: "late", State.SOON: "soon", State.DONE: "done", State.DONE_LATE: "done"}
ROLE_WORDS = {Role.CURATOR: "куратор", Role.DIRECTOR: "директор"}


@dataclass(frozen=True)
class Group:
    """A stage of the table with the rows that are shown; `section` is None for a column's stage."""

    title: str
    rows: list[Row]
    shown: list[Row]
    section: Stage | None = None

    @property
    def done(self):
        return sum(row.is_done for row in self.rows)


@dataclass(frozen=True)
class Course:
    """A roadmap on a day: its rows in order, and what of them is shown."""

    roadmap: Roadmap
    rows: list[Row]
    on: datetime.date

    @cached_property
    def counts(self):
        return {name: sum(map(test, self.rows)) for name, test in self.filters.items()}

    @property
    def filters(self):
        """The tests of FILTERS and `mine`: rows that the user answers for or has a share in."""
        return FILTERS | {"mine": lambda row: row.item.is_mine}

    @property
    def dates(self):
        return [pair for row in self.rows for pair in row.dates]

    @property
    def dated(self):
        """Pairs (day, mark) for the chart."""
        return [(row.due_on, MARKS.get(s, "ahead")) for row, s in self.dates
                if row.due_on and s is not State.CANCELLED]  # fmt: skip

    def groups(self, test):
        """Return the stages; those in which no row passes the test fall out."""
        found = []
        for title, rows in groupby(self.rows, key=lambda row: row.stage):
            rows = list(rows)
            section = rows[0].item.section
            found.append(Group(title, rows, [row for row in rows if test(row)], section))
        return [group for group in found if group.shown]

    def lines(self):
        """Return the lines of the calendar, a stage each."""
        lines = {}
        for row in self.rows:
            line = lines.setdefault(row.stage, Line(row.stage or "Все мероприятия"))
            for found, state in row.dates:
                if found.due_on and state is not State.CANCELLED:
                    line.marks.append((found.due_on, MARKS.get(state, "ahead")))
                elif found.start_on:
                    line.bands.append((found.start_on, None))
        return list(lines.values())


def with_empty(groups, stages):
    """Return the groups with those of `stages` that hold no row, each behind the one above it."""
    found, used = list(groups), {group.section.pk for group in groups if group.section}
    for number, stage in enumerate(stages):
        if stage.pk not in used:
            above = {other.pk for other in stages[:number]}
            at = [place for place, group in enumerate(found, 1)
                  if group.section is None or group.section.pk in above]  # fmt: skip
            found.insert(max(at, default=0), Group(str(stage), [], [], stage))
    return found


FILTERS = {
    "all": lambda row: True,
    "overdue": lambda row: row.state is State.OVERDUE,
    "soon": lambda row: row.state is State.SOON,
    "done": lambda row: row.is_done,
    "late": lambda row: row.state is State.DONE_LATE,
    "running": lambda row: row.state is State.RUNNING,
    "quiet": lambda row: row.state in (State.QUIET, State.NO_PLAN, State.CONFIRM),
    "ahead": lambda row: row.state is State.PLANNED,
    "moved": lambda row: any(date.planned_on for date, _ in row.dates),
    "cancelled": lambda row: any(state is State.CANCELLED for _, state in row.dates),
}


def course(roadmap, *, on, membership=None):
    """Return the Course of the roadmap on that day in three queries; `mine` is of `membership`."""
    holders = Assignee.objects.filter(person__isnull=False).select_related("person")
    items = with_known_targets(roadmap.items.select_related("section")).annotate(
        is_mine=_is_mine(membership), wants_paper=Exists(_expected(PAPERS)),
        wants_survey=Exists(_expected([ResultKind.SURVEY])),
    ).prefetch_related(
        Prefetch("occurrences", with_proof(Occurrence.objects.all())),
        Prefetch("assignees", holders, to_attr="holders"),
    )  # fmt: skip
    rows, above = [], {"stage": ""}
    for item in items.order_by("position", "pk"):
        for name in ("deadline", "responsible", "stage"):
            own = getattr(item, name).strip()
            # a stage lasts until the next one is named; an empty cell elsewhere is just empty
            if own or (name not in item.inherits and name != "stage"):
                above[name] = own
        stage = str(item.section) if item.section else above["stage"]
        dates = sorted(item.occurrences.all(), key=_order)
        rows.append(Row(item, above["deadline"], above["responsible"], stage,
                        [(row, state_of(row, on)) for row in dates], on))  # fmt: skip
    return Course(roadmap, rows, on)


def with_proof(occurrences):
    """Read each date with its last proof (`proof`, `proved_on`) and the number of its shares."""
    last = Evidence.objects.filter(occurrence=OuterRef("pk")).order_by("-dated_on", "-pk")
    parts = Part.objects.filter(occurrence=OuterRef("pk")).order_by()
    return occurrences.annotate(
        proof=Subquery(last.values("title")[:1]), proved_on=Subquery(last.values("dated_on")[:1]),
        shares=_count(parts), shares_done=_count(parts.exclude(done_on=None)),
    )  # fmt: skip


def _count(rows):
    counted = rows.values("occurrence").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _expected(kinds):
    return ExpectedResult.objects.filter(item=OuterRef("pk"), kind__in=kinds)


def _is_mine(membership):
    """Tell of an item whether its duty is the member's: by person, by share, by role alone."""
    if membership is None:
        return Value(value=False)
    named = Assignee.objects.filter(item=OuterRef("pk"))
    role = ROLE_WORDS.get(membership.role)
    found = Exists(named.filter(person=None, text__iregex=f"^{role}")) if role else None
    if membership.person_id:
        own = Exists(named.filter(person=membership.person_id)) | Exists(
            Part.objects.filter(occurrence__item=OuterRef("pk"), person=membership.person_id)
        )
        found = own if found is None else own | found
    return found if found is not None else Value(value=False)


def _order(row):
    return (row.due_on or datetime.date.max, row.start_on or datetime.date.min, row.pk)


def overdue_words(number):
    """Return «2 просрочены» for the sentence of the head."""
    return f"{number} {word(number, 'просрочено,просрочены,просрочено')}"


def table_columns(item):
    """Return (name, heading, text) of the cells of a row, in the school's own columns."""
    found = []
    for column in item.roadmap.columns:
        name, heading = named(column)
        text = getattr(item, name) if name else item.other.get(heading, "")
        found.append((name or heading, heading, text))
    return found
