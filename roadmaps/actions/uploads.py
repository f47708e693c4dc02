"""What happens to an upload before it becomes a roadmap: kept, corrected, accepted, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.models import Upload, UploadKind
from people.years import first_day
from roadmaps import rollover
from roadmaps.actions.editions import open_edition
from roadmaps.actions.intake import import_rows
from roadmaps.actions.revising import update_roadmap
from roadmaps.staff import known_of
from roadmaps.stored import read_again


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
def accept_upload(upload, *, by, updates=None, drop=()):
    """Turn the upload into a roadmap, drop it in the same transaction and return the roadmap.

    `updates` is the roadmap of which it is a newer version, `drop` the keys of vanished rows that
    go although they carry marks; an approved roadmap is changed by a new edition. Raises
    Upload.DoesNotExist when it was accepted or dropped before, ImportIncomplete when its table has
    no row or its columns are not named yet, and what update_roadmap raises.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    read = upload.content.get("read")
    if not read or not read["rows"]:
        raise ImportIncomplete(
            "В таблице нет ни одной строки. Назовите столбцы или отмените загрузку."
        )
    content = upload.content
    given = {"year": content["year"], "by": by, "source_name": upload.name,
             "answers": content.get("answers")}  # fmt: skip
    if updates is None:
        roadmap = import_rows(read, organization=upload.organization, **given)
    else:
        updates, drop = _open(updates, drop, by)
        roadmap = update_roadmap(updates, read, drop=drop, **given)
    upload.delete()
    return roadmap


def _open(roadmap, drop, by):
    """Return the draft to be renewed and the keys of `drop` in it."""
    if not roadmap.is_approved:
        return roadmap, drop
    draft = open_edition(roadmap, by=by)
    return draft, set(draft.items.filter(replaces__in=drop).values_list("pk", flat=True))


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
    rolled = rollover.roll_over(read_again(roadmap), year=year, known=known)
    content = {"year": year, "read": rolled.read, "notes": rolled.notes,
               "table": None, "tables": [], "source": None}  # fmt: skip
    return keep_upload(content, name=roadmap.source_name or "карта этого года",
                       organization=roadmap.organization, by=by)  # fmt: skip
