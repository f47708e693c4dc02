"""What a later paper does to an earlier one: changes it, ends it, cancels it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from reports.models import Amendment, Change, Document


class AmendmentRefused(ValidationError):
    """The paper cannot be marked so; the sentence says why."""


@transaction.atomic
def amend(document, *, change, since, basis="", by_document=None, by):
    """Note that the registered paper is changed, no longer in force or cancelled; return the row.

    Number, text and bytes stay. `by_document` is the later registered paper of the same
    organization, or None when it exists on paper only and `basis` names it. Raises
    AmendmentRefused.
    """
    document = _locked(document)
    basis = by_document.basis if by_document else basis.strip()
    if not basis:
        raise AmendmentRefused("Выберите приказ или напишите, каким документом это сделано.")
    if since < document.registered_on:
        raise AmendmentRefused(
            f"Документ зарегистрирован {document.registered_on:%d.%m.%Y}. Укажите день не раньше."
        )
    if by_document:
        _check_later(document, by_document)
    if document.amendments.exclude(change=Change.CHANGED).exists():
        raise AmendmentRefused("Документ уже утратил силу, изменить его больше нельзя.")
    row = Amendment.objects.create(
        document=document, change=change, since=since, basis=basis[:200],
        by_document=by_document, noted_by=by,
    )  # fmt: skip
    record(organization=document.organization, by=by, action="amend_document", subject=document,
           text=f"Документ {row.words}")  # fmt: skip
    return row


@transaction.atomic
def take_back(amendment, *, by):
    """Remove a mark typed by mistake; one that a registered paper has made stays."""
    if amendment.by_document_id:
        raise AmendmentRefused(
            "Эту отметку сделал зарегистрированный приказ. Снять её может только новый приказ."
        )
    document = _locked(amendment.document)
    record(organization=document.organization, by=by, action="unamend_document",
           subject=document, text=f"Снята отметка: {amendment.words}")  # fmt: skip
    amendment.delete()


def _locked(document):
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=document.pk)
    )
    if not document.is_registered:
        raise AmendmentRefused("Проект ещё не зарегистрирован: исправьте сам проект.")
    return document


def _check_later(document, other):
    if not other.is_registered or other.organization_id != document.organization_id:
        raise AmendmentRefused("Выберите зарегистрированный приказ вашей организации.")
    if other.pk == document.pk or other.registered_on < document.registered_on:
        raise AmendmentRefused("Изменить документ может только более поздний. Выберите другой.")
