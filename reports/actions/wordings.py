"""What an organization does with the words of its orders: its own, or ours again."""

from django.db import transaction

from people.history import record
from reports.actions.documents import locked_draft, worded
from reports.documents import KINDS
from reports.models import Wording
from reports.wording import checked


@transaction.atomic
def reword_kind(document, *, texts, by):
    """Keep own texts for the kind of this draft and put them into the draft.

    `texts` maps blocks to text, None for the standard words, "" to leave a clause out. Later
    drafts of the kind begin with the same words; other drafts change when they are collected
    anew. Raises WordingRefused and NotADraft.
    """
    document = locked_draft(document)
    own = {block: checked(text) for block, text in texts.items() if text is not None}
    rows = Wording.objects.filter(organization=document.organization, kind=document.kind)
    rows.filter(block__in=texts).exclude(block__in=own).delete()
    for block, text in own.items():
        rows.update_or_create(
            organization=document.organization, kind=document.kind, block=block,
            defaults={"text": text},
        )  # fmt: skip
    document.facts = worded(document.facts, document.organization, document.kind)
    document.save(update_fields=["facts"])
    record(organization=document.organization, by=by, action="reword_kind", subject=document,
           text=f"Изменены формулировки: {KINDS[document.kind].title}")  # fmt: skip
    return document
