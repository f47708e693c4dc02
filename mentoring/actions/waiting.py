"""What the curator notes about somebody without a pair."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.models import UnmatchedNote
from people.history import record


class NoteRefused(ValidationError):
    """The note cannot be kept; the message says why."""


@transaction.atomic
def note_unmatched(person, *, year, side, reason, next_step, until, responsible, on, by):
    """Keep why somebody has no pair, what comes next, until when and who sees to it."""
    if responsible is not None and responsible.organization_id != person.organization_id:
        raise NoteRefused("Ответственный – человек вашей организации. Выберите из списка.")
    if until is not None and until < on:
        raise NoteRefused("Срок следующего шага уже прошёл. Исправьте дату.")
    note, _ = UnmatchedNote.objects.update_or_create(
        person=person, year=year, side=side,
        defaults={"reason": reason, "next_step": next_step.strip(), "until": until,
                  "responsible": responsible},
    )  # fmt: skip
    record(organization=person.organization, by=by, action="note_unmatched", subject=note,
           text="Записан следующий шаг для человека без пары", person=person)  # fmt: skip
    return note
