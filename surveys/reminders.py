"""Whom to remind of a questionnaire: those who have not answered where names are known."""

from django.db.models import Prefetch

from people.letters import Reminder, readers_of
from people.models import Guardian
from people.templatetags.words import day
from surveys.links import PERSONAL, Ticket, path_of
from surveys.models import Invitation


def reminders(organization, on):
    """Return the Reminders of the open waves; nobody knows who is silent where no names are."""
    guardians = Guardian.objects.select_related("adult").order_by("pk")
    silent = Invitation.objects.filter(
        wave__organization=organization, wave__is_anonymous=False, wave__closed_on=None,
        wave__opens_on__lte=on, wave__closes_on__gte=on, response=None,
    ).select_related("wave", "person")  # fmt: skip
    silent = silent.prefetch_related(Prefetch("person__guardians", guardians)).order_by("pk")
    return [
        Reminder(reader, "survey", str(row.pk), row.wave.opens_on, _text(row, reader),
                 path_of(Ticket(PERSONAL, row.pk)))
        for row in silent for reader in readers_of(row.person, on)
    ]  # fmt: skip


def _text(row, reader):
    ask = f"Ответьте, пожалуйста, на опрос «{row.wave.title}» до {day(row.wave.closes_on)}."
    if reader == row.person:
        return ask
    return (
        f"Передайте, пожалуйста, эту ссылку ребёнку ({row.person.first_name}): "
        f"опрос «{row.wave.title}» открыт до {day(row.wave.closes_on)}."
    )
