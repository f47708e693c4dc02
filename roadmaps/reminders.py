"""Whom to remind of the dates of the roadmap: those who answer for them, by name or by duty."""

from django.urls import reverse

from people.letters import Reminder
from people.models import Membership, Person
from people.roles import STAFF_ROLES
from people.templatetags.words import day
from people.years import year_of
from roadmaps.models import OccurrenceState
from roadmaps.overview import ROLE_WORDS
from roadmaps.tasks import waiting

_DATED = (OccurrenceState.SOON, OccurrenceState.OVERDUE)


def reminders(organization, on):
    """Return the Reminders of dates that are near or past; eight queries."""
    everybody = waiting(organization, years=[year_of(on)], on=on)
    named = {part.person_id for who in everybody.values() for task in who.tasks
             for part in (*task.occurrence.parts.all(), *task.item.assignees.all())}  # fmt: skip
    own = Person.objects.filter(organization=organization).in_bulk(named - {None})
    people = {f"p{key}": [person] for key, person in own.items()}
    staff = Membership.objects.filter(
        organization=organization, role__in=STAFF_ROLES, person__isnull=False
    ).select_related("person")
    for work in staff:
        people.setdefault(ROLE_WORDS.get(work.role), []).append(work.person)
    able = {work.person_id for work in staff}
    return [
        _reminder(person, task, on, with_path=person.pk in able)
        for key, who in everybody.items() for task in who.tasks
        for person in people.get(key, ())
        if task.occurrence.due_on and task.state in _DATED
    ]  # fmt: skip


def _reminder(person, task, on, *, with_path):
    item, due_on = task.item, task.occurrence.due_on
    words = f"{item.number} {item.activity or item.stage}".strip().replace("\n", " ")[:200]
    when = f"срок {day(due_on)}" if due_on >= on else f"срок прошёл {day(due_on)}"
    path = reverse("admin:roadmaps_item", args=[item.pk]) if with_path else ""
    return Reminder(person, "roadmap", str(task.occurrence.pk), due_on,
                    f"Дорожная карта: {words} – {when}.", path)  # fmt: skip
