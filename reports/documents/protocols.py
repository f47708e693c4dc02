"""Minutes of a meeting, and the extract of one question for stamps and files."""

from reports.documents.kinds import document
from reports.documents.letterhead import letterhead, person_facts
from reports.models import AgendaItem, Body, Protocol

GENITIVE = {
    Body.COUNCIL: "совета наставников",
    Body.PEDAGOGICAL: "педагогического совета",
    Body.METHODICAL: "методического совета",
    Body.ASSOCIATION: "методического объединения",
    Body.GROUP: "рабочей группы",
}


@document("protocol", title="Протокол заседания", subject=Protocol)
def protocol(row, *, on):
    """Collect the whole minutes; what was not entered has ruled places."""
    return _facts(row) | {"items": [_item(item, row) for item in _items(row)]}


@document("protocol-extract", title="Выписка из протокола", subject=AgendaItem)
def protocol_extract(item, *, on):
    """Collect one question with its number in the agenda."""
    row = item.protocol
    place = [other.pk for other in _items(row)].index(item.pk) + 1
    return _facts(row) | {"items": [_item(item, row)], "place": place}


def _items(row):
    return row.items.select_related("speaker__organization", "speaker__school_class")


def _facts(row):
    chair, secretary = (
        person and person.as_of(row.held_on).signature_name for person in (row.chair, row.secretary)
    )
    return letterhead(row.organization, on=row.held_on) | {
        "body": GENITIVE[row.body],
        "protocol_number": row.number,
        "held_on": row.held_on,
        "chair": chair or "",
        "secretary": secretary or "",
        "members": row.members,
        "present": row.present,
        "names": _closed(row.names),
        "absent": _closed(row.absent),
        "invited": _closed(row.invited),
        "agenda": [item.question for item in row.items.all()],
    }


def _item(item, row):
    return {
        "question": _lowered(item.question) if item.speaker else item.question,
        "speaker": item.speaker and person_facts(item.speaker, on=row.held_on),
        "speech": _closed(item.speech),
        "discussion": _closed(item.discussion),
        "decisions": [_closed(line) for line in item.decision.splitlines() if line.strip()],
        "votes": None
        if item.votes_for is None
        else [item.votes_for, item.votes_against or 0, item.abstained or 0],
    }


def _lowered(question):
    """Return «о составе пар» of «О составе пар», for the middle of a sentence."""
    first = question.split(" ")[0]
    return f"{first.lower()}{question[len(first) :]}" if first in ("О", "Об", "Обо") else question


def _closed(text):
    """Return the text with a full stop at its end, whether one was typed or not."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
