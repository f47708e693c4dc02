"""What happens to events: planned, people called, attendance entered and corrected, cancelled."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from people.years import first_day, last_day, title
from roadmaps.actions.proofs import evidence_of
from roadmaps.actions.showing import offer_event
from roadmaps.models import Event, EvidenceKind, Participation, Turnout


class EventRefused(ValidationError):
    """It cannot be so with the event; the message says why and what to do."""


FIELDS = ("kind", "title", "held_on", "starts_at", "place", "level", "note")


@transaction.atomic
def plan_event(*, organization, year, by, **words):
    """Add an event of the academic year; `words` are FIELDS. Raises EventRefused."""
    event = Event(organization=organization, year=year, **words)
    _check(event)
    event.save()
    _record(event, by, "plan_event", "Добавлено событие")
    return event


@transaction.atomic
def change_event(event, *, by, on, **words):
    """Correct the words and the day of an event. Raises EventRefused."""
    event = _locked(event)
    for name in FIELDS:
        setattr(event, name, words.get(name, getattr(event, name)))
    _check(event)
    if event.counted_on and event.held_on > on:
        raise EventRefused("Явка уже внесена, поэтому день не может быть впереди. Исправьте дату.")
    event.save()
    _record(event, by, "change_event", "Исправлено событие")
    return event


@transaction.atomic
def call_people(event, *, persons, by):
    """Put persons on the list of those expected; who stands there already stays. Returns how many.

    Raises EventRefused for somebody of another organization.
    """
    event = _locked(event)
    _refuse_strangers(event, persons)
    known = set(event.participations.values_list("person", flat=True))
    new = {person.pk for person in persons} - known
    Participation.objects.bulk_create(Participation(event=event, person_id=key) for key in new)
    if new:
        _record(event, by, "call_people", f"Приглашены люди ({len(new)}) на событие")
    return len(new)


@transaction.atomic
def uncall(participation, *, by):
    """Take somebody off the list of an event. Raises EventRefused for one who was there."""
    event = _locked(participation.event)
    participation.refresh_from_db()
    if participation.was_present:
        raise EventRefused("Этот человек отмечен как пришедший. Сначала исправьте явку.")
    participation.delete()
    _record(event, by, "uncall", "Человек убран из списка события")


@transaction.atomic
def enter_attendance(event, *, present, numbers, by, on):
    """Enter who came, or correct it; what is sent replaces what was entered.

    `present` are Persons, also such as nobody called; `numbers` are {title: (present, expected,
    SchoolClass or None)}. Raises EventRefused for a day ahead, a cancelled event, an empty sheet,
    strangers and numbers that contradict each other.
    """
    event = _locked(event)
    if event.cancelled_on:
        raise EventRefused("Событие отменено. Сначала верните его.")
    if event.held_on > on:
        raise EventRefused(
            f"Событие назначено на {event.held_on:%d.%m.%Y}. Внесите явку, когда оно пройдёт."
        )
    if not present and not any(came for came, _, _ in numbers.values()):
        raise EventRefused(
            "Отметьте, кто пришёл, или впишите числа. Если событие не состоялось, отмените его."
        )
    call_people(event, persons=present, by=by)
    event.participations.update(was_present=False)
    event.participations.filter(person__in=present).update(was_present=True)
    _count(event, numbers)
    words = "Исправлена явка события" if event.counted_on else "Внесена явка события"
    is_new, event.counted_on = event.counted_on is None, event.counted_on or on
    event.save(update_fields=["counted_on"])
    _record(event, by, "enter_attendance", words)
    if is_new:
        offer_event(event, by=by, on=on)
    return event


@transaction.atomic
def forget_attendance(event, *, by):
    """Take the entered attendance back: it belonged to another event. The list stays.

    Raises EventRefused while the event proves a row of a roadmap.
    """
    event = _locked(event)
    if event.counted_on is None:
        return
    if evidence_of(EvidenceKind.EVENT, event.pk).exists():
        raise EventRefused(
            "Событие подтверждает строку дорожной карты. Сначала уберите подтверждение у строки."
        )
    event.participations.update(was_present=False)
    event.turnouts.all().delete()
    event.counted_on = None
    event.save(update_fields=["counted_on"])
    _record(event, by, "forget_attendance", "Снята явка события")


@transaction.atomic
def cancel_event(event, *, reason, by, on):
    """Give the event up for a reason. Raises EventRefused once its attendance is entered."""
    event = _locked(event)
    if event.counted_on:
        raise EventRefused("Явка уже внесена, значит, событие прошло. Сначала снимите явку.")
    if not reason.strip():
        raise EventRefused("Напишите, почему событие отменено.")
    event.cancelled_on, event.reason = event.cancelled_on or on, reason.strip()[:300]
    event.save(update_fields=["cancelled_on", "reason"])
    _record(event, by, "cancel_event", "Отменено событие")


@transaction.atomic
def restore_event(event, *, by):
    """Take the cancellation back."""
    event = _locked(event)
    if event.cancelled_on is None:
        return
    event.cancelled_on, event.reason = None, ""
    event.save(update_fields=["cancelled_on", "reason"])
    _record(event, by, "restore_event", "Возвращено событие")


def _locked(event):
    rows = Event.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=event.pk)


def _check(event):
    begin, end = first_day(event.year).replace(month=8), last_day(event.year)
    if not begin <= event.held_on <= end:
        raise EventRefused(
            f"{event.held_on:%d.%m.%Y} – не {title(event.year)} учебный год. Исправьте дату или "
            "смените год вверху страницы."
        )


def _refuse_strangers(event, persons):
    if any(person.organization_id != event.organization_id for person in persons):
        raise EventRefused("В списке есть человек другой организации. Выберите своих людей.")


def _count(event, numbers):
    """Keep the numbers as sent: rows of groups no longer named disappear."""
    event.turnouts.exclude(title__in=numbers).delete()
    for name, (present, expected, school_class) in numbers.items():
        if school_class and school_class.organization_id != event.organization_id:
            raise EventRefused("Класс другой организации. Выберите свой класс.")
        if expected is not None and present > expected:
            raise EventRefused(
                f"{name}: пришло {present}, а ждали {expected}. Исправьте одно из чисел."
            )
        Turnout.objects.update_or_create(
            event=event, title=name,
            defaults={"present": present, "expected": expected, "school_class": school_class},
        )  # fmt: skip


def _record(event, by, action, words):
    text = f"{words} от {event.held_on:%d.%m.%Y}"
    record(organization=event.organization, by=by, action=action, subject=event, text=text)
