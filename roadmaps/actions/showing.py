"""Events and publications as proof of the rows of a roadmap: of one's own organization only."""

from django.db import transaction

from roadmaps.actions.marks import MarkRefused
from roadmaps.actions.proofs import add_evidence, prove
from roadmaps.expected import ResultKind
from roadmaps.models import Event, EventKind, EvidenceKind

# how the rows of roadmaps speak of an event of that kind
SPOKEN = {
    EventKind.COUNCIL: r"педсовет|педагогическ\w+ совет",
    EventKind.PARENTS: r"родительск\w+ собран",
    EventKind.CLASS_HOUR: r"классн\w+ час", EventKind.SCHOOL: r"школ\w+ наставник",
    EventKind.NETWORKING: r"нетворкинг|встреч\w+ знакомств", EventKind.CLOSING: r"итогов|закрыти",
}  # fmt: skip


@transaction.atomic
def prove_by(occurrence, *, shown, by, on):
    """Let an event or a publication prove a date of a row and return the Evidence.

    Raises MarkRefused for a row of another organization, an event whose attendance nobody has
    entered, and a publication that has not come out.
    """
    if occurrence.item.roadmap.organization_id != shown.organization_id:
        raise MarkRefused("Эта строка из карты другой организации. Выберите строку своей карты.")
    if isinstance(shown, Event) and shown.counted_on is None:
        raise MarkRefused("Сначала внесите явку: пока её нет, событие ничего не подтверждает.")
    if not isinstance(shown, Event) and shown.published_on is None:
        raise MarkRefused("Публикация ещё не вышла. Сначала отметьте, что она вышла.")
    return add_evidence(occurrence, by=by, on=on, **_proof(shown))


def offer_event(event, *, by, on):
    """Let a counted event prove the row that names it, or be proposed to the rows it may fit."""
    kinds = [ResultKind.EVENT, ResultKind.ATTENDANCE]
    prove(event.organization, kinds=kinds, about=SPOKEN.get(event.kind, ""), by=by, on=on,
          **_proof(event))  # fmt: skip


def offer_publication(publication, *, by, on):
    """Let what came out be proposed to the rows that expect a publication."""
    prove(publication.organization, kinds=[ResultKind.PUBLICATION], about="", by=by, on=on,
          **_words(publication))  # fmt: skip


def kind_of(shown):
    """Return the EvidenceKind of an event or a publication."""
    return EvidenceKind.EVENT if isinstance(shown, Event) else EvidenceKind.PUBLICATION


def _proof(shown):
    if isinstance(shown, Event):
        title, day = f"{shown.get_kind_display()}: {shown.title}", shown.held_on
        return {"kind": EvidenceKind.EVENT, "key": shown.pk, "title": _short(title),
                "dated_on": day}  # fmt: skip
    return _words(shown) | {"link": shown.link}


def _words(publication):
    title = f"публикация ({publication.get_channel_display()}): {publication.title}"
    return {"kind": EvidenceKind.PUBLICATION, "key": publication.pk, "title": _short(title),
            "dated_on": publication.published_on}  # fmt: skip


def _short(title):
    return title if len(title) <= 300 else f"{title[:299]}…"
