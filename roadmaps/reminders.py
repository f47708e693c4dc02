"""Whom to remind of the dates of the roadmap: those who answer for them, by name or by duty."""

from django.urls import reverse

from people.letters import Reminder
from people.models import Membership, Person
from people.roles import PERMISSIONS, STAFF_ROLES
from people.templatetags.words import day
from people.years import year_of
from roadmaps.models import OccurrenceState
from roadmaps.overview import ROLE_WORDS
from roadmaps.tasks import waiting

_DATED = (OccurrenceState.SOON, OccurrenceState.OVERDUE)


def reminders(organization, on):
    """Return the Reminders of dates, those ahead before those past; eight queries."""
    everybody = waiting(organization, years=[year_of(on)], on=on)
    named = {part.person_id for who in everybody.values() for task in who.tasks
             for part in (*task.occurrence.parts.all(), *task.item.assignees.all())}  # fmt: skip
    own = Person.objects.filter(organization=organization).in_bulk(named - {None})
    people = {f"p{key}": [person] for key, person in own.items()}
    works = Membership.objects.filter(organization=organization, person__isnull=False)
    works = list(works.select_related("person"))
    for work in works:
        if work.role in STAFF_ROLES:
            people.setdefault(ROLE_WORDS.get(work.role), []).append(work.person)
    paths = _paths(works)
    found = [
        _reminder(person, task, on, paths.get(person.pk, ""))
        for key, who in everybody.items() for task in who.tasks
        for person in people.get(key, ())
        if task.occurrence.due_on and task.state in _DATED
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.event_on < on)  # a letter names the first ones


def _paths(works):
    """Return {person id: address} of those with an account: the row, or the page of own rows."""
    found = {}
    for work in works:
        sees_rows = "roadmaps.view_item" in PERMISSIONS[work.role]
        if sees_rows or work.person_id not in found:
            found[work.person_id] = "admin:roadmaps_item" if sees_rows else "own-tasks"
    return found


def _reminder(person, task, on, name):
    item, due_on = task.item, task.occurrence.due_on
    words = f"{item.number} {item.activity or item.stage}".strip().replace("\n", " ")[:200]
    when = f"срок {day(due_on)}" if due_on >= on else f"срок прошёл {day(due_on)}"
    path = reverse(name, args=[item.pk] if name.startswith("admin:") else []) if name else ""
    return Reminder(person, "roadmap", str(task.occurrence.pk), due_on,
                    f"Дорожная карта: {words} – {when}.", path)  # fmt: skip
