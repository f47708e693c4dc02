"""Whom to write to about a questionnaire: an invitation on its first day, then reminders.

Where no names are kept nobody knows who is silent: everybody invited gets the common link, twice
and not again, so that whoever has answered is left in peace.
"""

import datetime

from django.db.models import Prefetch

from people.consent_gaps import withdrawn
from people.letters import Reminder, readers_of
from people.models import Guardian
from people.templatetags.words import day
from surveys.links import COMMON, PERSONAL, Ticket, path_of
from surveys.models import Invitation

UNNAMED_DAYS = 7  # after which a wave without names writes to nobody any more


def reminders(organization, on):
    """Return the Reminders of the open waves that may be written about."""
    rows = Invitation.objects.filter(
        wave__organization=organization, wave__by_mail=True, wave__closed_on=None,
        wave__opens_on__lte=on, wave__closes_on__gte=on, response=None,
    ).exclude(person__in=withdrawn(on).values("pk")).select_related("wave", "person")  # fmt: skip
    return [
        Reminder(reader, "survey", str(row.pk), row.wave.opens_on, _text(row, reader), _path(row))
        for row in _with_guardians(rows) if _is_open(row.wave, on)
        for reader in readers_of(row.person, on)
    ]  # fmt: skip


def without_mailbox(wave, on):
    """Return the invited, not yet heard of, whom no letter can reach: they need a printed link."""
    rows = wave.invitations.filter(response=None).select_related("person")
    return [row for row in _with_guardians(rows) if not readers_of(row.person, on)]


def _with_guardians(rows):
    guardians = Guardian.objects.select_related("adult").order_by("pk")
    return rows.prefetch_related(Prefetch("person__guardians", guardians)).order_by("pk")


def _is_open(wave, on):
    return not wave.is_anonymous or on < wave.opens_on + datetime.timedelta(days=UNNAMED_DAYS)


def _path(row):
    unnamed = row.wave.is_anonymous
    return path_of(Ticket(COMMON, row.wave_id) if unnamed else Ticket(PERSONAL, row.pk))


def _text(row, reader):
    wave = row.wave
    if reader != row.person:
        return (
            f"Передайте, пожалуйста, эту ссылку ребёнку ({row.person.first_name}): "
            f"опрос «{wave.title}» открыт до {day(wave.closes_on)}.{_unnamed(wave)}"
        )
    return (
        f"Ответьте, пожалуйста, на опрос «{wave.title}» до {day(wave.closes_on)}.{_unnamed(wave)}"
    )


def _unnamed(wave):
    if not wave.is_anonymous:
        return ""
    return " Ответ без имени. Если ответ уже дан, второй раз отвечать не нужно."
