"""The individual programme of a pair, printed from its rows or as a blank to fill in."""

from mentoring.models import Pair
from reports.documents.kinds import document
from reports.documents.letterhead import letterhead, person_facts
from reports.documents.meetings import pair_head

EMPTY_ROWS = 6
BLANK_ROW = dict.fromkeys(("direction", "activity", "planned", "due_on", "done_on", "result"), "")
WORDS = ("needs", "strengths", "goal", "tasks", "expected")


@document("programme", title="Персонализированная программа (индивидуальный план)",
          subject=Pair)  # fmt: skip
def programme(pair, *, on):
    """Collect the version in force; a pair without a programme gets ruled places.

    Of pairs with learners the results stay out: they may tell of health and behaviour.
    """
    pair = Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
    learners = any(member.person.is_learner for member in pair.mentees)
    current = pair.programmes.current().prefetch_related("items").first()
    head = letterhead(pair.organization, on=on)
    text = {name: fact for name, fact in pair_head(pair, on).items() if name not in head} | {
        "learners": learners,
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "mentee_signatures": [member.person.signature_name for member in pair.mentees],
        "items": [BLANK_ROW] * EMPTY_ROWS,
        "words": dict.fromkeys(WORDS, ""),
        "version": 1,
        "approved_on": None,
        "approved_basis": "",
        "done": None,
        "final_on": None,
        "final_review": "",
    }  # fmt: skip
    text |= _written(current, private=learners) if current else {}
    return head | {"text": text}


def _written(current, *, private):
    items = list(current.items.all())
    return {
        "starts_on": current.starts_on,
        "ends_on": current.ends_on,
        "version": current.version,
        "approved_on": current.approved_on,
        "approved_basis": current.approved_basis,
        "words": {name: getattr(current, name) for name in WORDS},
        "items": [_row(item, private) for item in items] or [BLANK_ROW] * EMPTY_ROWS,
        "done": {"part": sum(item.done_on is not None for item in items), "whole": len(items)},
        "final_on": current.final_on,
        "outcome": current.get_outcome_display(),
        "final_review": "" if private else current.final_review,
    }


def _row(item, private):
    return {
        "direction": item.direction,
        "activity": item.activity,
        "planned": item.planned,
        "due_on": item.due_on,
        "done_on": item.done_on,
        "result": "" if private else item.result,
    }
