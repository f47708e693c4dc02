"""The journal: who did what to which row; written in the transaction of the change."""

from people.models import JournalEntry


def record(*, organization, by, action, text, subject=None, person=None):
    """Add one line to the journal of the organization and return it.

    `action` is an English verb phrase for machines («register_document»), `text` the Russian
    sentence people read. It names nobody, because a line never changes: whom it concerns stands
    in `person`, so that erasing the person erases the name. `subject` is the row acted upon.
    """
    return JournalEntry.objects.create(
        organization=organization,
        by=by,
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        text=text[:400],
        person=person,
    )


def lines_about(subject):
    """Return the journal of one row, the latest first."""
    return JournalEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("-at", "-pk")


def newest_line():
    """Return the key of the line written last, by anybody; while it stays, nothing has changed."""
    return JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
