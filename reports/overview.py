"""What a municipality sees of its organizations: counts and dates, never a person."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.models import Meeting, Pair, PairMember
from people.models import Organization, OrganizationKind
from roadmaps.models import CONTINUOUS, Event, Occurrence, Publication, Roadmap, in_force


@dataclass(frozen=True)
class OverviewRow:
    """One organization of the year: its roadmap, its dates, its pairs and meetings."""

    organization: Organization
    roadmap: Roadmap | None
    dates: int
    done: int
    overdue: int
    pairs: int
    participants: int
    meetings: int
    events: int
    publications: int


def overseen_by(user):
    """Return the organizations a municipality's user oversees; an administrator, all of them."""
    rows = Organization.objects.exclude(kind=OrganizationKind.MUNICIPALITY)
    if not user.is_superuser:
        rows = rows.filter(parent=user.membership.organization)
    return rows.order_by("short_name", "pk")


def overview_rows(organizations, *, year, on):
    """Return an OverviewRow for each of the organizations in their order; eight queries in all."""
    schools = list(organizations)
    dates = _by(
        Occurrence.objects.filter(in_force("item__roadmap__"), item__roadmap__year=year,
                                  cancelled_on=None), schools,
        "item__roadmap__organization",
        dates=Count("pk"), done=Count("done_on"),
        overdue=Count("pk", Q(done_on=None, due_on__lt=on)
                      & ~Q(item__deadline_kind=CONTINUOUS)),
    )  # fmt: skip
    pairs = _by(Pair.objects.filter(year=year).active(on), schools, "organization",
                pairs=Count("pk"))  # fmt: skip
    people = _by(
        PairMember.objects.filter(pair__year=year, pair__confirmed_on__lte=on), schools,
        "pair__organization", participants=Count("person", distinct=True),
    )  # fmt: skip
    meetings = _by(Meeting.objects.filter(pair__year=year, held_on__lte=on), schools,
                   "pair__organization", meetings=Count("pk"))  # fmt: skip
    events = _by(Event.objects.held(on).filter(year=year), schools, "organization",
                 events=Count("pk"))  # fmt: skip
    publications = _by(Publication.objects.of_year(year).published(on), schools, "organization",
                       publications=Count("pk"))  # fmt: skip
    roadmaps = {
        roadmap.organization_id: roadmap
        for roadmap in Roadmap.objects.current()
        .filter(organization__in=schools, year=year)
        .order_by("pk")
    }
    zero = dict.fromkeys(["dates", "done", "overdue", "pairs", "participants", "meetings",
                          "events", "publications"], 0)  # fmt: skip
    return [
        OverviewRow(
            school, roadmaps.get(school.pk),
            **zero | dates.get(school.pk, {}) | pairs.get(school.pk, {})
            | people.get(school.pk, {}) | meetings.get(school.pk, {})
            | events.get(school.pk, {}) | publications.get(school.pk, {}),
        )
        for school in schools
    ]  # fmt: skip


def _by(rows, schools, path, **counts):
    """Return {organization id: {name: number}}."""
    grouped = rows.filter(**{f"{path}__in": schools}).order_by().values(path).annotate(**counts)
    return {row.pop(path): row for row in grouped}
