"""What one of those who answer does with the own row: brings a proof, closes it, takes it back."""

from django.db import transaction

from roadmaps.actions.marks import MarkRefused, locked, mark_done, unmark
from roadmaps.actions.parts import mark_part, unmark_part
from roadmaps.actions.proofs import attach, remove_evidence
from roadmaps.models import BY_PLAN

NOT_OWN = "Эту строку отмечает куратор. Скажите ему, что исправить."


@transaction.atomic
def bring(occurrence, *, title, dated_on, link, file, by, on):
    """Bring what proves the own share of a date, which is then done; True when it is.

    Without shares it is the date that is done. Work that lasts, a plan that is awaited and a row
    whose shares are others' get the proof alone. A share needs no words. Raises MarkRefused.
    """
    occurrence, part = locked(occurrence), own_part(occurrence, by.membership)
    proof = {"title": title, "dated_on": dated_on, "link": link, "file": file}
    if not occurrence.is_open or (part and part.done_on):
        raise MarkRefused("Это уже отмечено. Обновите страницу.")
    if part and not occurrence.lasts(on):
        if link or file:
            attach(occurrence, **proof, part=part, by=by, on=on)
        mark_part(part, by=by, on=on, done_on=dated_on, note=title)
        return True
    closes = closes_by_own(occurrence, on)
    attach(occurrence, **proof, with_mark=closes, by=by, on=on)
    if closes:
        mark_done(occurrence, by=by, on=on, done_on=dated_on)
    return closes


@transaction.atomic
def take_own_back(occurrence, *, by):
    """Take the own mark back; raises MarkRefused for one that somebody else has set."""
    occurrence = locked(occurrence)
    part = own_part(occurrence, by.membership)
    if part:
        if part.with_row or (occurrence.done_on and occurrence.parts.filter(with_row=True)):
            raise MarkRefused("Строку целиком отметил куратор. Скажите ему, что исправить.")
        unmark_part(part, by=by)
    elif occurrence.done_on:
        if not occurrence.evidence.filter(with_mark=True, added_by=by):
            raise MarkRefused(NOT_OWN)
        unmark(occurrence, by=by)


@transaction.atomic
def remove_own(evidence, *, by):
    """Take away what one brought oneself; raises MarkRefused for the proof of another."""
    if evidence.added_by_id != by.pk:
        raise MarkRefused(NOT_OWN)
    remove_evidence(evidence, by=by)


def own_part(occurrence, membership):
    """Return the member's share of the date, or None."""
    own = occurrence.parts.filter(person=membership.person_id)
    return own.first() if membership.person_id else None


def closes_by_own(occurrence, on):
    """Tell whether who answers by name closes the date: not work that lasts, nor others' shares."""
    if occurrence.lasts(on) or occurrence.parts.exists():
        return False
    return occurrence.item.deadline_kind != BY_PLAN or occurrence.evidence.exists()
