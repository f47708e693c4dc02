"""What happens to an upload before it becomes a roadmap: kept, corrected, accepted, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.models import Upload, UploadKind
from roadmaps.actions.intake import import_rows


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
