"""The shares of a date that several fulfil, each with a mark of his own."""

from django.db import transaction

from roadmaps.actions.marks import (
    MarkRefused,
    check_day,
    locked,
    needs_proof,
    note_line,
    take_mark_back,
)
from roadmaps.models import EvidenceKind, Part


@transaction.atomic
def mark_part(part, *, by, on, done_on=None, note=""):
    """Mark one share as done; the last one makes the whole date done. Raises MarkRefused."""
    occurrence, day = locked(part.occurrence), done_on or on
    if not occurrence.is_open:
        raise MarkRefused("Строка уже отмечена целиком.")
    check_day(occurrence, day, on)
    part = _now(part)
    part.done_on, part.note = day, note.strip()[:300]
    part.save(update_fields=["done_on", "note"])
    note_line(occurrence, by, "mark_part", "Отмечена доля одного исполнителя строки")
    parts = list(occurrence.parts.all())
    if all(one.done_on for one in parts):
        _close(occurrence, parts, by)


@transaction.atomic
def unmark_part(part, *, by):
    """Take the mark of one share back; a date that was done by all waits again."""
    occurrence, part = locked(part.occurrence), _now(part)
    part.done_on, part.with_row, part.note = None, False, ""
    part.save(update_fields=["done_on", "with_row", "note"])
    part.proofs.all().delete()
    if occurrence.done_on:
        take_mark_back(occurrence)
        occurrence.done_on = None
        occurrence.save(update_fields=["done_on"])
    note_line(occurrence, by, "unmark_part", "Снята отметка одного исполнителя строки")


def _now(part):
    """Return the share as it is now; its date is held."""
    found = Part.objects.filter(pk=part.pk).first()
    if found is None:
        raise MarkRefused("Исполнители этой строки только что изменились. Обновите страницу.")
    return found


def _close(occurrence, parts, by):
    """Mark the date on the day of its last share; the marks of all prove a row without papers."""
    occurrence.done_on = max(part.done_on for part in parts)
    occurrence.save(update_fields=["done_on"])
    if needs_proof(occurrence) and not occurrence.evidence.exists():
        occurrence.evidence.create(
            kind=EvidenceKind.NOTE, title=f"отметили все, {len(parts)} из {len(parts)}",
            dated_on=occurrence.done_on, added_by=by, with_mark=True,
        )  # fmt: skip
