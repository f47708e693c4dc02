"""Roles of a year go on in the next one: those the curator chooses."""

from django.db import transaction

from people.history import record
from people.models import Duty


@transaction.atomic
def carry_duties(duties, *, by):
    """Give each person the same role in the year after; return how many were not there yet.

    Dates of the old year stay behind. Who left the organization's data is not asked here: the
    curator has chosen the rows.
    """
    carried = 0
    for duty in duties.select_related("person__organization"):
        _, is_new = Duty.objects.get_or_create(
            person=duty.person, year=duty.year + 1, kind=duty.kind, words=duty.words
        )
        if is_new:
            carried += 1
            record(organization=duty.person.organization, by=by, action="carry_duty",
                   subject=duty, person=duty.person,
                   text=f"Роль перенесена на следующий год: {duty.get_kind_display()}")  # fmt: skip
    return carried
