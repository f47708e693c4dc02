"""What waits for whom: the open dates of a year by those who answer for them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from people.models import Role
from roadmaps.assignees import AssigneeKind, is_plural
from roadmaps.models import Assignee, Occurrence, OccurrenceState, Part, in_force
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


def own_key(membership) -> str:
    """Return the key of the member: by person, else by the role alone."""
    if membership.person_id:
        return _of_person(membership.person_id)
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


def _of_person(key):
    return f"p{key}"


def _urgency(task):
    row = task.occurrence
    return URGENCY.index(task.state), row.due_on or datetime.date.max, row.item.position, row.pk
