"""What happens to documents: drafted, sent to the desk, returned, registered, thrown away."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.history import record
from people.models import Organization
from reports.actions.amendments import amend
from reports.control_code import control_code
from reports.documents import KINDS, WrongSubject
from reports.models import Change, Document, DocumentFile, Wording, number_key
from reports.pdf import page_count, render_pdf
from reports.proofs import PROVES
from reports.register import next_number
from reports.word import render_docx
from reports.wording import filled
from roadmaps.actions import prove


class RegistrationRefused(ValidationError):
    """The paper cannot be registered so; the message says what to do."""


class NumberTaken(RegistrationRefused):
    """Another paper of this register has the number already."""


class RemarkMissing(ValidationError):
    """A paper goes back to the curator only with words."""


class NotADraft(ValidationError):
    """The paper is registered: it can only be changed by another paper."""


@transaction.atomic
def draft(kind, subjects, *, by, on):
    """Collect the facts of the kind from its subjects and return the new draft.

    `kind` is a code of KINDS, `subjects` are rows of its model and of one organization. Of a kind
    that is made `once` the draft that exists comes back. Raises what the kind's facts raise
    (unknown gender, nothing to write about).
    """
    kind = KINDS[kind]
    organization = _organization_of(kind.subject, subjects)
    if kind.once:
        keys = [subject.pk for subject in subjects]
        list(kind.subject.objects.select_for_update().filter(pk__in=keys))  # no two at once
        if (begun := begun_draft(kind, subjects)) is not None:
            return begun
    facts = worded(kind.collect(subjects, on=on), organization, kind.code)
    document = Document.objects.create(
        organization=organization, kind=kind.code, title=facts.get("heading") or kind.title,
        subject_ids=[subject.pk for subject in subjects], facts=facts, drafted_by=by,
        series=kind.series,
    )  # fmt: skip
    record(organization=organization, by=by, action="draft_document", subject=document,
           text=f"Подготовлен проект: {kind.title}")  # fmt: skip
    return document


def worded(facts, organization, kind):
    """Return the facts with the organization's own words for this kind, their fields filled."""
    rows = Wording.objects.filter(organization=organization, kind=kind)
    own = {row.block: filled(row.text, facts) for row in rows}
    plain = {name: fact for name, fact in facts.items() if name != "wording"}
    return plain | ({"wording": own} if own else {})


def begun_draft(kind, subjects):
    """Return the draft of a DocumentKind about exactly these rows, or None."""
    keys = [subject.pk for subject in subjects]
    drafts = Document.objects.filter(kind=kind.code, sha256="").order_by("pk")
    return next((draft for draft in drafts if draft.subject_ids == keys), None)


@transaction.atomic
def send_to_sign(document, *, by, on):
    """Put the draft on the director's desk."""
    document = locked_draft(document)
    document.sent_on, document.remark = on, ""
    document.save(update_fields=["sent_on", "remark"])
    record(organization=document.organization, by=by, action="send_document", subject=document,
           text="Бумага передана на подпись")  # fmt: skip
    return document


@transaction.atomic
def return_to_curator(document, *, remark, by):
    """Take the paper off the desk with the director's remark; raises RemarkMissing."""
    document = locked_draft(document)
    if not remark.strip():
        raise RemarkMissing("Напишите, что исправить: куратор увидит эти слова.")
    document.sent_on, document.remark = None, remark.strip()[:300]
    document.save(update_fields=["sent_on", "remark"])
    record(organization=document.organization, by=by, action="return_document", subject=document,
           text="Бумага возвращена с замечанием")  # fmt: skip
    return document


@transaction.atomic
def refresh(document, *, by, on):
    """Collect the facts of a draft anew from today's rows."""
    document = locked_draft(document)
    kind = KINDS[document.kind]
    facts = kind.collect(subjects_of(document), on=on)
    document.facts = worded(facts, document.organization, kind.code)
    document.save(update_fields=["facts"])
    record(organization=document.organization, by=by, action="refresh_document", subject=document,
           text="Проект собран заново")  # fmt: skip
    return document


@transaction.atomic
def discard(document, *, by, on):
    """Throw a draft away; a registered paper stays."""
    document = locked_draft(document)
    record(organization=document.organization, by=by, action="discard_document",
           text=f"Проект удалён: {KINDS[document.kind].title}")  # fmt: skip
    document.delete()


@transaction.atomic
def register(document, *, number, dated, by, on):
    """Freeze the paper under the number and date of the paper journal and return it.

    What is stored is rendered from the facts of the draft, once. Then the kind's consequence
    follows (pairs become active, the roadmap counts as approved); if it is refused, nothing is
    registered. The rows of the roadmap that wait for such a paper are proven by it. `on` is
    today. Raises RegistrationRefused or what the consequence raises.
    """
    document = locked_draft(document)
    number = " ".join(number.split())
    _check_number(document, number, dated, on)
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
        raise _number_taken(document) from taken
    record(organization=document.organization, by=by, action="register_document",
           subject=document, text=f"Зарегистрирован {document.basis}")  # fmt: skip
    _follow(document, kind, subjects, by=by, on=on)
    return document


def _follow(document, kind, subjects, *, by, on):
    """Let the registration have its consequences: rows, earlier papers, rows of the roadmap."""
    dated = document.registered_on
    if kind.registered:
        kind.registered(subjects, basis=document.basis, on=dated, by=by)
    for earlier in kind.amends(subjects) if kind.amends else ():
        amend(earlier, change=Change.CHANGED, since=dated, by_document=document, by=by)
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
        if registered and not number:
            raise RegistrationRefused(
                f"Какой номер следует за {registered[-1].number}, не ясно. "
                "Зарегистрируйте бумаги по одной."
            )
        try:
            registered.append(register(document, number=number, dated=dated, by=by, on=on))
        except ValidationError as refusal:
            words = " ".join(refusal.messages)
            raise RegistrationRefused(f"«{document.title}»: {words}") from refusal
        number = next_number(number)
    return registered


def pdf_of(document):
    """Return the bytes of a paper: the stored ones, or a draft printed with ruled places."""
    if document.is_registered:
        return bytes(document.file.pdf)
    return render_pdf(KINDS[document.kind].render(document.facts))


def docx_of(document):
    """Return the paper as a Word file made of its facts; of a registered one it is a copy."""
    dated = document.registered_on.isoformat() if document.is_registered else ""
    page = KINDS[document.kind].render(document.facts, number=document.number, date=dated)
    return render_docx(page)


def sheet_count(document):
    """Return how many pages the paper has when printed."""
    return document.sheets or page_count(pdf_of(document))


def subjects_of(document):
    """Return the rows the paper is about, in the order it names them."""
    found = KINDS[document.kind].subject.objects.in_bulk(document.subject_ids)
    return [found[pk] for pk in document.subject_ids if pk in found]


def _organization_of(model, subjects):
    """Return the one organization all these rows belong to; raises WrongSubject."""
    rows = model.objects.filter(pk__in=[subject.pk for subject in subjects]).order_by()
    owners = rows.values(model.path_to_organization())
    found = list(Organization.objects.filter(pk__in=owners)[:2])
    if len(found) != 1:
        raise WrongSubject("Одна бумага готовится для одной организации.")
    return found[0]


def locked_draft(document):
    """Return the draft as the database has it now, locked; raises NotADraft."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.is_registered:
        raise NotADraft(
            f"Документ уже зарегистрирован {document.mark}. Исправить его можно новым приказом."
        )
    return document


def _check_subjects(document, subjects):
    """Refuse an order about what is no more, or with an annex that is not the roadmap any more."""
    if KINDS[document.kind].registered and not subjects:
        raise RegistrationRefused("То, о чём этот приказ, уже убрано. Удалите проект приказа.")
    if is_stale(document, subjects):
        raise RegistrationRefused(
            "После подготовки приказа строки дорожной карты изменились. Верните приказ куратору: "
            "он соберёт проект заново."
        )


def is_stale(document, subjects):
    """Say whether the roadmap of the annex has other words by now."""
    if "roadmap" not in document.facts or not subjects:
        return False
    try:
        facts = KINDS[document.kind].collect(subjects, **document.facts["choices"])
    except ValidationError:
        return True
    return _cells_of(facts["roadmap"]) != _cells_of(document.facts["roadmap"])


def _cells_of(table):
    rows = [row for group in table["groups"] for row in group["rows"]]
    return table["title"], [[cell["text"] for cell in row["cells"]] for row in rows]


def _check_number(document, number, dated, on):
    if not number_key(number):
        raise RegistrationRefused("Введите номер из журнала регистрации.")
    if len(number) > Document._meta.get_field("number").max_length:
        raise RegistrationRefused("Номер длиннее 50 знаков. Введите его как в журнале.")
    if dated > on:
        raise RegistrationRefused("Дата приказа ещё не наступила. Введите дату из журнала.")
    if (on - dated).days > 366:
        raise RegistrationRefused("Дата приказа старше года. Проверьте год в дате.")
    same = Document.objects.registered().filter(
        organization=document.organization, series=document.series,
        number_year=dated.year, number_key=number_key(number),
    )  # fmt: skip
    if same.exists():
        raise _number_taken(document, same.first())


def _number_taken(document, other=None):
    held = f" ({other.title})" if other else ""
    year = other.number_year if other else document.number_year
    return NumberTaken(
        f"Номер {other.number if other else document.number} в журнале {year} года уже занят{held}."
        " Введите следующий номер из журнала."
    )
