"""What happens to the dates of a roadmap: computed, done, postponed, given up, taken back."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from people.history import record
from roadmaps.expected import PAPERS
from roadmaps.models import BY_PLAN, Evidence, EvidenceKind, Item, Occurrence, Part, Proposal


class MarkRefused(ValidationError):
    """The row cannot be marked so; the message says why."""


FAR = datetime.timedelta(days=180)  # a date that moves further is another one
NOTE_LENGTH = Evidence._meta.get_field("title").max_length
LACKING = "Напишите, чем подтверждено выполнение: протокол, приказ, ссылка."


@transaction.atomic
def plan_occurrences(roadmap, items):
    """Compute the dates of the items anew; what was marked, proven, moved or given up stays.

    `items` are the rows in their order: an empty deadline takes the rule of the row above. A
    row without any date gets one occurrence without date, so that it can be marked as well. Marks
    go over to the new dates where the wording only moved them.
    """
    known = {}
    done_parts = Part.objects.filter(occurrence=OuterRef("pk")).exclude(done_on=None)
    proofs = Evidence.objects.filter(occurrence=OuterRef("pk"))
    rows = Occurrence.objects.filter(item__in=items)
    # held first, read afterwards: a mark set meanwhile is seen, none is set until this ends
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    for row in rows.annotate(is_proven=Exists(done_parts) | Exists(proofs)):
        known.setdefault(row.item_id, {})[row.start_on, row.planned_on or row.due_on] = row
    new, moved, wording, reading = [], [], "", roadmap.reading
    for item in items:
        wording = item.deadline.strip() or wording
        rule, dates = reading.dates(wording, item.under)
        item.deadline_kind = rule.kind
        present = known.pop(item.pk, {})
        wanted = dict.fromkeys(tuple(pair) for pair in dates or [(None, None)])
        lacking = [pair for pair in wanted if present.pop(pair, None) is None]
        carried = _carried(present, lacking)
        moved += carried
        taken = {(row.start_on, row.planned_on or row.due_on) for row in carried}
        new += [Occurrence(item=item, start_on=start, due_on=due)
                for start, due in lacking if (start, due) not in taken]  # fmt: skip
        known[item.pk] = present
    gone = [row.pk for left in known.values() for row in left.values() if _is_untouched(row)]
    Occurrence.objects.filter(pk__in=gone).delete()
    Item.objects.bulk_update(items, ["deadline_kind"])
    Occurrence.objects.bulk_update(moved, ["start_on", "due_on", "planned_on"])
    Occurrence.objects.bulk_create(new)


def _carried(present, lacking):
    """Move the marked dates that lost their place to the new ones, and return them.

    Only where there are as many of both; what cannot go over keeps the date it was marked at.
    """
    marked = [pair for pair, row in present.items() if not _is_untouched(row)]
    if len(marked) != len(lacking):
        return []
    pairs = zip(sorted(marked, key=_day_of), sorted(lacking, key=_day_of), strict=True)
    return [present.pop(old) for old, new in pairs if _moved(present[old], *new)]


def _moved(row, start, due):
    """Give a marked date its new place; False where the mark contradicts it."""
    old = row.planned_on or row.due_on
    if bool(old) != bool(due) or (due and abs(due - old) > FAR):
        return False
    last = row.done_on or (row.due_on if row.planned_on else None)
    if start and last and last < start:
        return False
    row.start_on = start
    if row.planned_on:
        row.planned_on = due
    else:
        row.due_on = due
    return True


def _day_of(pair):
    return pair[1] or pair[0] or datetime.date.max


@transaction.atomic
def mark_done(occurrence, *, by, on, note="", done_on=None):
    """Mark a date of a row as done on `done_on` (today when None); `note` says what proves it.

    The words become evidence. A row that is to bring a paper is not done without any proof
    (domain, section 4.4). Shares still open are marked together with the row. Raises MarkRefused
    for a day ahead or before the date begins, and for a lacking proof.
    """
    occurrence, day = locked(occurrence), done_on or on
    check_day(occurrence, day, on)
    words = written(note) if note.strip() else ""
    if not words and needs_proof(occurrence) and not occurrence.evidence.exists():
        raise MarkRefused(LACKING)
    occurrence.done_on, occurrence.cancelled_on = day, None
    occurrence.save(update_fields=["done_on", "cancelled_on"])
    occurrence.parts.filter(done_on=None).update(done_on=day, with_row=True)
    if words:
        occurrence.evidence.create(kind=EvidenceKind.NOTE, title=words, dated_on=day, added_by=by,
                                   with_mark=True)  # fmt: skip
    note_line(occurrence, by, "mark_done", "Отмечено выполнение строки")


@transaction.atomic
def postpone(occurrence, *, until, reason, by, on):
    """Move the date to `until`; the wording and the first date of the roadmap stay beside it.

    Raises MarkRefused for a date that is done, a day past or before the beginning, no reason.
    """
    occurrence = locked(occurrence)
    if not occurrence.is_open:
        raise MarkRefused("Строка уже отмечена. Сначала снимите отметку.")
    if occurrence.due_on is None:
        raise MarkRefused("У строки нет даты, переносить нечего.")
    if until < on or (occurrence.start_on and until < occurrence.start_on):
        raise MarkRefused("Новый срок должен быть не раньше сегодняшнего дня и начала срока.")
    occurrence.reason = written(reason, "Напишите, почему срок переносится.")
    occurrence.planned_on = occurrence.planned_on or occurrence.due_on
    occurrence.due_on = until
    occurrence.save(update_fields=["due_on", "planned_on", "reason"])
    note_line(occurrence, by, "postpone", f"Срок перенесён на {until:%d.%m.%Y}, строка")


@transaction.atomic
def cancel(occurrence, *, reason, by, on):
    """Give the date up as no longer needed; `reason` says why. Raises MarkRefused."""
    occurrence = locked(occurrence)
    if not occurrence.is_open:
        raise MarkRefused("Строка уже отмечена. Сначала снимите отметку.")
    occurrence.reason = written(reason, "Напишите, почему мероприятие не актуально.")
    occurrence.cancelled_on = on
    occurrence.save(update_fields=["cancelled_on", "reason"])
    note_line(occurrence, by, "cancel", "Признано неактуальным, строка")


@transaction.atomic
def unmark(occurrence, *, by):
    """Take the last mark back: done or given up first, then the postponement.

    What came with the mark goes with it: its words, the shares marked by it. A paper or an event
    that proved the row by itself is proposed again. Raises MarkRefused where everybody marked his
    own share: then one of those marks is to be taken back.
    """
    occurrence = locked(occurrence)
    if occurrence.is_open and occurrence.planned_on is None:
        return
    if occurrence.is_open:
        occurrence.due_on, occurrence.planned_on = occurrence.planned_on, None
    elif occurrence.done_on:
        parts = occurrence.parts.all()
        if parts and not any(part.with_row for part in parts):
            raise MarkRefused(
                "Каждый отметил свою долю. Снимите отметку у того, кто ещё не выполнил."
            )
        take_mark_back(occurrence)
    occurrence.done_on, occurrence.cancelled_on = None, None
    if occurrence.planned_on is None:
        occurrence.reason = ""
    occurrence.save()
    note_line(occurrence, by, "unmark", "Снята отметка строки")


def take_mark_back(occurrence):
    """Remove what came with the mark; rows of other kinds become proposals again."""
    with_mark = occurrence.evidence.filter(with_mark=True)
    Proposal.objects.bulk_create(
        [
            Proposal(occurrence=occurrence, kind=proof.kind, key=proof.key, title=proof.title,
                     dated_on=proof.dated_on)
            for proof in with_mark.exclude(key=None)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    with_mark.delete()
    occurrence.parts.filter(with_row=True).update(done_on=None, with_row=False)


def needs_proof(occurrence):
    """Tell whether the row is to bring a paper, or goes by a plan of its own."""
    item = occurrence.item
    return item.deadline_kind == BY_PLAN or item.results.filter(kind__in=PAPERS).exists()


def check_day(occurrence, day, on):
    """Raise MarkRefused for a day on which the work cannot have been done."""
    if day > on:
        raise MarkRefused("Этот день ещё не наступил. Укажите, когда работа сделана.")
    if occurrence.start_on and day < occurrence.start_on:
        raise MarkRefused(
            f"Срок начинается {occurrence.start_on:%d.%m.%Y}. Отметьте выполнение не раньше."
        )


def locked(occurrence):
    """Return the date as it is now, held until the end of the transaction.

    Raises MarkRefused for a date that is no more, or that is not of the roadmap in force.
    """
    rows = Occurrence.objects.select_for_update(of=("self",))
    rows = rows.select_related("item__roadmap__organization")
    occurrence = rows.filter(pk=occurrence.pk).first()
    if occurrence is None:
        raise MarkRefused("Срок этой строки только что изменился. Обновите страницу.")
    if occurrence.item.roadmap.is_edition:
        raise MarkRefused("Это проект изменений. Отметьте строку в действующей карте: отметка "
                          "перейдёт в новую редакцию.")  # fmt: skip
    if occurrence.item.roadmap.replaced_on:
        raise MarkRefused("Эта редакция карты заменена. Отметьте строку в действующей.")
    return occurrence


def written(text, lacking=LACKING):
    """Return the words without spaces around; raises MarkRefused with `lacking` when empty."""
    text = text.strip()
    if not text:
        raise MarkRefused(lacking)
    if len(text) > NOTE_LENGTH:
        raise MarkRefused(f"Слишком длинно: {len(text)} знаков, помещается {NOTE_LENGTH}.")
    return text


def note_line(occurrence, by, action, words):
    """Add a line to the journal about the row; it names the row, never a person."""
    roadmap = occurrence.item.roadmap
    record(organization=roadmap.organization, by=by, action=action, subject=occurrence,
           text=f"{words} {occurrence.item}".strip())  # fmt: skip


def _is_untouched(row):
    return row.is_open and row.planned_on is None and not row.is_proven
