"""Sheets people sign by name: who took part in an event, who has read an order."""

from people.models import Curator, Mentee, Mentor, Organization, Person
from people.years import year_of
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import letterhead, listed, year_label
from reports.models import Document
from reports.readers import readers_of

FREE_LINES = 5  # for guests and those who came without being expected


@document("attendance-sheet", title="Лист регистрации участников", subject=Organization,
          permission="people.view_person")  # fmt: skip
def attendance_sheet(organization, *, on):
    """Collect everybody of the year's banks and the curator; the event is written by hand."""
    year = year_of(on)
    keys = set()
    for part in (Curator, Mentor, Mentee):
        rows = part.objects.filter(person__organization=organization, year=year)
        keys.update(rows.values_list("person", flat=True))
    persons = Person.objects.filter(pk__in=keys).select_related("school_class", "organization")
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "people": [listed(p, on=on) for p in persons.prefetch_related("posts").in_order()],
        "free": list(range(FREE_LINES)),
    }


def _names_readers(paper, *, on):
    return paper.is_registered and "acquainted" in paper.facts


@document("acquaintance", title="Лист ознакомления с приказом", subject=Document,
          applies=_names_readers)  # fmt: skip
def acquaintance(paper, *, on):
    """Collect those a registered order names; raises WrongSubject before it has its number."""
    if not _names_readers(paper, on=on):
        raise WrongSubject(
            "Лист ознакомления печатается к приказу, у которого уже есть номер и дата."
            " Сначала зарегистрируйте приказ."
        )
    readers = readers_of(paper)
    return letterhead(paper.organization, on=on) | {
        "heading": paper.title,
        "acquainted": [reader.name for reader in readers] or [""] * FREE_LINES,
        "read_on": {reader.name: reader.read_on for reader in readers if reader.read_on},
        "order_number": paper.number,
        "order_date": paper.registered_on,
    }
