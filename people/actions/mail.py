"""Reminders become letters, at most one a day to a person; letters are sent, each once."""

import datetime
import logging
from collections import defaultdict
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from people.addresses import site_address
from people.history import record
from people.ladder import LADDERS, is_due
from people.letters import subject_of, text_of
from people.mail_links import switch_path
from people.models import Letter, LetterKind, MailSwitch, Organization, Role
from people.salutation import called
from people.withdrawals import awaiting_erasure

logger = logging.getLogger(__name__)
KEPT = datetime.timedelta(days=90)
OF_ROLE = {LetterKind.DIGEST: Role.CURATOR, LetterKind.MONTH: Role.DIRECTOR}
ANSWERING = {Role.CURATOR, Role.DIRECTOR, Role.EMPLOYEE}  # for dates of the roadmap
WAITS = (10, 30, 60, 180)  # minutes until the next attempt
BROKEN_OFF = "Отправка прервалась: ушло ли письмо, неизвестно, повторять его не будем."
SERVER_DOWN = "Почтовый сервер не отвечает."
LETTER_REFUSED = "Почтовый сервер не принял это письмо, повторим позже."
ADDRESS_REFUSED = "Почтовый сервер не принял этот адрес. Проверьте его у человека."


@transaction.atomic
def post(organization, reminders, *, on):
    """Make today's letters of what is due and return how many; a second call adds nothing.

    A letter that could not be sent yesterday gives way to today's: nobody gets two, and nobody
    is asked for what is done. Whoever withdrew the consent is not written to.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    letters = Letter.objects.filter(person__organization=organization)
    letters.filter(for_day__lt=on - KEPT).delete()
    letters.filter(for_day__lt=on).unsent().delete()
    letters.filter(for_day__lt=on).exclude(text="").update(text="")
    done = set(letters.filter(for_day=on).values_list("person", flat=True))
    done.update(awaiting_erasure(organization, on).values_list("pk", flat=True))
    due = _due(organization, letters, reminders, on)
    new = [_letter(organization, own, on) for key, own in due.items() if key not in done]
    return len(Letter.objects.bulk_create(new))


def send_letters(*, at):
    """Send what is ripe and return (how many went, how many did not).

    A letter is claimed first, in a transaction of its own: two commands at once never send it
    twice, and no lock is held while the mail server is waited for.
    """
    sent = failed = 0
    ripe, connection = Letter.objects.ripe(at).filter(person__erased_on=None), get_connection()
    for letter in list(ripe.order_by("pk")):
        claim = Letter.objects.ripe(at).filter(pk=letter.pk)
        if not claim.update(claimed_at=at, error=BROKEN_OFF):
            continue
        try:
            _message(letter, connection).send()
        except SMTPRecipientsRefused as refused:
            final = all(code >= 500 for code, _ in refused.recipients.values())
            failed += _failed(letter, ADDRESS_REFUSED, None if final else at)
        except (SMTPDataError, SMTPNotSupportedError, ValueError):
            failed += _failed(letter, LETTER_REFUSED, at)
        except Exception as broken:
            logger.warning("mail server: %s", type(broken).__name__)
            failed += _failed(letter, SERVER_DOWN, at) + _postpone(at)
            break
        else:
            Letter.objects.filter(pk=letter.pk).update(
                sent_at=timezone.now(), text="", error="", attempts=letter.attempts + 1
            )
            sent += 1
    return sent, failed


def kinds_for(person):
    """Return the kinds of letters that may reach the person: by role, by part, or as they did."""
    roles = set(person.memberships.values_list("role", flat=True))
    is_mentor = Role.MENTOR in roles or person.mentors.exists()
    in_pairs = is_mentor or person.mentees.exists() or person.wards.exists()
    found = {LetterKind.SURVEY, *(kind for kind, role in OF_ROLE.items() if role in roles)}
    found |= {LetterKind.ROADMAP} if roles & ANSWERING else set()
    found |= {LetterKind.MEETING} if is_mentor else set()
    found |= {LetterKind.FEEDBACK} if in_pairs else set()
    came = {kind for about in person.letters.values_list("about", flat=True) for kind in about}
    came.update(person.mail_switches.values_list("kind", flat=True))
    return [kind for kind in LetterKind if kind in found | came - set(OF_ROLE)]


@transaction.atomic
def choose_letters(person, *, wanted, by, on):
    """Write to the person of these kinds only; without `by` the person said so by the link."""
    off = [kind for kind in kinds_for(person) if kind not in wanted]
    own = MailSwitch.objects.filter(person=person)
    own.filter(kind__in=wanted).delete()
    known = set(own.values_list("kind", flat=True))
    MailSwitch.objects.bulk_create(
        [MailSwitch(organization=person.organization, person=person, kind=kind, off_on=on)
         for kind in off if kind not in known], ignore_conflicts=True,
    )  # fmt: skip
    record(organization=person.organization, by=by, action="choose_letters", person=person,
           text="Выбрано, о каких делах писать на почту")  # fmt: skip


@transaction.atomic
def switch_kind(organization, kind, *, is_on, by, on):
    """Let letters of a kind go to everybody of the organization, or to nobody."""
    rows = MailSwitch.objects.filter(organization=organization, person=None, kind=kind)
    if is_on:
        rows.delete()
    elif not rows.exists():
        MailSwitch.objects.create(organization=organization, kind=kind, off_on=on)
    word = "Включены" if is_on else "Выключены"
    record(organization=organization, by=by, action="switch_letters",
           text=f"{word} письма «{LetterKind(kind).label}»")  # fmt: skip


def _due(organization, letters, reminders, on):
    """Return {person's key: reminders to go out today}."""
    off = set(MailSwitch.objects.filter(organization=organization).values_list("person", "kind"))
    last = _reminded(letters)
    found = defaultdict(dict)
    for one in reminders:
        key = (one.person.pk, one.kind, one.key)
        wanted = not {(None, one.kind), (one.person.pk, one.kind)} & off
        if wanted and one.mailbox and is_due(LADDERS[one.kind], one.event_on, last.get(key), on):
            found[one.person.pk][one.kind, one.key] = one
    return {person: list(own.values()) for person, own in found.items()}


def _reminded(letters):
    """Return {(person, kind, key): last day} of what went out or was given up."""
    found = {}
    for person, day, about in letters.order_by("for_day").values_list("person", "for_day", "about"):
        found |= {(person, kind, key): day for kind, keys in about.items() for key in keys}
    return found


def _letter(organization, reminders, on):
    person = reminders[0].person
    about = defaultdict(list)
    for one in reminders:
        about[one.kind].append(one.key)
    return Letter(
        person=person, for_day=on, address=reminders[0].mailbox, about=about,
        subject=subject_of([LetterKind(kind).label for kind in about]),
        text=text_of(called(person), organization.short_name, reminders, switch_path(person.pk)),
    )  # fmt: skip


def _message(letter, connection):
    choose = site_address(switch_path(letter.person_id))
    headers = {"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{choose}>"}
    return EmailMessage(letter.subject, letter.text, to=[letter.address], headers=headers,
                        connection=connection)  # fmt: skip


def _failed(letter, error, at):
    """Give the claim back and return 1; without `at` the letter is given up, and its words go."""
    values = {"error": error, "attempts": letter.attempts + 1, "claimed_at": None,
              "retry_at": at and at + _wait(letter.attempts)}  # fmt: skip
    if at is None:
        values["text"] = ""
    return Letter.objects.filter(pk=letter.pk).update(**values)


def _postpone(at):
    """Wait for a dead server no second time: put off all that is ripe and return how many."""
    ripe = Letter.objects.ripe(at)
    return sum(
        ripe.filter(attempts=attempts).update(
            error=SERVER_DOWN, attempts=F("attempts") + 1, retry_at=at + _wait(attempts)
        )
        for attempts in set(ripe.values_list("attempts", flat=True))
    )


def _wait(attempts):
    return datetime.timedelta(minutes=WAITS[min(attempts, len(WAITS) - 1)])
