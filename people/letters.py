"""The words of a letter: a greeting, its reminders, how to get no more of them. Pure."""

import datetime
from dataclasses import dataclass
from typing import Any

from people.addresses import site_address
from people.signers import ADULT, TEEN, age_on

SHOWN = 10  # of one kind; the rest is counted


@dataclass(frozen=True)
class Reminder:
    """What one person is to be told: `kind` and `key` name it, `event_on` starts its ladder.

    `text` is a whole sentence, `path` the page that does it, `address` an address other than
    the person's own.
    """

    person: Any
    kind: str
    key: str
    event_on: datetime.date
    text: str
    path: str = ""
    address: str = ""

    @property
    def mailbox(self):
        return self.address or self.person.email


def subject_of(labels: list[str]) -> str:
    """Return «Наставничество: отзывы о встречах, опросы»; it never names anybody."""
    return f"Наставничество: {', '.join(labels).lower()}"


def text_of(called: str, organization: str, reminders: list[Reminder], switch_path: str) -> str:
    """Return the letter in plain text."""
    parts = [f"Здравствуйте, {called}."]
    for kind in dict.fromkeys(one.kind for one in reminders):
        own = [one for one in reminders if one.kind == kind]
        parts += map(_paragraph, own[:SHOWN])
        if own[SHOWN:]:
            parts.append(f"Ещё таких дел: {len(own) - SHOWN}.")
    parts.append(
        f"Письмо составила программа «Наставник», {organization}. Отвечать на него не нужно.\n"
        f"Выбрать, о чём писать, или отказаться от писем: {site_address(switch_path)}"
    )
    return "\n\n".join(parts) + "\n"


def readers_of(person, on: datetime.date) -> list:
    """Return who is written to for a person: self from 14 on, else the guardians; with a mailbox.

    Reads `guardians` with their adults.
    """
    grown = not person.is_learner or (
        person.birth_on is not None and age_on(person.birth_on, on) >= TEEN
    )
    if grown and person.email:
        return [person]
    minor = person.is_learner and not (person.birth_on and age_on(person.birth_on, on) >= ADULT)
    return [one.adult for one in person.guardians.all() if one.adult.email] if minor else []


def _paragraph(reminder):
    return "\n".join(filter(None, [reminder.text, reminder.path and site_address(reminder.path)]))
