"""A row of a roadmap on a day: its state of dates and evidence, its word and its phrase."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from people.templatetags.words import day, plural
from roadmaps.models import BY_PLAN, Item, Occurrence, OccurrenceState, known_targets
from roadmaps.spans import when

State = OccurrenceState
TAGS = {
    State.OVERDUE: ("bad", "Просрочено"), State.SOON: ("warn", "Скоро"),
    State.CONFIRM: ("warn", "Подтвердите"), State.QUIET: ("warn", "Нет свидетельств"),
    State.NO_PLAN: ("warn", "Нет плана"),
    State.RUNNING: ("info", "Идёт"), State.PLANNED: ("idle", "Впереди"),
    State.DONE: ("ok", "Выполнено"), State.DONE_LATE: ("ok", "Выполнено с опозданием"),
    State.CANCELLED: ("idle", "Не актуально"),
}  # fmt: skip
URGENCY = [State.OVERDUE, State.CONFIRM, State.SOON, State.QUIET, State.NO_PLAN, State.RUNNING,
           State.PLANNED]  # fmt: skip
_MONTH = datetime.timedelta(days=31)


def state_of(occurrence, on):
    """Return the OccurrenceState of a date that `with_proof` has read, its evidence regarded."""
    state = occurrence.state(on)
    if state is State.RUNNING and occurrence.is_continuous:
        last = max(filter(None, (occurrence.proved_on, occurrence.start_on)), default=on)
        return State.QUIET if on - last > _MONTH else state
    if state is State.PLANNED and occurrence.item.deadline_kind == BY_PLAN:
        return state if occurrence.proved_on else State.NO_PLAN
    return state


@dataclass(frozen=True)
class Row:
    """A row of the table with the dates it has; cells merged with the row above are filled.

    The dates are read by `with_proof`; the item has its `holders`, assignees that are a person.
    """

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
    def holders(self):
        """Return «Мельникова Н.А.» of those the cell names by their role or duty only."""
        people = dict.fromkeys(one.person for one in self.item.holders)
        return ", ".join(one.short_name for one in people if one.surname not in self.responsible)

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
        if self.next is None or self.gathers:
            return False
        urgent = self.state in (State.OVERDUE, State.CONFIRM, State.SOON, State.RUNNING)
        return urgent or self.next.due_on is None

    @property
    def gathers(self):
        """Whether the row waits for evidence rather than for its mark."""
        lasts = self.state is State.RUNNING and self.next is not None and self.next.is_continuous
        return lasts or self.state in (State.QUIET, State.NO_PLAN)

    @property
    def needs_words(self):
        """Whether the mark is refused without a word of proof."""
        wants = self.item.wants_paper or self.item.deadline_kind == BY_PLAN
        return wants and self.next is not None and not self.next.proof

    @property
    def when(self):
        """The computed dates, where the wording alone does not name them."""
        if any(row.planned_on for row, _ in self.dates):
            moved = [row for row, _ in self.dates if row.planned_on]
            days = (f"{row.due_on:%d.%m.%Y} ({row.reason})" for row in moved)
            return f"перенесено на {', '.join(days)}"
        return when([(r.start_on, r.due_on) for r, _ in self.dates], self.item.deadline_kind)

    @property
    def targets(self):
        """The targets whose value is known, for a bar each."""
        return known_targets(self.item.known)

    @property
    def weekend(self):
        """The note about a day off, where one date is left to keep."""
        left = [row for row, _ in self.dates if row.is_open and row.due_on]
        return left[0].weekend if len(left) == 1 else ""

    @property
    def phrase(self):
        many, done = len(self.dates), sum(row.done_on is not None for row, _ in self.dates)
        count = f" Выполнено {done} из {many}." if many > 1 and 0 < done < many else ""
        return f"{_phrase(self)}{count}{_shares(self)}"


def phrase_of(occurrence, state, on):
    """Say of an open date what its state means in days."""
    if state is State.OVERDUE:
        return f"на {plural((on - occurrence.due_on).days, 'день,дня,дней')}."
    if state is State.SOON:
        left = (occurrence.due_on - on).days
        return f"через {plural(left, 'день,дня,дней')}." if left else "срок сегодня."
    if state is State.QUIET:
        last = occurrence.proved_on
        return f"за месяц, последнее от {day(last)}." if last else "за месяц ни одного."
    if state is State.NO_PLAN:
        return "приложите план или график."
    if state is State.CONFIRM:
        return "период закончился, подтвердите выполнение."
    if occurrence.due_on:
        return f"до {day(occurrence.due_on)}."
    return "в течение периода." if state is State.RUNNING else "без даты."


def _phrase(row):
    first = next((found for found, state in row.dates if state is row.state), None)
    if row.state in URGENCY:
        return phrase_of(first, row.state, row.on)
    if row.state is State.CANCELLED:
        return f"{first.reason}." if first else ""
    last = max((found for found, _ in row.dates if found.done_on), key=lambda r: r.done_on)
    late = last.due_on and last.done_on > last.due_on
    behind = (
        f", на {plural((last.done_on - last.due_on).days, 'день,дня,дней')} позже" if late else ""
    )
    return ", ".join(filter(None, [f"{day(last.done_on)}{behind}", last.proof]))


def _shares(row):
    """Return how many of those who fulfil the next date have done so."""
    near = row.next
    if near is None or not near.shares or row.gathers:
        return ""
    return f" Выполнили {near.shares_done} из {near.shares}."
