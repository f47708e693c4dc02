"""Orders that open the year's work: the system, its curator, the town's plan."""

import datetime

from people.models import DutyKind, Headship, Organization
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
from roadmaps.models import Roadmap

WEEK = datetime.timedelta(days=7)
PERSONS = "people.view_person"


def _has_people(organization, *, on):
    return not organization.is_municipality


def _is_municipal(roadmap, *, on):
    fresh = not roadmap.is_approved and roadmap.replaces_id is None
    return fresh and roadmap.organization.is_municipality


@document("order-introduction", title="Приказ о реализации системы наставничества",
          subject=Organization, draftable=True, permission=PERSONS,
          applies=_has_people)  # fmt: skip
def order_introduction(organization, *, on):
    return _order(
        organization,
        f"О реализации системы наставничества в {year_label(year_of(on))} учебном году",
        on,
    ) | {
        "roadmap_until": on + 2 * WEEK,
        "banks_until": on + 4 * WEEK,
        "pairs_until": on + 5 * WEEK,
    }


@document("order-curator", title="Приказ о назначении куратора", subject=Organization,
          draftable=True, permission=PERSONS, applies=_has_people)  # fmt: skip
def order_curator(organization, *, on):
    facts = _order(organization, f"О назначении куратора наставничества {_on_year(on)}", on)
    return facts | {"acquainted": [facts["curator"]["name"]["nominative"]]
                    if facts["curator"] else []}  # fmt: skip


@document("order-municipal", title="Приказ о дорожной карте муниципалитета", subject=Roadmap,
          registered=approve_roadmap, draftable=True, once=True, applies=_is_municipal)  # fmt: skip
def order_municipal(roadmap, *, on):
    """Collect the roadmap and the organizations it obliges, with who heads them on that day."""
    return order_roadmap(roadmap, on=on) | {
        "curators_until": on + 2 * WEEK,
        "plans_until": on + 4 * WEEK,
        "report_until": max(datetime.date(roadmap.year + 1, 6, 10), on + 4 * WEEK),
        "organizations": [
            {"name": child.short_name, "head": _head(child, on)}
            for child in roadmap.organization.children.order_by("short_name", "pk")
        ],
    }


def _on_year(on):
    return f"на {year_label(year_of(on))} учебный год"


def _order(organization, heading, on):
    year = year_of(on)
    curator = curator_of(organization, year, on=on)
    site = holder_of(organization, DutyKind.SITE, year, on=on)
    return letterhead(organization, on=on) | {
        "heading": heading,
        "year": year_label(year),
        "curator": curator and person_facts(curator, on=on),
        "site": site and person_facts(site, on=on),
        "acquainted": sorted({person.full_name for person in (curator, site) if person}),
    }


def _head(organization, on):
    headship = Headship.objects.filter(organization=organization).on(on).first()
    if headship is None:
        return {"name": "", "post": ""}
    return {"name": headship.person.as_of(on).full_name, "post": headship.position}
