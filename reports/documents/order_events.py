"""Orders to hold something: a survey of the year, an event (О проведении …)."""

import datetime
import re

from people.models import PersonKind
from reports.documents.kinds import document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    listed,
    person_facts,
    year_label,
)
from roadmaps.models import Event, EventKind
from surveys.models import Audience, Wave

FORTNIGHT = datetime.timedelta(days=14)
WEEK = datetime.timedelta(days=7)
OF_CLASSES = (Audience.LEARNERS, Audience.LEARNER_MENTORS, Audience.LEARNER_MENTEES,
              Audience.PARENTS)  # fmt: skip
# What is held, as «О проведении …» asks for it.
GENITIVE = {
    EventKind.COUNCIL: "педагогического совета", EventKind.PARENTS: "родительского собрания",
    EventKind.CLASS_HOUR: "классного часа", EventKind.SCHOOL: "занятия школы наставников",
    EventKind.NETWORKING: "встречи-знакомства", EventKind.CLOSING: "итогового мероприятия",
    EventKind.SEMINAR: "семинара", EventKind.CONFERENCE: "конференции",
    EventKind.CONTEST: "конкурса", EventKind.OTHER: "мероприятия",
}  # fmt: skip


def _is_ahead(wave, *, on):
    return wave.closed_on is None and wave.closes_on >= on


@document("order-survey", title="Приказ о проведении анкетирования", subject=Wave,
          draftable=True, applies=_is_ahead)  # fmt: skip
def order_survey(wave, *, on):
    """Collect the days, who is asked, and the questions: the annex is the approved form."""
    survey = wave.survey
    return _order(wave, on) | {
        "heading": f"О проведении анкетирования в {year_label(wave.year)} учебном году",
        "survey": survey.title,
        "audience": survey.get_audience_display(),
        "opens_on": wave.opens_on,
        "closes_on": wave.closes_on,
        "is_anonymous": wave.is_anonymous,
        "in_classes": survey.audience in OF_CLASSES,
        "report_until": wave.closes_on + FORTNIGHT,
        "intro": survey.intro,
        "questions": [
            {"text": question.text, "block": question.block, "how": question.get_type_display()}
            for question in survey.questions.all()
        ],
    }


def _is_planned(event, *, on):
    return event.cancelled_on is None and event.counted_on is None and event.held_on >= on


@document("order-event", title="Приказ о проведении мероприятия", subject=Event, draftable=True,
          permission="people.view_person", applies=_is_planned)  # fmt: skip
def order_event(event, *, on):
    """Collect when and where, who is called by name and which groups are awaited."""
    rows = event.participations.select_related("person__school_class", "person__organization")
    rows = rows.prefetch_related("person__posts").order_by("person__search", "pk")
    called = [row.person for row in rows]
    facts = _order(event, on)
    names = [p.as_of(on).full_name for p in called if p.kind == PersonKind.EMPLOYEE]
    return facts | {
        "heading": f"О проведении {GENITIVE[event.kind]} «{_named(event)}»",
        "event": _named(event),
        "genitive": GENITIVE[event.kind],
        "held_on": event.held_on,
        "starts_at": f"{event.starts_at:%H:%M}" if event.starts_at else "",
        "where": event.place,
        "people": [listed(person, on=on) for person in called],
        "groups": [
            {"title": row.title, "expected": row.expected} for row in event.turnouts.all()
        ],
        "papers_until": event.held_on + WEEK,
        "acquainted": sorted({*facts["acquainted"], *names}),
    }  # fmt: skip


def _order(row, on):
    curator = curator_of(row.organization, row.year, on=on)
    return letterhead(row.organization, on=on) | {
        "year": year_label(row.year),
        "curator": curator and person_facts(curator, on=on),
        "acquainted": [curator.full_name] if curator else [],
    }


def _named(event):
    """Return «Лучшая пара» of «Конкурс «Лучшая пара»»: the heading says the kind by itself."""
    found = re.fullmatch(rf"{event.get_kind_display()} «(.+)»", event.title, re.IGNORECASE)
    return found[1] if found else event.title
