"""The order that replaces a mentor in the middle of the year (О замене наставника)."""

import datetime

from mentoring.actions import complete_replacements
from mentoring.models import LabourTerms, Pair, Replacement
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import (
    curator_of,
    letterhead,
    person_facts,
    year_label,
)
from reports.register import named

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)


def _is_ready(replacement, *, on):
    return replacement.is_open and replacement.successor_id is not None


def _earlier(replacements):
    """Return the orders that fixed the pairs whose mentors are replaced."""
    pairs = [replacement.leaving.pair for replacement in replacements]
    return [order for pair in pairs for order in named(pair.organization, pair.basis)]


@document("order-replacement", title="Приказ о замене наставника", subject=Replacement,
          applies=_is_ready, registered=complete_replacements, amends=_earlier,
          draftable=True)  # fmt: skip
def order_replacement(replacement, *, on):
    """Collect who leaves, who follows, from which day, and whether a pay ends.

    The reason stays out of the paper, but for the notice of ст. 351.8 ТК РФ: it may be private.
    """
    if not replacement.is_open or replacement.successor is None:
        raise WrongSubject("Выберите нового наставника: без него приказ о замене не составить.")
    leaving = replacement.leaving
    pair = Pair.objects.with_people().select_related("organization").get(pk=leaving.pair_id)
    first = replacement.effective_on
    curator = curator_of(pair.organization, pair.year, on=on)
    terms = LabourTerms.objects.filter(member=leaving, pay_value__isnull=False).on(first - DAY)
    acquainted = [person for person in (leaving.person, replacement.successor, curator) if person]
    acquainted += [member.person for member in pair.mentees]
    employees = {person for person in acquainted if person.kind == "employee"}
    return letterhead(pair.organization, on=on) | {
        "heading": f"О замене наставника в {year_label(pair.year)} учебном году",
        "year": year_label(pair.year),
        "confirmed_by": pair.basis,
        "leaving": person_facts(leaving.person, on=on),
        "successor": person_facts(replacement.successor, on=on),
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "form": pair.form.name,
        "is_labour": pair.is_labour,
        "noticed_on": replacement.noticed_on,
        "last_day": first - DAY,
        "first_day": first,
        "ends_on": pair.ends_on,
        "pay_ends": terms.exists(),
        "handover_until": min(first + WEEK, pair.ends_on),
        "curator": curator and person_facts(curator, on=on),
        "acquainted": [p.full_name for p in sorted(employees, key=lambda p: (p.search, p.pk))],
    }
