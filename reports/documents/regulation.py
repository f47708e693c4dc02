"""The regulation on mentoring (положение) and the orders that approve it."""

from mentoring.models import Criterion, MentoringForm
from people.models import DutyKind, Organization, OrganizationKind
from people.years import year_of
from reports.documents.kinds import document
from reports.documents.letterhead import (
    curator_of,
    holder_of,
    letterhead,
    person_facts,
    year_label,
)
from reports.documents.orders import approve_roadmap, order_roadmap
from reports.documents.stamps import NO_MARK
from reports.models import Document, Wording
from reports.wording import filled
from roadmaps.models import Roadmap

APPROVING = ("order-regulation", "order-regulation-roadmap")
PERSONS = "people.view_person"


def _has_people(organization, *, on):
    return not organization.is_municipality


def _is_new(roadmap, *, on):
    fresh = not roadmap.is_approved and roadmap.replaces_id is None
    return fresh and _has_people(roadmap.organization, on=on)


def _before(subjects):
    """Return the orders in force that approved the regulation so far."""
    organization = getattr(subjects[0], "organization", subjects[0])
    return list(
        Document.objects.in_force()
        .filter(organization=organization, kind__in=APPROVING)
        .order_by("registered_on", "pk")
    )


@document("regulation", title="Положение о наставничестве", subject=Organization,
          applies=_has_people)  # fmt: skip
def regulation(organization, *, on):
    """Collect the regulation with the words and the mark of the order that approves it."""
    orders = _before([organization])
    facts = letterhead(organization, on=on) | regulation_facts(organization)
    facts |= {"year": year_label(year_of(on)), "mark": orders[-1].mark if orders else NO_MARK}
    rows = Wording.objects.filter(organization=organization, kind=APPROVING[0])
    return facts | {"wording": {row.block: filled(row.text, facts) for row in rows}}


@document("order-regulation", title="Приказ об утверждении положения", subject=Organization,
          draftable=True, permission=PERSONS, applies=_has_people, repeals=_before)  # fmt: skip
def order_regulation(organization, *, on):
    return _order(organization, year_of(on), on) | {
        "heading": "Об утверждении положения о наставничестве",
        "roadmap": None,
    }


@document("order-regulation-roadmap", title="Приказ об утверждении положения и дорожной карты",
          subject=Roadmap, draftable=True, once=True, applies=_is_new,
          registered=approve_roadmap, repeals=_before)  # fmt: skip
def order_regulation_roadmap(roadmap, *, on):
    organization = roadmap.organization
    return order_roadmap(roadmap, on=on) | _order(organization, roadmap.year, on) | {
        "heading": "Об утверждении положения о наставничестве и плана мероприятий"
        f" (дорожной карты) на {year_label(roadmap.year)} учебный год",
    }  # fmt: skip


def _order(organization, year, on):
    curator = curator_of(organization, year, on=on)
    site = holder_of(organization, DutyKind.SITE, year, on=on)
    return letterhead(organization, on=on) | regulation_facts(organization) | {
        "year": year_label(year),
        "curator": curator and person_facts(curator, on=on),
        "site": site and person_facts(site, on=on),
        "repealed": [
            {"basis": order.basis, "heading": order.title} for order in _before([organization])
        ],
        "acquainted": sorted({person.full_name for person in (curator, site) if person}),
    }  # fmt: skip


def regulation_facts(organization):
    """Return what the regulation says of the organization: its forms, limits and criteria."""
    forms = MentoringForm.objects.filter(is_active=True)
    learners = organization.kind != OrganizationKind.KINDERGARTEN
    if not learners:
        forms = forms.filter(mentee_is_learner=False, mentor_is_learner=False)
    forms = list(forms)
    return {
        "learners": learners,
        "forms": [form.name for form in forms],
        "limits": [
            {"limit": limit, "forms": [f"«{form.name}»" for form in forms
                                       if form.mentee_limit == limit]}
            for limit in sorted({form.mentee_limit for form in forms if form.mentee_limit})
        ],
        "partners": any(form.partner_required for form in forms),
        "criteria": [
            f"{name[:1].lower()}{name[1:]}"
            for name in Criterion.objects.filter(forms=None).values_list("name", flat=True)
        ],
    }  # fmt: skip
