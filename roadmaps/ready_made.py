"""Ready-made roadmaps of one's own: fit to be given away, filled for a taker, who has taken one."""

from dataclasses import dataclass

from people.models import Organization, OrganizationKind, PositionPeriod
from roadmaps.anonymous import Pattern, changed_rows, filled, without_people
from roadmaps.models import Item, Roadmap
from roadmaps.rollover import shifted
from roadmaps.staff import known_of
from roadmaps.stored import read_again, rows_of


@dataclass(frozen=True)
class Adoption:
    """What became of a handed-down roadmap in one organization; `changed` rows differ from it."""

    organization: Organization
    roadmap: Roadmap | None
    changed: int


def pattern_of(roadmap, *, on) -> Pattern:
    """Return the roadmap without people and the name of its organization, and what left it."""
    owner = roadmap.organization
    posts = dict.fromkeys(owner.persons.values_list("surname", flat=True), "")
    for post in PositionPeriod.objects.filter(person__organization=owner).select_related("person"):
        if post.covers(on):
            posts[post.person.surname] = post.title
    return without_people(
        read_again(roadmap), names=known_of(owner, on).names or (), posts=posts
    )  # fmt: skip


def table_for(template, *, organization, year):
    """Return the table of the template for a taker: its own years and its own name."""
    content = template.content
    return filled(shifted(content["read"], year - content["year"]), organization.short_name)


def adoptions(template, *, year):
    """Return an Adoption for every organization below the template's, by name; three queries."""
    schools = Organization.objects.filter(parent=template.organization_id).exclude(
        kind=OrganizationKind.MUNICIPALITY
    )
    current = Roadmap.objects.current().filter(taken_from=template, year=year)
    taken = {roadmap.organization_id: roadmap for roadmap in current.order_by("pk")}
    items = {}
    rows = Item.objects.filter(roadmap__in=taken.values()).select_related("section")
    for item in rows.order_by("position", "pk"):
        items.setdefault(item.roadmap_id, []).append(item)
    return [
        _adoption(template, school, taken.get(school.pk), items)
        for school in schools.order_by("short_name", "pk")
    ]


def _adoption(template, school, roadmap, items):
    if roadmap is None:
        return Adoption(school, None, 0)
    wanted = table_for(template, organization=school, year=roadmap.year)["rows"]
    return Adoption(school, roadmap, changed_rows(wanted, rows_of(items.get(roadmap.pk, []))))
