"""What waits for whom: the open dates of a year by those who answer for them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch

from people.models import Role
from roadmaps.assignees import AssigneeKind, is_plural
from roadmaps.models import (
    BY_PLAN,
    Assignee,
    Evidence,
    Occurrence,
    OccurrenceState,
    Part,
    in_force,
)
from roadmaps.overview import ROLE_WORDS, with_proof
from roadmaps.states import TAGS, URGENCY, phrase_of, state_of


@dataclass(frozen=True)
class Task:
    """An open date as it waits for one of those who answer; `part` is the own share in it."""

    occurrence: Occurrence
    state: OccurrenceState
    on: datetime.date
    part: Part | None = None

    @property
    def item(self):
        return self.occurrence.item

    @property
    def tag(self):
        return TAGS[self.state][0]

    @property
    def word(self):
        return TAGS[self.state][1]

    @property
    def phrase(self):
        return phrase_of(self.occurrence, self.state, self.on)

    @property
    def is_ahead(self):
        return self.state is OccurrenceState.PLANNED


@dataclass(frozen=True)
class OwnTask(Task):
    """A date as one of those who answer sees it, done or not, with what was brought by her."""

    proofs: tuple[Evidence, ...] = ()

    @property
    def done_on(self):
        return self.part.done_on if self.part else self.occurrence.done_on

    @property
    def closes(self):
        """Whether what she brings now closes her share or the date; else it is only kept."""
        row = self.occurrence
        if row.lasts(self.on) or (row.shares and not self.part):
            return False
        return self.part is not None or row.item.deadline_kind != BY_PLAN or bool(row.proof)

    @property
    def may_take_back(self):
        """Whether the mark is her own: nobody has marked the whole row over it."""
        if self.part:
            parts = self.occurrence.parts.all()
            whole = self.occurrence.done_on and any(part.with_row for part in parts)
            return bool(self.part.done_on and not self.part.with_row and not whole)
        return bool(self.done_on) and any(proof.with_mark for proof in self.proofs)


@dataclass(frozen=True)
class Who:
    """Somebody who answers, with what waits: a person, an organization, or the words of a duty."""

    key: str
    name: str
    tasks: list[Task]

    @property
    def overdue(self):
        return sum(task.state is OccurrenceState.OVERDUE for task in self.tasks)

    @property
    def now(self):
        return [task for task in self.tasks if not task.is_ahead]

    @property
    def ahead(self):
        return [task for task in self.tasks if task.is_ahead]


def waiting(organization, *, years: Iterable[int], on: datetime.date) -> dict[str, Who]:
    """Return everybody who answers for open dates of these years by key; five queries.

    Those with most that is overdue come first. A share that is done waits for nobody.
    """
    rows = Occurrence.objects.open().filter(
        in_force("item__roadmap__"), item__roadmap__organization=organization,
        item__roadmap__year__in=years,
    ).select_related("item__roadmap__organization")  # fmt: skip
    people = Prefetch("item__assignees", Assignee.objects.select_related("person"))
    parts = Prefetch("parts", Part.objects.select_related("person", "organization"))
    found: dict[str, Who] = {}
    for row in with_proof(rows).prefetch_related(people, parts):
        for key, name, part in _answering(row):
            who = found.setdefault(key, Who(key, name, []))
            who.tasks.append(Task(row, state_of(row, on), on, part))
    for who in found.values():
        who.tasks.sort(key=_urgency)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].overdue, pair[1].name)))


def own_tasks(user, *, years: Iterable[int], on: datetime.date) -> list[OwnTask]:
    """Return the dates of these years the user answers for, done ones too; three queries.

    A share is seen by whom it belongs to, a proof by who brought it.
    """
    rows = Occurrence.objects.answered_by(user.membership).filter(
        in_force("item__roadmap__"), item__roadmap__year__in=years, cancelled_on=None,
    ).select_related("item__roadmap__organization")  # fmt: skip
    brought = Evidence.objects.filter(added_by=user).annotate(file_name=F("file__name"))
    found = []
    for row in with_proof(rows).prefetch_related("parts", Prefetch("evidence", brought)):
        own = [part for part in row.parts.all() if part.person_id == user.membership.person_id]
        done = bool(own and own[0].done_on)
        state = OccurrenceState.DONE if done and row.is_open else state_of(row, on)
        found.append(OwnTask(row, state, on, own[0] if own else None, tuple(row.evidence.all())))
    return sorted(found, key=_own_order)


def own_key(membership) -> str:
    """Return the key of the member: by person, else by the role alone where it is one person's."""
    if membership.person_id:
        return _of_person(membership.person_id)
    if membership.role in (Role.MENTOR, Role.EMPLOYEE, Role.PSYCHOLOGIST):
        return ""
    return ROLE_WORDS.get(membership.role, Role(membership.role).label)


def _answering(row):
    """Return (key, name, part) of those who answer for the date, each once."""
    parts = list(row.parts.all())
    found = {}
    for part in parts:
        if part.done_on is None:
            key = _of_person(part.person_id) if part.person else f"o{part.organization_id}"
            found[key] = (key, str(part), part)
    for one in row.item.assignees.all():
        if one.person:
            key = _of_person(one.person_id)
            found.setdefault(key, (key, one.person.short_name, None))
        elif not (parts and one.kind == AssigneeKind.ROLE and is_plural(one.text)):
            found.setdefault(one.text.lower(), (one.text.lower(), one.text, None))
    return found.values()


def _own_order(task):
    """Sort what is open by its urgency, what is done by its day, the last first."""
    return (1, -task.done_on.toordinal()) if task.done_on else (0, *_urgency(task))


def _of_person(key):
    return f"p{key}"


def _urgency(task):
    row = task.occurrence
    return URGENCY.index(task.state), row.due_on or datetime.date.max, row.item.position, row.pk
