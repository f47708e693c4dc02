"""The programme of a pair: begun, rewritten, marked row by row, reviewed, prolonged."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.models import Pair, Programme, ProgrammeItem
from people.history import record

WORDS = ("needs", "strengths", "goal", "tasks", "expected")
ROWS = 100


class ProgrammeRefused(ValidationError):
    """The programme cannot be changed so; the message says why."""


@transaction.atomic
def start_programme(pair, *, by, on, words=None, rows=()):
    """Begin the programme of a pair from a template, a former programme or nothing.

    `words` are texts by field name, `rows` have direction, activity, planned and due_on.
    """
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.programmes.exists():
        raise ProgrammeRefused("Программа у пары уже есть. Откройте её или начните новую версию.")
    if pair.closed_on:
        raise ProgrammeRefused("Пара закрыта. Программу составляют для пары, которая работает.")
    programme = Programme.objects.create(
        pair=pair, starts_on=pair.starts_on, ends_on=pair.ends_on, created_on=on,
        **{name: (words or {}).get(name, "") for name in WORDS},
    )  # fmt: skip
    _add_rows(programme, rows)
    _record(programme, by, "start_programme", "Составлена программа")
    return programme


def rows_copied(programme, *, starts_on, ends_on):
    """Return the rows of a former programme as they would be from `starts_on` on, none done."""
    shift = starts_on - programme.starts_on
    return [
        ProgrammeItem(
            direction=item.direction, activity=item.activity, planned=item.planned,
            due_on=item.due_on and min(max(item.due_on + shift, starts_on), ends_on),
        )
        for item in programme.items.all()
    ]  # fmt: skip


@transaction.atomic
def change_programme(programme, *, by, on, rows=None, **fields):
    """Rewrite texts, dates and approval; `rows`, when given, are all rows in their new order.

    Each row has item (None for a new one), direction, activity, planned, due_on. A row left out
    is gone unless it is done. Raises ProgrammeRefused for a version no longer in force, and where
    the goal, the rows or their days of an approved one would become others.
    """
    programme = _locked(programme)
    if programme.approved_on and _is_another(programme, fields.get("goal"), rows):
        raise ProgrammeRefused(
            "Программа утверждена, а цель, сроки или состав задач меняются. "
            "Начните новую версию: утверждённая останется такой, какой её подписали."
        )
    for name, value in fields.items():
        setattr(programme, name, value.strip() if isinstance(value, str) else value)
    if programme.ends_on < programme.starts_on:
        raise ProgrammeRefused("Программа не может закончиться раньше, чем началась.")
    if programme.approved_on and not programme.approved_basis:
        raise ProgrammeRefused("Напишите, чем утверждена программа: приказ или протокол.")
    if programme.approved_on and programme.approved_on > on:
        raise ProgrammeRefused("День утверждения ещё не наступил. Исправьте дату.")
    programme.save()
    if rows is not None:
        _rewrite(programme, rows)
    _record(programme, by, "change_programme", "Программа изменена")
    return programme


@transaction.atomic
def mark_task(item, *, done_on, result, on, by):
    """Keep that a row is done, with what came of it; a later mark corrects the first."""
    programme = _locked(item.programme)
    if done_on > on or done_on < programme.starts_on:
        raise ProgrammeRefused(
            f"День выполнения – с {programme.starts_on:%d.%m.%Y} по сегодня. Исправьте дату."
        )
    item.done_on, item.result = done_on, result.strip()
    item.save(update_fields=["done_on", "result"])
    _record(programme, by, "mark_task", f"Задача № {item.position} выполнена")
    return item


@transaction.atomic
def unmark_task(item, *, by):
    """Take the mark back; what was written as the result stays for the next mark."""
    programme = _locked(item.programme)
    item.done_on = None
    item.save(update_fields=["done_on"])
    _record(programme, by, "unmark_task", f"Задача № {item.position}: отметка снята")


@transaction.atomic
def postpone_task(item, *, due_on, by, on):
    """Give a row that is not done another day within the programme."""
    programme = _locked(item.programme)
    if item.done_on:
        raise ProgrammeRefused("Задача выполнена. Срок переносить не нужно.")
    if not max(programme.starts_on, on) <= due_on <= programme.ends_on:
        raise ProgrammeRefused(
            f"Новый срок – с сегодняшнего дня по {programme.ends_on:%d.%m.%Y}. Исправьте дату."
        )
    item.due_on = due_on
    item.save(update_fields=["due_on"])
    _record(programme, by, "postpone_task",
            f"Задача № {item.position}: срок перенесён на {due_on:%d.%m.%Y}")  # fmt: skip


@transaction.atomic
def review_programme(programme, *, review, on, by, outcome=""):
    """Keep the interim review or, with an Outcome, the final one."""
    programme = _locked(programme)
    if not review.strip():
        raise ProgrammeRefused("Напишите, что показал итог: хотя бы одно предложение.")
    if outcome:
        programme.final_on, programme.final_review = on, review.strip()
        programme.outcome = outcome
    else:
        programme.interim_on, programme.interim_review = on, review.strip()
    programme.save()
    _record(programme, by, "review_programme",
            "Подведён итог программы" if outcome else "Подведён промежуточный итог")  # fmt: skip


@transaction.atomic
def new_version(programme, *, on, by, ends_on=None):
    """Put another version in force and return it; the former stays as it was agreed.

    With a later `ends_on` this is the prolongation, by consent of both sides.
    """
    old = _locked(programme)
    last = ends_on or old.ends_on
    if last < max(old.starts_on, on):
        raise ProgrammeRefused("Новый срок уже прошёл. Укажите день не раньше сегодняшнего.")
    items = list(old.items.all())
    old.superseded_on = on
    old.save(update_fields=["superseded_on"])
    fresh = Programme.objects.create(
        pair=old.pair, version=old.version + 1, starts_on=old.starts_on, ends_on=last,
        created_on=on, interim_on=old.interim_on, interim_review=old.interim_review,
        **{name: getattr(old, name) for name in WORDS},
    )  # fmt: skip
    for item in items:
        met = list(item.meetings.all())
        item.pk, item.programme = None, fresh
        item._state.adding = True
        item.save()
        item.meetings.set(met)
    text = f"Программа продлена по {last:%d.%m.%Y}" if last > old.ends_on else "Новая версия"
    _record(fresh, by, "new_version", f"{text}, версия {fresh.version}")
    return fresh


def _is_another(programme, goal, rows):
    """Tell whether the goal or the plan is no longer the one that was approved."""
    if goal is not None and goal.strip() != programme.goal:
        return True
    known = dict(programme.items.values_list("pk", "due_on"))
    asked = [(row["item"] and row["item"].pk, row["due_on"]) for row in rows or ()]
    return rows is not None and sorted(known.items(), key=str) != sorted(asked, key=str)


def _rewrite(programme, rows):
    if len(rows) > ROWS:
        raise ProgrammeRefused(f"В программе помещается {ROWS} строк. Сократите её.")
    kept = {row["item"].pk for row in rows if row.get("item")}
    gone = programme.items.exclude(pk__in=kept)
    if gone.exclude(done_on=None).exists():
        raise ProgrammeRefused("Выполненную задачу нельзя убрать. Сначала снимите отметку.")
    gone.delete()
    _check_days(programme, rows)
    known = {item.pk: item for item in programme.items.all()}
    for item in known.values():  # places are unique: make room before they are given anew
        item.position += ROWS
        item.save(update_fields=["position"])
    for position, row in enumerate(rows, 1):
        item = known[row["item"].pk] if row.get("item") else ProgrammeItem(programme=programme)
        item.position = position
        for name in ("direction", "activity", "planned", "due_on"):
            setattr(item, name, row[name])
        item.save()


def _check_days(programme, rows):
    for number, row in enumerate(rows, 1):
        due_on = row["due_on"]
        if due_on and not programme.starts_on <= due_on <= programme.ends_on:
            raise ProgrammeRefused(
                f"Строка {number}: срок вне программы, с {programme.starts_on:%d.%m.%Y} "
                f"по {programme.ends_on:%d.%m.%Y}. Исправьте дату."
            )


def _add_rows(programme, rows):
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(programme=programme, position=position, direction=row.direction,
                      activity=row.activity, planned=row.planned, due_on=row.due_on)
        for position, row in enumerate(rows, 1)
    )  # fmt: skip


def _locked(programme):
    rows = Programme.objects.select_for_update(of=("self",)).select_related("pair__organization")
    programme = rows.get(pk=programme.pk)
    if programme.superseded_on:
        raise ProgrammeRefused("Это прежняя версия. Откройте ту, что действует.")
    return programme


def _record(programme, by, action, text):
    record(organization=programme.pair.organization, by=by, action=action,
           subject=programme.pair, text=text)  # fmt: skip
