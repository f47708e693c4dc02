"""The scan of a signed consent: checked, stored under a random name, replaced as a whole."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from people.models import Consent, ConsentScan

LARGEST = 10 * 1024 * 1024
BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


class ScanRefused(ValidationError):
    """The file cannot be kept; the message says which one can."""


@transaction.atomic
def attach_scan(consent, *, file, shelf_mark, by, on):
    """Keep the scan and where the paper lies; return the ConsentScan. Raises ScanRefused.

    What the file is, its first bytes say: a name promises anything.
    """
    consent = Consent.objects.select_for_update(of=("self",)).select_related(
        "person__organization"
    ).get(pk=consent.pk)  # fmt: skip
    ending = _ending_of(file)
    scan = ConsentScan.objects.filter(consent=consent).first() or ConsentScan(consent=consent)
    old = scan.file.name
    scan.uploaded_by, scan.uploaded_on = by, on
    scan.file.save(f"consents/{uuid.uuid4().hex}.{ending}", file, save=False)
    scan.save()
    if old:
        transaction.on_commit(lambda: scan.file.storage.delete(old))
    consent.shelf_mark = shelf_mark.strip()
    consent.save(update_fields=["shelf_mark"])
    record(organization=consent.person.organization, by=by, action="attach_scan", subject=consent,
           text=f"Приложен скан: {consent.get_kind_display()}", person=consent.person)  # fmt: skip
    return scan


def _ending_of(file):
    if file.size > LARGEST:
        raise ScanRefused("Файл больше 10 МБ. Сохраните скан с меньшим разрешением.")
    head = file.read(8)
    file.seek(0)
    for beginning, ending in BEGINNINGS.items():
        if head.startswith(beginning):
            return ending
    raise ScanRefused("Подходят PDF, JPEG и PNG. Сохраните скан в одном из этих видов.")
