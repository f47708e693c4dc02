"""The clerk notes who has signed that they have read an order."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from reports.models import Acquaintance, Document
from reports.readers import readers_of


class AcquaintanceRefused(ValidationError):
    """It cannot be noted so; the sentence says why."""


@transaction.atomic
def acquaint(document, *, names, read_on, by, on):
    """Note that the readers of these names have signed on that day; return how many are new.

    A name noted before keeps its day. `on` is today. Raises AcquaintanceRefused.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not document.is_registered:
        raise AcquaintanceRefused("Сначала зарегистрируйте приказ: знакомят с подписанным.")
    waiting = {reader.name for reader in readers_of(document) if reader.read_on is None}
    found = [name for name in dict.fromkeys(names) if name in waiting]
    if not found:
        raise AcquaintanceRefused("Отметьте, кто подписал лист ознакомления.")
    if not document.registered_on <= read_on <= on:
        raise AcquaintanceRefused(
            f"Знакомят не раньше дня приказа ({document.registered_on:%d.%m.%Y}) и не будущим "
            "числом. Исправьте дату."
        )
    Acquaintance.objects.bulk_create(
        Acquaintance(document=document, name=name, read_on=read_on, noted_by=by) for name in found
    )
    record(organization=document.organization, by=by, action="acquaint", subject=document,
           text=f"Ознакомлены с приказом {read_on:%d.%m.%Y}: {len(found)}")  # fmt: skip
    return len(found)


@transaction.atomic
def take_acquaintance_back(row, *, by):
    """Remove a mark typed by mistake."""
    record(organization=row.document.organization, by=by, action="unacquaint",
           subject=row.document, text="Снята отметка об ознакомлении")  # fmt: skip
    row.delete()
