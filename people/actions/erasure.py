"""Somebody's data are destroyed: driven by the lists of personal fields and of their fates."""

import logging

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from people.actions.locking import locked_persons
from people.consent_gaps import has_withdrawn
from people.erasure_rules import (
    ALSO_WORDS,
    BUNDLES,
    CALLED,
    COPIES,
    EMPTIED,
    GONE,
    NAMES_OF_OTHERS,
    OWN,
    SHARED,
)
from people.history import record
from people.mentions import BorneName, mentions_of
from people.models import Erasure, ErasureGround, Headship, Organization, Person, User
from people.names import normalise
from people.personal_data import PERSONAL

logger = logging.getLogger(__name__)
EMPTY_WORD = "данные уничтожены"
WORDS = (models.CharField, models.TextField, models.JSONField)


class ErasureRefused(ValidationError):
    """The data cannot be destroyed now; the message names the next step."""


@transaction.atomic
def erase_person(person, *, surname, ground, by, on, shared=()):
    """Destroy the data of a person for ever and return the Erasure, from which the act is printed.

    `surname` is typed by the user as the second confirmation. Registered papers stay; a stub
    without a name keeps the figures right. Raises ErasureRefused. Who still stands in a pair is
    not known here: mentoring.actions.erase asks that first, and names the pairs (ids) whose words
    are `shared` with others.
    """
    person = locked_persons([person])[person.pk]
    _check(person, surname, ground, by, on)
    mentions, lines = _mentions(person), []
    files = _files(person)
    accounts = list(User.objects.filter(memberships__person=person).values_list("pk", flat=True))
    for label, paths in GONE.items():
        alone, common = _parted(label, _rows(label, paths, person), shared)
        gone = alone.delete()[0] + _drop_own(label, common, person, mentions)
        lines.append(_note(label, gone))
    for label, rule in EMPTIED.items():
        if rule.emptied:
            alone, common = _parted(label, _rows(label, rule.paths, person), shared)
            emptied = _empty(rule, alone) + _empty_naming(rule, common, mentions)
            lines.append(_note(label, emptied))
    lines.append(["учётные записи", _close_accounts(accounts)])
    for label, own in COPIES.items():
        lines.append(_note(label, _drop_copies(label, own, person, mentions)))
    for label in BUNDLES:
        lines.append(_note(label, _bundles(label, person).delete()[0]))
    for label in (*PERSONAL, *ALSO_WORDS):
        if label not in NAMES_OF_OTHERS and label not in COPIES:
            lines.append(_note(label, _remove_mentions(label, person, mentions)))
    _leave_stub(person, on)
    erasure = _write_act(person, ground, by, on, _summed(lines))
    transaction.on_commit(lambda: _after_commit(erasure, files))
    return erasure


def rewrite_database(erasure):
    """Let SQLite write its file anew, so that no page keeps bytes of what was deleted.

    PostgreSQL's own housekeeping does this by and by. Busy: False, and the daily command repeats.
    """
    if connection.vendor == "sqlite":
        try:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
        except OperationalError as busy:
            logger.warning("erasure %s: the file is not rewritten yet, %s", erasure.pk, busy)
            return False
    Erasure.objects.filter(pk=erasure.pk).update(rewritten_at=timezone.now())
    return True


def _check(person, surname, ground, by, on):
    if person.erased_on:
        raise ErasureRefused("Данные этого человека уже уничтожены.")
    if normalise(surname) != normalise(person.surname):
        raise ErasureRefused("Фамилия введена не так, как в программе. Введите её ещё раз.")
    if ground not in ErasureGround.values:
        raise ErasureRefused("Выберите причину: она стоит в акте.")
    if ground == ErasureGround.WITHDRAWAL and not has_withdrawn(person, on):
        raise ErasureRefused("Отзыв согласия не отмечен. Отметьте его на странице согласий.")
    if Headship.objects.on(on).filter(person=person).exists():
        raise ErasureRefused("Это руководитель организации. Сначала укажите нового руководителя.")
    accounts = User.objects.filter(memberships__person=person)
    if accounts.filter(Q(is_superuser=True) | Q(pk=by.pk)).exists():
        raise ErasureRefused("Это учётная запись администратора или ваша собственная.")


def _mentions(person):
    """Return what finds the person's present and former names in words."""
    others = Person.objects.filter(organization=person.organization).exclude(pk=person.pk)
    return mentions_of(_borne(name, person, others) for name in (person, *person.names.all()))


def _borne(name, person, others):
    surname, called = normalise(name.surname), normalise(f"{name.first_name} {name.patronymic}")
    return BorneName(
        name.surname, name.first_name, name.patronymic, person.gender,
        alone=not others.filter(search__startswith=f"{surname} ").exists(),
        called=not others.filter(search__endswith=called).exists(),
        put_right=tuple(person.declensions.values_list("form", flat=True)),
    )  # fmt: skip


def _rows(label, paths, person):
    model = apps.get_model(label)
    wanted = Q()
    for path in paths.split():
        wanted |= Q(**{path: person})
    keys = model._base_manager.filter(wanted).order_by().values("pk")
    return model._base_manager.filter(pk__in=list(keys.values_list("pk", flat=True)))


def _files(person):
    scans = apps.get_model("people.consentscan").objects.filter(consent__person=person)
    bundles = [(row, BUNDLES[label]) for label in BUNDLES for row in _bundles(label, person)]
    files = [scan.file for scan in scans] + [getattr(row, name) for row, name in bundles]
    return [file for file in files if file]


def _bundles(label, person):
    return apps.get_model(label).objects.filter(organization=person.organization)


def _parted(label, rows, shared):
    """Return the rows that are the person's alone and those of pairs whose words are shared."""
    if label not in SHARED or not shared:
        return rows, rows.none()
    common = rows.filter(**{f"{SHARED[label]}__in": shared})
    keys = list(common.values_list("pk", flat=True))
    return rows.exclude(pk__in=keys), rows.filter(pk__in=keys)


def _drop_own(label, rows, person, mentions):
    """Delete those of the shared rows that come from the person or name him."""
    if label not in OWN:
        return 0
    texts = _text_fields(label)
    own = set(rows.filter(**{OWN[label]: person}).values_list("pk", flat=True))
    named = {key for key, *values in rows.values_list("pk", *texts)
             if any(map(mentions.within, values))}  # fmt: skip
    return rows.filter(pk__in=own | named).delete()[0]


def _empty(rule, rows):
    fields = rows.model._meta
    values = {name: _nothing(fields.get_field(name)) for name in rule.emptied.split()}
    return rows.update(**values)


def _empty_naming(rule, rows, mentions):
    """Empty those of the shared words that name the person."""
    names, fields, changed = rule.emptied.split(), rows.model._meta, 0
    for key, *values in list(rows.values_list("pk", *names)):
        emptied = {name: _nothing(fields.get_field(name))
                   for name, value in zip(names, values, strict=True)
                   if mentions.within(value)}  # fmt: skip
        if emptied:
            changed += rows.filter(pk=key).update(**emptied)
    return changed


def _nothing(field):
    if field.null:
        return None
    return "" if field.blank else EMPTY_WORD


def _close_accounts(accounts):
    """Empty the accounts that worked here only; one that works elsewhere stays its owner's."""
    closed = User.objects.filter(pk__in=accounts, memberships=None)
    for user in closed:
        user.username, user.email, user.last_login = f"erased-{user.pk}", "", None
        user.first_name, user.last_name, user.is_active = "", EMPTY_WORD, False
        user.set_unusable_password()
        user.save()
    return len(closed)


def _drop_copies(label, own, person, mentions):
    model = apps.get_model(label)
    rows = model._base_manager.filter(organization=person.organization, **own)
    texts = _text_fields(label)
    found = [row[0] for row in rows.values_list("pk", *texts).iterator()
             if any(mentions.within(value) for value in row[1:])]  # fmt: skip
    return model._base_manager.filter(pk__in=found).delete()[0]


def _remove_mentions(label, person, mentions):
    """Take the name out of the words of all rows of the organization."""
    model, texts = apps.get_model(label), _text_fields(label)
    if not texts:
        return 0
    path = model.path_to_organization()
    rows = model._base_manager.filter(**{path: person.organization_id}).values_list("pk", *texts)
    changed = 0
    for key, *values in list(rows):
        clean = [mentions.removed(value) for value in values]
        if clean != values:
            fitting = {name: _cut(model._meta.get_field(name), value)
                       for name, value in zip(texts, clean, strict=True)}  # fmt: skip
            changed += model._base_manager.filter(pk=key).update(**fitting)
    return changed


def _text_fields(label):
    """Return the fields of a model that hold free words or JSON about people."""
    if label in ALSO_WORDS:
        return ALSO_WORDS[label].split()
    fields = apps.get_model(label)._meta
    personal = [name for group in PERSONAL[label] for name in group.fields]
    return [
        name
        for name in personal
        if isinstance(
            fields.get_field(name), models.CharField | models.TextField | models.JSONField
        )
        and not fields.get_field(name).choices
    ]


def _cut(field, value):
    limit = getattr(field, "max_length", None)
    return value[:limit] if limit and isinstance(value, str) else value


def _leave_stub(person, on):
    person.surname, person.first_name, person.patronymic = (
        f"Данные уничтожены № {person.pk}",
        "",
        "",
    )
    person.gender, person.birth_on, person.school_class = "", None, None
    person.workplace = person.email = person.phone = person.former = ""
    person.erased_on = on
    person.save()


def _write_act(person, ground, by, on, lines):
    organization = Organization.objects.select_for_update(no_key=True).get(
        pk=person.organization_id
    )
    last = Erasure.objects.filter(organization=organization).aggregate(last=Max("number"))["last"]
    erasure = Erasure.objects.create(
        organization=organization, number=(last or 0) + 1, stub=person, ground=ground,
        erased_on=on, by=by, lines=lines,
    )  # fmt: skip
    record(organization=organization, by=by, action="erase_person", subject=erasure,
           text=f"Персональные данные уничтожены, акт № {erasure.number}",
           person=person)  # fmt: skip
    return erasure


def _note(label, number):
    title = CALLED.get(label) or str(apps.get_model(label)._meta.verbose_name_plural)
    return [title, number]


def _summed(lines):
    """Return [category, rows] with every category once and none of nothing."""
    found = {"имя, дата рождения, контакты": 1}
    for title, number in lines:
        if number:
            found[title] = found.get(title, 0) + number
    return [[title, number] for title, number in found.items()]


def _after_commit(erasure, files):
    for file in files:
        file.storage.delete(file.name)
    rewrite_database(erasure)
