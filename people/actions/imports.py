"""What happens to a table of people: it is taken, answered, written as a whole, and undone."""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from people.actions.import_writing import Writing
from people.history import record
from people.import_plan import RowState, counts, digest, plan
from people.models import Consent, Organization, Upload, UploadKind
from people.uncollected import uncollected

UNDONE_FIRST = ("guardian", "mentor", "mentee", "curator", "positionperiod", "person")


class UploadRefused(ValidationError):
    """The table cannot be written or undone; the message says why."""


@transaction.atomic
def take_people(*, organization, year, name, rows, by, foreign=None):
    """Keep the read rows (dicts of row, values, refusals) until the curator's yes.

    Tables that were taken before and never confirmed are thrown away with their names. `foreign`
    is what `keep_sheets` keeps, when some headings are still unknown.
    """
    earlier = Upload.objects.filter(organization=organization, kind=UploadKind.PEOPLE)
    earlier.filter(content__done=None).delete()
    content = {"year": year, "rows": rows, "decisions": {}, "done": None} | (foreign or {})
    return Upload.objects.create(
        organization=organization, kind=UploadKind.PEOPLE, name=name[:200], content=content,
        loaded_by=by,
    )  # fmt: skip


@uncollected()
def plan_of(upload, on):
    """Return the PlannedRows of a table that waits, as the organization stands today."""
    content = upload.content
    return plan(
        content["rows"], organization=upload.organization, year=content["year"], on=on,
        decisions=content["decisions"],
    )  # fmt: skip


@transaction.atomic
def answer_look_alike(upload, *, row, answer):
    """Remember that the row means the known person ("same") or somebody else ("other")."""
    upload = _locked(upload)
    if upload.content["done"] is None and answer in ("same", "other"):
        upload.content["decisions"][str(row)] = answer
        upload.save(update_fields=["content"])
    return upload


@uncollected()
@transaction.atomic
def confirm_people(upload, *, seen, by, on):
    """Write the new and changed rows of the table, all or nothing, and return the Upload.

    Rows that are refused or wait for an answer are left out, as the page says. `seen` is the
    digest of the plan that was shown: when the people changed meanwhile, UploadRefused asks to
    look again. Confirmed twice, the table is written once. The read rows are forgotten.
    """
    upload = _locked(upload)
    if upload.content["done"] is not None:
        return upload
    planned = plan_of(upload, on)
    if digest(planned) != seen:
        raise UploadRefused("Пока вы смотрели, сведения о людях изменились. Проверьте ещё раз.")
    total = counts(planned)
    if not total[RowState.NEW] and not total[RowState.CHANGED]:
        raise UploadRefused("В файле нет ничего нового: записывать нечего.")
    writing = Writing(upload.organization, upload.content["year"], by=by, on=on)
    writing.write([row for row in planned if row.state in (RowState.NEW, RowState.CHANGED)])
    before = Upload.objects.filter(organization=upload.organization, kind=UploadKind.PEOPLE)
    before.exclude(pk=upload.pk).delete()  # only the last import can be undone
    upload.content = {"done": total, "memory": writing.memory()}
    upload.save(update_fields=["content"])
    record(
        organization=upload.organization, by=by, action="import_people", subject=upload,
        text=f"Загружены люди из файла: новых {total['new']}, изменено {total['changed']}",
    )  # fmt: skip
    return upload


@transaction.atomic
def undo_people(upload, *, by):
    """Take the last import back: its people disappear, changed fields get their old values.

    UploadRefused when something was already built on the new people. A field that somebody
    changed after the import keeps that later value.
    """
    upload = _locked(upload)
    memory = upload.content.get("memory")
    if not memory:
        raise UploadRefused("Эту загрузку уже нельзя отменить.")
    _refuse_when_used(memory["created"].get("person", []))
    _restore(memory["changed"])
    try:
        for name in UNDONE_FIRST:
            model = apps.get_model("people", name)
            model.objects.filter(pk__in=memory["created"].get(name, [])).delete()
    except ProtectedError as used:
        raise UploadRefused(
            "Загрузку нельзя отменить: кто-то из новых людей уже в паре или подписал бумагу. "
            "Сначала уберите его оттуда."
        ) from used
    classes = apps.get_model("people", "schoolclass").objects
    classes.filter(pk__in=memory["created"].get("schoolclass", []), pupils=None).delete()
    record(organization=upload.organization, by=by, action="undo_import", subject=upload,
           text="Отменена загрузка людей из файла")  # fmt: skip
    upload.delete()


def _refuse_when_used(persons):
    consent = Consent.objects.filter(person__in=persons).select_related("person").first()
    if consent is not None:
        raise UploadRefused(
            f"Загрузку нельзя отменить: {consent.person.short_name} уже дал согласие. "
            "Удалите лишних людей по одному."
        )


def _restore(changed):
    for name, rows in changed.items():
        model = apps.get_model("people", name)
        touched = defaultdict(list)
        for row in model.objects.filter(pk__in=rows.keys()):
            fields = rows[str(row.pk)]
            for field_name, (old, new) in fields.items():
                field = model._meta.get_field(field_name)
                if getattr(row, field.attname) == field.to_python(new):
                    setattr(row, field.attname, field.to_python(old))
                    touched[row].append(field_name)
        for row in touched:
            row.save()


def _locked(upload):
    """Return the upload as stored; its organization is locked, so imports go one by one."""
    Organization.objects.select_for_update().get(pk=upload.organization_id)
    return Upload.objects.select_related("organization").get(pk=upload.pk)
