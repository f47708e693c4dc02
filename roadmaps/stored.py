"""A stored roadmap as the importer reads one, and what a school settled in earlier roadmaps."""

from roadmaps.headings import HEADINGS, named
from roadmaps.models import Roadmap

SETTINGS = ("teaching_end_on", "quarter_basis", "terms")


def read_again(roadmap):
    """Return the stored roadmap in the shape the importer gives."""
    stages, columns = list(roadmap.stages.all()), [named(column) for column in roadmap.columns]
    items = roadmap.items.select_related("section").order_by("position", "pk")
    return {
        "title": roadmap.title, "header": roadmap.header, "layout": roadmap.layout,
        "columns": [field or "other" for field, _ in columns],
        "headings": [[heading, 0] for _, heading in columns],
        "sections": [{"number": stage.number, "title": stage.title} for stage in stages],
        "rows": rows_of(items),
    }  # fmt: skip


def rows_of(items):
    """Return items in their order as rows of the importer."""
    return [
        {field: getattr(item, field) for field in HEADINGS}
        | {"section": str(item.section or ""), "inherits": item.inherits, "merged": item.merged,
           "other": item.other, "emphasis": item.emphasis}
        for item in items
    ]  # fmt: skip


def habits(organization):
    """Return how the school read deadlines last: settings of a Roadmap and all its answers."""
    before = Roadmap.objects.filter(organization=organization).order_by("year", "pk")
    known = {"answers": {}}
    for found in before.values(*SETTINGS, "answers"):
        known = found | {"answers": known["answers"] | found["answers"]}
    return known
