"""What happens to documents: drafted, sent to the desk, returned, thrown away."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from people.models import Organization
from reports.declined import reformed, words_in
from reports.documents import KINDS, WrongSubject
from reports.models import CaseFile, Document, Wording
from reports.pdf import page_count, render_pdf
from reports.word import render_docx
from reports.wording import filled


class RemarkMissing(ValidationError):
    """A paper goes back to the curator only with words."""


class NotADraft(ValidationError):
    """The paper is registered: it can only be changed by another paper."""


@transaction.atomic
def draft(kind, subjects, *, by, on, **choices):
    """Collect the facts of the kind from its subjects and return the new draft.

    `kind` is a code of KINDS, `subjects` are rows of its model and of one organization, `choices`
    is what the curator decides about it, in words and ISO days. Of a kind that is made `once` the
    draft that exists comes back. Raises what the kind's facts raise (unknown gender, nothing to
    write about).
    """
    kind = KINDS[kind]
    organization = _organization_of(kind.subject, subjects)
    if kind.once:
        keys = [subject.pk for subject in subjects]
        list(kind.subject.objects.select_for_update().filter(pk__in=keys))  # no two at once
        if (begun := begun_draft(kind, subjects)) is not None:
            return begun
    facts = worded(kind.collect(subjects, on=on, **choices), organization, kind.code)
    facts = filed(facts, organization, kind)
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


def filed(facts, organization, kind):
    """Return the facts with the index of the file the order goes into, as far as one is named."""
    index = CaseFile.objects.index_for(organization, kind.code, kind.series)
    return facts | ({"case": index} if index else {})


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
    """Collect the facts of a draft anew from today's rows; what was decided about it stays."""
    document = locked_draft(document)
    kind = KINDS[document.kind]
    facts = kind.collect(subjects_of(document), **document.facts["choices"] | {"on": on})
    facts = worded(facts, document.organization, kind.code)
    document.facts = filed(facts, document.organization, kind)
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


def facts_of(document):
    """Return the facts the paper is printed from: of a draft with the cases put right since."""
    if document.is_registered:
        return document.facts
    return reformed(document.facts, document.organization)


def page_of(document):
    """Return the whole page of a paper as HTML; a draft has ruled places for number and date."""
    dated = document.registered_on.isoformat() if document.is_registered else ""
    return KINDS[document.kind].render(facts_of(document), number=document.number, date=dated)


def pdf_of(document):
    """Return the bytes of a paper: the stored ones, or those of the draft as it is now."""
    return bytes(document.file.pdf) if document.is_registered else render_pdf(page_of(document))


def declined_words(document):
    """Return the DeclinedWords that stand in the paper."""
    return words_in(facts_of(document), page_of(document))


def docx_of(document):
    """Return the paper as a Word file made of its facts; of a registered one it is a copy."""
    return render_docx(page_of(document))


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


def is_stale(document, subjects):
    """Say whether the roadmap of the annex has other words by now."""
    if not document.facts.get("roadmap") or not subjects:
        return False
    try:
        facts = KINDS[document.kind].collect(subjects, **document.facts["choices"])
    except ValidationError:
        return True
    return _cells_of(facts["roadmap"]) != _cells_of(document.facts["roadmap"])


def _cells_of(table):
    rows = [row for group in table["groups"] for row in group["rows"]]
    return table["title"], [[cell["text"] for cell in row["cells"]] for row in rows]
