"""What the page of a roadmap shows: its rows by stage with states, phrases and counts."""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from people.models import Role
from people.templatetags.words import day, plural, word
from roadmaps.calendar import Line
from roadmaps.headings import named
from roadmaps.models import Item, Occurrence, OccurrenceState, Roadmap
from roadmaps.spans import when

State = OccurrenceState
TAGS = {
    State.OVERDUE: ("bad", "Просрочено"), State.SOON: ("warn", "Скоро"),
    State.RUNNING: ("info", "Идёт"), State.PLANNED: ("idle", "Впереди"),
    State.DONE: ("ok", "Выполнено"), State.DONE_LATE: ("ok", "Выполнено"),
    State.CANCELLED: ("idle", "Не актуально"),
}  # fmt: skip
MARKS = {State.OVERDUE: "late", State.SOON: "soon", State.DONE: "done", State.DONE_LATE: "done"}
ROLE_WORDS = {Role.CURATOR: "куратор", Role.DIRECTOR: "директор"}
URGENCY = [State.OVERDUE, State.SOON, State.RUNNING, State.PLANNED]


@dataclass(frozen=True)
class Row:
    """A row of the table with the dates it has; cells merged with the row above are filled."""

    item: Item
    deadline: str
    responsible: str
    stage: str
    dates: list[tuple[Occurrence, OccurrenceState]]
    on: datetime.date

    @cached_property
    def state(self):
        """The most urgent state of the open dates; without open ones how the row ended."""
        states = [state for _, state in self.dates]
        still = [state for state in URGENCY if state in states]
        ended = [state for state in states if state is not State.CANCELLED]
        return still[0] if still else max(ended, default=State.CANCELLED, key=list(State).index)

    @property
    def tag(self):
        return TAGS[self.state][0]

    @property
    def word(self):
        return TAGS[self.state][1]

    @property
    def is_done(self):
        return self.state in (State.DONE, State.DONE_LATE)

    @property
    def next(self):
        """The date the button marks: the most urgent one that may already be done."""
        ripe = [
            (URGENCY.index(state), n, row)
            for n, (row, state) in enumerate(self.dates)
            if row.is_open and (row.start_on is None or row.start_on <= self.on)
        ]
        return min(ripe, default=(0, 0, None))[2]

    @property
    def asks(self):
        """Whether the table shows the button: rows far ahead are marked on their own page."""
        urgent = self.state in (State.OVERDUE, State.SOON, State.RUNNING)
        dateless = self.next is not None and self.next.due_on is None
        return self.next is not None and (urgent or dateless)

    @property
    def when(self):
        """The computed dates, where the wording alone does not name them."""
        if any(row.planned_on for row, _ in self.dates):
            moved = [row for row, _ in self.dates if row.planned_on]
            return f"перенесено на {', '.join(f'{row.due_on:%d.%m.%Y}' for row in moved)}"
        return when([(r.start_on, r.due_on) for r, _ in self.dates], self.item.deadline_kind)

    @property
    def phrase(self):
        many, done = len(self.dates), sum(row.done_on is not None for row, _ in self.dates)
        count = f" Выполнено {done} из {many}." if many > 1 and 0 < done < many else ""
        return f"{_phrase(self)}{count}"


@dataclass(frozen=True)
class Group:
    """A stage of the table with the rows that are shown."""

    title: str
    rows: list[Row]
    shown: list[Row]

    @property
    def done(self):
        return sum(row.is_done for row in self.rows)


@dataclass(frozen=True)
class Course:
    """A roadmap on a day: its rows in order, and what of them is shown."""

    roadmap: Roadmap
    rows: list[Row]
    on: datetime.date
    own_words: tuple[str, ...] = ()

    @cached_property
    def counts(self):
        return {name: sum(map(test, self.rows)) for name, test in self.filters.items()}

    @property
    def filters(self):
        """The tests of FILTERS and `mine`: rows whose responsible names the user or the role."""
        return FILTERS | {"mine": lambda row: _names(row.responsible, self.own_words)}

    @property
    def dates(self):
        return [pair for row in self.rows for pair in row.dates]

    @property
    def dated(self):
        """Pairs (day, mark) for the chart."""
        return [(row.due_on, MARKS.get(s, "ahead")) for row, s in self.dates
                if row.due_on and s is not State.CANCELLED]  # fmt: skip

    def groups(self, show="all"):
        """Return the stages; those in which `show` (a key of FILTERS) leaves nothing fall out."""
        test = self.filters.get(show, FILTERS["all"])
        found = []
        for title, rows in groupby(self.rows, key=lambda row: row.stage):
            rows = list(rows)
            found.append(Group(title, rows, [row for row in rows if test(row)]))
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


def own_words(membership):
    """Return the surname and the role of the user as a roadmap may name them."""
    if membership is None:
        return ()
    surname = membership.person.surname if membership.person else ""
    return tuple(filter(None, [surname, ROLE_WORDS.get(membership.role, "")]))


def _names(text, words):
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.I) for word in words)


FILTERS = {
    "all": lambda row: True,
    "overdue": lambda row: row.state is State.OVERDUE,
    "soon": lambda row: row.state is State.SOON,
    "done": lambda row: row.is_done,
}


def course(roadmap, *, on, own_words=()):
    """Return the Course of the roadmap on that day in two queries.

    `own_words` are what the user is called in the column of the responsible.
    """
    items = roadmap.items.select_related("section").prefetch_related("occurrences")
    rows, above, stage = [], {}, ""
    for item in items.order_by("position", "pk"):
        for name in ("deadline", "responsible", "stage"):
            own = getattr(item, name).strip()
            if own or name not in item.inherits:
                above[name] = own
        stage = str(item.section) if item.section else above["stage"]
        dates = sorted(item.occurrences.all(), key=_order)
        rows.append(Row(item, above["deadline"], above["responsible"], stage,
                        [(row, row.state(on)) for row in dates], on))  # fmt: skip
    return Course(roadmap, rows, on, tuple(own_words))


def _order(row):
    return (row.due_on or datetime.date.max, row.start_on or datetime.date.min, row.pk)


def _phrase(row):
    open_rows = [found for found, state in row.dates if state is row.state]
    first = open_rows[0] if open_rows else None
    if row.state is State.OVERDUE:
        return f"на {plural((row.on - first.due_on).days, 'день,дня,дней')}."
    if row.state is State.SOON:
        left = (first.due_on - row.on).days
        return f"через {plural(left, 'день,дня,дней')}." if left else "срок сегодня."
    if row.state is State.RUNNING:
        return f"до {day(first.due_on)}." if first.due_on else "в течение периода."
    if row.state is State.PLANNED:
        return f"до {day(first.due_on)}." if first.due_on else "без даты."
    if row.state is State.CANCELLED:
        return f"{first.reason}." if first else ""
    last = max((found for found, _ in row.dates if found.done_on), key=lambda r: r.done_on)
    late = last.due_on and last.done_on > last.due_on
    behind = (
        f", на {plural((last.done_on - last.due_on).days, 'день,дня,дней')} позже" if late else ""
    )
    return f"{day(last.done_on)}{behind}, {last.note}"


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
