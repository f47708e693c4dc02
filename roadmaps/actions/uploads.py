"""What happens to an upload before it becomes a roadmap: kept, corrected, accepted, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.models import Upload, UploadKind
from people.years import first_day
from roadmaps import rollover
from roadmaps.actions.intake import import_rows
from roadmaps.headings import HEADINGS, named
from roadmaps.staff import known_of


class ImportIncomplete(ValidationError):
    """The upload is not ready to become a roadmap; the message says what is missing."""


@transaction.atomic
def keep_upload(content, *, name, organization, by):
    """Keep what was read until the curator says yes, and return the Upload."""
    return Upload.objects.create(
        organization=organization, kind=UploadKind.ROADMAP, name=name[:200], content=content,
        loaded_by=by,
    )  # fmt: skip


@transaction.atomic
def change_upload(upload, change):
    """Replace the content by `change(content)`; two corrections at once do not lose one.

    Raises Upload.DoesNotExist when it was accepted or dropped before.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    upload.content = change(upload.content)
    upload.save(update_fields=["content"])
    return upload


@transaction.atomic
def accept_upload(upload, *, by):
    """Turn the upload into a roadmap, drop it in the same transaction and return the roadmap.

    Raises Upload.DoesNotExist when it was accepted or dropped before, ImportIncomplete when its
    table has no row or its columns are not named yet.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    read = upload.content.get("read")
    if not read or not read["rows"]:
        raise ImportIncomplete(
            "В таблице нет ни одной строки. Назовите столбцы или отмените загрузку."
        )
    roadmap = import_rows(
        read, organization=upload.organization, year=upload.content["year"], by=by,
        source_name=upload.name,
    )  # fmt: skip
    upload.delete()
    return roadmap


@transaction.atomic
def discard_upload(upload):
    """Drop the upload; nothing of it stays, not even a line of the journal."""
    upload.delete()


@transaction.atomic
def roll_over(roadmap, *, by):
    """Prepare the roadmap of the next academic year as an upload to be checked, and return it.

    Its `notes` say what was moved and what is left to decide.
    """
    year = roadmap.year + 1
    known = known_of(roadmap.organization, first_day(year))
    rolled = rollover.roll_over(_read_again(roadmap), year=year, known=known)
    content = {"year": year, "read": rolled.read, "notes": rolled.notes,
               "table": None, "tables": [], "source": None}  # fmt: skip
    return keep_upload(content, name=roadmap.source_name or "карта этого года",
                       organization=roadmap.organization, by=by)  # fmt: skip


def _read_again(roadmap):
    """Return the stored roadmap in the shape the importer gives."""
    stages, columns = list(roadmap.stages.all()), [named(column) for column in roadmap.columns]
    rows = [
        {field: getattr(item, field) for field in HEADINGS}
        | {"section": str(item.section or ""), "inherits": item.inherits, "merged": item.merged,
           "other": item.other}
        for item in roadmap.items.select_related("section").order_by("position", "pk")
    ]  # fmt: skip
    return {
        "title": roadmap.title, "header": roadmap.header, "layout": roadmap.layout,
        "columns": [field or "other" for field, _ in columns],
        "headings": [[heading, 0] for _, heading in columns],
        "sections": [{"number": stage.number, "title": stage.title} for stage in stages],
        "rows": rows,
    }  # fmt: skip
