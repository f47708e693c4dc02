"""What happens to a small table: tried, shown, written as a whole, taken back as a whole."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from people.actions.events import Events, take_back
from people.actions.imports import UploadRefused
from people.history import record
from people.import_plan import RowState
from people.models import HeadingMeaning, Organization, Upload
from people.table_columns import fold_heading
from people.tables import TABLES, RowRefused


@dataclass
class Context:
    """What the rows of one table are written into, and the log of what they do."""

    organization: Organization
    year: int
    by: object
    on: object
    events: Events
    known: object = None


def meanings_of(organization, kind):
    """Return {folded heading: key} as this organization has explained its headings."""
    rows = HeadingMeaning.objects.filter(organization=organization, kind=kind)
    return dict(rows.values_list("heading", "key"))


@transaction.atomic
def explain_headings(*, organization, kind, meanings, by):
    """Remember what foreign headings mean: {heading: key of a column, or "" for none}."""
    for heading, key in meanings.items():
        HeadingMeaning.objects.update_or_create(
            organization=organization, kind=kind, heading=fold_heading(heading)[:120],
            defaults={"key": key},
        )  # fmt: skip
    record(organization=organization, by=by, action="explain_headings",
           text=f"Запомнены заголовки таблицы: {len(meanings)}")  # fmt: skip


@transaction.atomic
def keep_sheets(*, organization, kind, name, foreign, by):
    """Keep a file that cannot be read until its headings are explained; the next one replaces it.

    `foreign` holds the packed `sheets` and the `unknown` headings.
    """
    Upload.objects.filter(organization=organization, kind=kind, content__done=None).delete()
    return Upload.objects.create(organization=organization, kind=kind, name=name[:200],
                                 content={"done": None} | foreign, loaded_by=by)  # fmt: skip


@transaction.atomic
def take_table(*, organization, kind, year, name, rows, by, on, foreign=None):
    """Try the read rows, keep them with what would become of each, and return the Upload."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    Upload.objects.filter(organization=organization, kind=kind, content__done=None).delete()
    lines, _ = _tried(TABLES[kind], organization, year, rows, by, on)
    content = {"year": year, "rows": rows, "lines": lines, "done": None} | (foreign or {})
    return Upload.objects.create(organization=organization, kind=kind, name=name[:200],
                                 content=content, loaded_by=by)  # fmt: skip


@transaction.atomic
def confirm_table(upload, *, by, on):
    """Write the rows that were shown as new or changed, all or nothing; twice writes once.

    UploadRefused when the rows would do something else than was shown: look again.
    """
    upload = _locked(upload)
    if upload.content["done"] is not None:
        return upload
    kind, content = TABLES[upload.kind], upload.content
    with transaction.atomic():
        lines, events = _written(
            kind, upload.organization, content["year"], content["rows"], by, on
        )
        seen = lines == content["lines"]
        if not seen:
            transaction.set_rollback(True)
    if not seen:
        raise UploadRefused("Пока вы смотрели, сведения изменились. Загрузите файл ещё раз.")
    if not events:
        raise UploadRefused("В файле нет ничего нового: записывать нечего.")
    earlier = Upload.objects.filter(organization=upload.organization, kind=upload.kind)
    earlier.exclude(pk=upload.pk).delete()  # only the last one can be taken back
    upload.content = {"done": counts(lines), "events": events}
    upload.save(update_fields=["content"])
    record(organization=upload.organization, by=by, action="import_table", subject=upload,
           text=f"Загружена таблица: {kind.title.lower()}")  # fmt: skip
    return upload


@transaction.atomic
def undo_table(upload, *, by):
    """Take the last table of its kind back: new rows disappear, old values return."""
    upload = _locked(upload)
    events = upload.content.get("events")
    if not events:
        raise UploadRefused("Эту загрузку уже нельзя отменить.")
    created = [(event["created"], event["pk"]) for event in events if "created" in event]
    rows = [apps.get_model(label)._base_manager.filter(pk=pk).first() for label, pk in created]
    trouble = TABLES[upload.kind].undo_trouble([row for row in rows if row is not None])
    if trouble:
        raise UploadRefused(trouble)
    try:
        take_back(events)
    except ProtectedError as used:
        raise UploadRefused("Загрузку нельзя отменить: её строки уже используются.") from used
    record(organization=upload.organization, by=by, action="undo_table", subject=upload,
           text="Отменена загрузка таблицы")  # fmt: skip
    upload.delete()


def counts(lines):
    """Return {state: number of rows} with every state."""
    return {state.value: sum(line["state"] == state for line in lines) for state in RowState}


def _tried(kind, *work):
    with transaction.atomic():
        found = _written(kind, *work)
        transaction.set_rollback(True)
    return found


def _written(kind, organization, year, rows, by, on):
    """Write every row that can be written; return what became of each, and the events."""
    context = Context(organization, year, by, on, Events())
    context.known = kind.begin(context)
    lines = []
    for row in rows:
        state, message = RowState.REFUSED, " ".join(row["refusals"])
        if not message:
            before = len(context.events.events)
            try:
                with transaction.atomic():
                    state = kind.write(row["values"], context)
            except RowRefused as refusal:
                message = str(refusal)
            except ValidationError as refusal:
                message = " ".join(refusal.messages)
            if message:
                del context.events.events[before:]
        lines.append({"row": row["row"], "state": str(state), "message": message})
    return lines, context.events.as_json()


def _locked(upload):
    Organization.objects.select_for_update().get(pk=upload.organization_id)
    return Upload.objects.select_related("organization").get(pk=upload.pk)
