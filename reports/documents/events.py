"""Papers of events and publications: the sheet people sign at the door, the content plan."""

from people.models import Organization
from people.years import year_of
from reports.documents.kinds import document
from reports.documents.letterhead import curator_signature, letterhead, listed, year_label
from reports.documents.sheets import FREE_LINES
from roadmaps.content_plan import content_plan
from roadmaps.models import Event


@document("event-sheet", title="Лист регистрации", subject=Event, permission="people.view_person")
def event_sheet(event, *, on):
    """Collect those called by name, and the groups of which only the number is written."""
    rows = event.participations.select_related("person__school_class", "person__organization")
    rows = rows.prefetch_related("person__posts").order_by("person__search", "pk")
    return letterhead(event.organization, on=on) | {
        "kind": event.get_kind_display(),
        "event": event.title,
        "held_on": event.held_on,
        "starts_at": f"{event.starts_at:%H:%M}" if event.starts_at else "",
        "where": event.place,
        "people": [listed(row.person, on=event.held_on) for row in rows],
        "groups": [
            {"title": row.title, "expected": row.expected,
             "present": row.present if event.counted_on else None}
            for row in event.turnouts.all()
        ],
        "free": list(range(FREE_LINES)),
    }  # fmt: skip


@document("content-plan", title="План публикаций", subject=Organization,
          permission="roadmaps.view_publication")  # fmt: skip
def plan_of_publications(organization, *, on, year=None):
    """Collect the publications of the academic year by month, planned and out."""
    year = year_of(on) if year is None else year
    found = content_plan(organization, year=year, on=on)
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "counted_on": on,
        "elapsed": len(found.elapsed),
        "fulfilled": len(found.fulfilled),
        "months": [
            {"title": month.title, "is_empty": month.is_empty,
             "rows": [_line(row) for row in [*month.published, *month.planned]]}
            for month in found.months
        ],
        "curator": curator_signature(organization, year, on=on),
    }  # fmt: skip


def _line(row):
    return {
        "title": row.title,
        "channel": row.get_channel_display(),
        "planned_on": row.planned_on,
        "published_on": row.published_on,
        "link": row.link,
        "removed_on": row.removed_on,
        "author": row.author.short_name if row.author else "",
    }
