"""Registers of possible mentors: one for each kind of meeting at which they were heard of."""

from itertools import groupby

from people.models import Candidate, CandidateSource, Mentor, Organization
from people.years import year_of
from reports.documents.kinds import document
from reports.documents.letterhead import listed
from reports.documents.registers import PERSONS, contacts_of, register_head

TITLES = {
    CandidateSource.TEACHERS: "из числа педагогов",
    CandidateSource.PUPILS: "из числа обучающихся",
    CandidateSource.PARENTS: "из числа родителей",
    CandidateSource.PARTNERS: "из числа работников партнёров",
    CandidateSource.OWN_WISH: "по собственному желанию",
}


@document("register-candidates", title="Реестр потенциальных наставников", subject=Organization,
          permission=PERSONS)  # fmt: skip
def register_candidates(organization, *, on):
    """Collect who was heard of, by meeting; each kind of meeting begins a sheet of its own."""
    year = year_of(on)
    rows = Candidate.objects.filter(person__organization=organization, year=year)
    rows = rows.select_related("person__organization", "person__school_class").prefetch_related(
        "person__posts", "person__guardians__adult", "person__wards__child__school_class"
    )
    order = list(TITLES)
    ranked = sorted(rows, key=lambda row: (order.index(row.source), row.person.search, row.pk))
    bank = Mentor.objects.filter(person__in=[row.person_id for row in ranked], year=year)
    invited = dict(bank.values_list("person", "entered_on"))
    return register_head(organization, on) | {
        "sections": [
            {"title": TITLES[source], "rows": [_candidate(row, invited, on) for row in own]}
            for source, own in groupby(ranked, key=lambda row: row.source)
        ]
        or [{"title": "из числа педагогов, обучающихся и родителей", "rows": []}]
    }


def _candidate(row, invited, on):
    wards = sorted(row.person.wards.all(), key=lambda ward: ward.pk)
    children = [", ".join(filter(None, [ward.child.short_name, ward.child.title_on(on)]))
                for ward in wards]  # fmt: skip
    return listed(row.person, on=on) | {
        "contacts": contacts_of(row.person),
        "wards": [f"{ward.relation}: {child}" for ward, child in zip(wards, children, strict=True)],
        "source": row.get_source_display(),
        "heard_on": row.heard_on,
        "field": row.field,
        "agreed": row.agreed,
        "invited_on": invited.get(row.person_id),
    }
