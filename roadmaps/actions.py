"""What happens to roadmaps: rows come in, dates are computed, rows are done, orders approve."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps import deadlines
from roadmaps.models import Item, Occurrence, Roadmap, Stage


class MarkRefused(ValidationError):
    """The row cannot be marked so; the message says why."""


class AlreadyApproved(ValidationError):
    """The roadmap is fixed by an order; changes go through a new order."""


CELLS = ("number", "stage", "activity", "deadline", "responsible", "result", "indicator")


@transaction.atomic
def import_rows(read, *, organization, year, by, title=None, source_name=""):
    """Save a read table (the JSON of roadmaps.importing) as a draft roadmap and return it.

    Every cell keeps its wording; the dates beside it are computed for the academic year. A
    deadline cell merged with the row above, or empty, takes the rule of that row.
    """
    roadmap = Roadmap.objects.create(
        organization=organization, year=year, source_name=source_name,
        title=(title or read.get("title") or "Дорожная карта")[:300],
        columns=read["columns"], header=read.get("header") or {}, layout=read.get("layout") or {},
    )  # fmt: skip
    stages = [
        Stage(roadmap=roadmap, position=n, number=section["number"] or "", title=section["title"])
        for n, section in enumerate(read["sections"])
    ]
    Stage.objects.bulk_create(stages)
    by_title = {stage.title: stage for stage in stages}
    items = [
        Item(
            roadmap=roadmap, section=by_title.get(row.get("section")), position=n,
            inherits=row.get("inherits") or [], merged=row.get("merged") or [],
            other=row.get("other") or {}, **{cell: row.get(cell) or "" for cell in CELLS},
        )
        for n, row in enumerate(read["rows"])
    ]  # fmt: skip
    Item.objects.bulk_create(items)
    plan_occurrences(roadmap, items)
    record(organization=organization, by=by, action="import_roadmap", subject=roadmap,
           text=f"Загружена дорожная карта, строк: {len(items)}")  # fmt: skip
    return roadmap


def plan_occurrences(roadmap, items):
    """Compute the dates of the items anew; what is done already keeps its date and note."""
    done = Occurrence.objects.filter(item__in=items, done_on__isnull=False)
    kept = set(done.values_list("item_id", "due_on"))
    Occurrence.objects.filter(item__in=items, done_on=None).delete()
    rows, wording = [], ""
    for item in items:
        wording = item.deadline.strip() or wording
        item.deadline_kind, dates = deadlines.dates(wording, roadmap.year)
        rows += [
            Occurrence(item=item, start_on=start, due_on=due)
            for start, due in dates
            if (item.pk, due) not in kept
        ]
    Item.objects.bulk_update(items, ["deadline_kind"])
    Occurrence.objects.bulk_create(rows)


@transaction.atomic
def mark_done(occurrence, *, note, by, on):
    """Mark a date of a row as done on that day; `note` says what proves it."""
    if occurrence.start_on and on < occurrence.start_on:
        raise MarkRefused(
            f"Срок начинается {occurrence.start_on:%d.%m.%Y}. Отметьте выполнение не раньше."
        )
    if not note.strip():
        raise MarkRefused("Напишите, чем подтверждено выполнение: протокол, приказ, ссылка.")
    occurrence.done_on, occurrence.note = on, note.strip()
    occurrence.save(update_fields=["done_on", "note"])
    _record_mark(occurrence, by, "mark_done", "Отмечено выполнение строки")


@transaction.atomic
def unmark(occurrence, *, by):
    """Take the mark back; the row is open again."""
    occurrence.done_on, occurrence.note = None, ""
    occurrence.save(update_fields=["done_on", "note"])
    _record_mark(occurrence, by, "unmark", "Снята отметка о выполнении строки")


def _record_mark(occurrence, by, action, words):
    roadmap = occurrence.item.roadmap
    record(organization=roadmap.organization, by=by, action=action, subject=occurrence,
           text=f"{words} {occurrence.item.number}".strip())  # fmt: skip


@transaction.atomic
def approve(roadmap, *, basis, on: datetime.date, by):
    """Fix the roadmap as approved by a registered order; `basis` is the order's text mark."""
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if roadmap.is_approved:
        raise AlreadyApproved(
            f"Дорожная карта уже утверждена: {roadmap.approved_basis}. "
            "Подготовьте приказ о внесении изменений."
        )
    roadmap.approved_on, roadmap.approved_basis = on, basis
    roadmap.save(update_fields=["approved_on", "approved_basis"])
    record(organization=roadmap.organization, by=by, action="approve_roadmap", subject=roadmap,
           text=f"Дорожная карта утверждена, {basis}")  # fmt: skip
    return roadmap
