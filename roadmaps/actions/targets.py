"""What happens to the targets of rows: read from the words, corrected, given a value."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps import targets as grammar
from roadmaps.models import Target

WORDS = ("text", "op", "value", "upper", "unit", "per", "per_group")


class ValueRefused(ValidationError):
    """The value cannot be kept so; the message says why."""


@transaction.atomic
def plan_targets(items):
    """Read the targets of the items anew; what the curator chose or typed stays.

    A target whose words are the same stays as it is, corrections included. Where words changed,
    the target in the same place takes the new words and keeps its figure and its values. What no
    word names any more goes, unless it has a figure or a value.
    """
    known = {}
    for target in Target.objects.filter(item__in=items).select_for_update():
        known.setdefault(target.item_id, []).append(target)
    new, changed, gone = [], [], []
    for item in items:
        left = known.pop(item.pk, [])
        found = list(enumerate(grammar.of_row(item.result, item.indicator)))
        same = [(n, one, _taken(left, one.text)) for n, one in found]
        for n, one, target in same:
            target = target or (left.pop(0) if left else None)
            if target is None:
                new.append(Target(item=item, position=n, **_words(one)))
                continue
            target.position = n
            if target.text != one.text:
                _reword(target, one)
            changed.append(target)
        gone += [target.pk for target in left if not target.is_touched]
    Target.objects.filter(pk__in=gone).delete()
    Target.objects.bulk_update(changed, ["position", "dropped_on", *WORDS])
    Target.objects.bulk_create(new)


@transaction.atomic
def read_targets(roadmap, *, by):
    """Read the targets of all rows anew: for a roadmap that came in before they were read."""
    plan_targets(list(roadmap.items.order_by("position", "pk")))
    record(organization=roadmap.organization, by=by, action="read_targets", subject=roadmap,
           text="Показатели дорожной карты прочитаны заново")  # fmt: skip


@transaction.atomic
def change_target(target, *, op, value, upper, unit, per, per_group, code, by):
    """Correct how the words were read, and choose the figure that is computed (blank: none)."""
    target = _locked(target)
    target.op, target.value, target.unit = op, value, unit.strip()
    target.upper = upper if op == "between" else None
    target.per, target.per_group = per, per_group
    if target.code != code:
        target.code, target.counted, target.counted_on = code, None, None
    _save(target)
    _record(target, by, "change_target", "Исправлена цель")


@transaction.atomic
def measure(target, *, measured, measured_on, comment, by, on):
    """Keep a value typed by hand with its day and where it is from; None takes it away.

    Raises ValueRefused for a day ahead.
    """
    if measured is not None and measured_on and measured_on > on:
        raise ValueRefused("Этот день ещё не наступил. Укажите, на какой день верно значение.")
    target = _locked(target)
    target.measured, target.comment = measured, comment.strip()
    target.measured_on = None if measured is None else measured_on
    _save(target)
    _record(target, by, "measure_target", "Записано значение показателя")


@transaction.atomic
def keep_counted(roadmap, *, values, on, by):
    """Keep the computed values {code: number} of that day beside the targets that ask for them."""
    rows = Target.objects.filter(item__roadmap=roadmap, code__in=values, dropped_on=None)
    targets = [target for target in rows.select_for_update() if values[target.code] is not None]
    for target in targets:
        target.counted, target.counted_on = Decimal(str(values[target.code])), on
    Target.objects.bulk_update(targets, ["counted", "counted_on"])
    record(organization=roadmap.organization, by=by, action="keep_counted", subject=roadmap,
           text=f"Записаны посчитанные показатели, целей: {len(targets)}")  # fmt: skip
    return len(targets)


@transaction.atomic
def drop_target(target, *, by, on):
    """Say that these words are no target; reading the row anew does not bring it back."""
    target = _locked(target)
    target.dropped_on = on
    target.save(update_fields=["dropped_on"])
    _record(target, by, "drop_target", "Снята цель")


@transaction.atomic
def restore_target(target, *, by):
    target = _locked(target)
    target.dropped_on = None
    target.save(update_fields=["dropped_on"])
    _record(target, by, "restore_target", "Возвращена цель")


def _taken(left, text):
    """Take the target with these words out of the list."""
    for place, target in enumerate(left):
        if target.text == text:
            return left.pop(place)
    return None


def _reword(target, one):
    for name, value in _words(one).items():
        setattr(target, name, value)
    target.dropped_on = None


def _words(one):
    return {name: getattr(one, name) for name in WORDS}


def _locked(target):
    rows = Target.objects.select_for_update(of=("self",))
    return rows.select_related("item__roadmap__organization").get(pk=target.pk)


def _save(target):
    target.full_clean(exclude=["item"])
    target.save()


def _record(target, by, action, words):
    record(organization=target.item.roadmap.organization, by=by, action=action, subject=target,
           text=f"{words} строки {target.item.number}".strip())  # fmt: skip
