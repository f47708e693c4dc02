"""A signed paper gets its number and never changes again; what follows from it happens at once."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.history import record
from people.models import NumbersFrom, Organization
from reports.actions.amendments import amend
from reports.actions.documents import facts_of, is_stale, locked_draft, subjects_of
from reports.actions.numbering import RegistrationRefused, number_for, number_taken
from reports.control_code import control_code
from reports.documents import KINDS
from reports.models import Change, DocumentFile, number_key
from reports.pdf import page_count, render_pdf
from reports.proofs import PROVES
from reports.register import next_number
from roadmaps.actions import prove


@transaction.atomic
def register(document, *, number, dated, by, on):
    """Freeze the paper under its number and date and return it.

    `number` is that of the paper journal; where the program issues numbers it may be empty.

    What is stored is rendered from the facts of the draft, once. Then the kind's consequence
    follows (pairs become active, the roadmap counts as approved); if it is refused, nothing is
    registered. The rows of the roadmap that wait for such a paper are proven by it. `on` is
    today. Raises RegistrationRefused or what the consequence raises.
    """
    organizations = Organization.objects.select_for_update(no_key=True)
    organization = organizations.get(pk=document.organization_id)  # before any paper: no deadlock
    document = locked_draft(document)
    _check_day(dated, on)
    number, document.serial = number_for(document, organization, typed=number, dated=dated)
    document.facts = facts_of(document)
    kind = KINDS[document.kind]
    subjects = subjects_of(document)
    _check_subjects(document, subjects)
    facts = json.dumps(document.facts, ensure_ascii=False, sort_keys=True).encode()
    document.code = control_code(
        facts, organization=document.organization.code, number=number, dated=dated.isoformat()
    )
    page = kind.render(document.facts, number=number, date=dated.isoformat(), code=document.code)
    pdf = render_pdf(page, archival=True, attachments=[("facts.json", facts)])
    document.number, document.number_key = number, number_key(number)
    document.number_year, document.registered_on = dated.year, dated
    document.registered_by, document.registered_at = by, timezone.now()
    document.sheets, document.sha256 = page_count(pdf), hashlib.sha256(pdf).hexdigest()
    DocumentFile.objects.create(document=document, pdf=pdf)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as taken:  # two clerks at once: the second is told, nothing is half done
        raise number_taken(document) from taken
    record(organization=document.organization, by=by, action="register_document",
           subject=document, text=f"Зарегистрирован {document.basis}")  # fmt: skip
    _follow(document, kind, subjects, by=by, on=on)
    return document


def _follow(document, kind, subjects, *, by, on):
    """Let the registration have its consequences: rows, earlier papers, rows of the roadmap."""
    dated = document.registered_on
    if kind.registered:
        decided = {name: document.facts[name] for name in kind.decided}
        kind.registered(subjects, basis=document.basis, on=dated, by=by, **decided)
    for find, change in ((kind.amends, Change.CHANGED), (kind.repeals, Change.REPEALED)):
        for earlier in find(subjects) if find else ():
            if earlier.pk != document.pk:
                amend(earlier, change=change, since=dated, by_document=document, by=by)
    if kind.code in PROVES:
        kinds, about = PROVES[kind.code]
        prove(document.organization, kinds=kinds, about=about, title=document.basis,
              key=document.pk, dated_on=dated, by=by, on=on)  # fmt: skip


@transaction.atomic
def register_several(documents, *, number, dated, by, on):
    """Register the papers one after the other under consecutive numbers, all of them or none.

    `number` is the first one; a refusal names the paper it is about. Returns the Documents.
    """
    registered = []
    for document in documents:
        by_program = document.organization.numbers_from == NumbersFrom.PROGRAM
        if registered and not number and not by_program:
            raise RegistrationRefused(
                f"Какой номер следует за {registered[-1].number}, не ясно. "
                "Зарегистрируйте бумаги по одной."
            )
        try:
            registered.append(register(document, number=number, dated=dated, by=by, on=on))
        except ValidationError as refusal:
            words = " ".join(refusal.messages)
            raise RegistrationRefused(f"«{document.title}»: {words}") from refusal
        number = "" if by_program else next_number(number)
    return registered


def _check_subjects(document, subjects):
    """Refuse an order about what is no more, or with an annex that is not the roadmap any more."""
    if KINDS[document.kind].registered and not subjects:
        raise RegistrationRefused("То, о чём этот приказ, уже убрано. Удалите проект приказа.")
    if is_stale(document, subjects):
        raise RegistrationRefused(
            "После подготовки приказа строки дорожной карты изменились. Верните приказ куратору: "
            "он соберёт проект заново."
        )


def _check_day(dated, on):
    if dated > on:
        raise RegistrationRefused("Дата приказа ещё не наступила. Введите дату из журнала.")
    if (on - dated).days > 366:
        raise RegistrationRefused("Дата приказа старше года. Проверьте год в дате.")
