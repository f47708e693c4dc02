"""The checks of lint.py on a stored roadmap."""

from roadmaps.headings import named
from roadmaps.lint import Line, findings


def lint(course):
    """Return the Findings of a Course."""
    fields = {name for column in course.roadmap.columns for name, _ in [named(column)]}
    outcomes = fields & {"result", "indicator"}
    lines = [
        Line(
            row.item.pk, row.item.number.rstrip(".") or str(row.item.position + 1),
            row.item.activity, row.responsible,
            "".join(_own_or_above(row.item, name) for name in outcomes), row.item.deadline_kind,
            tuple((date.start_on, date.planned_on or date.due_on) for date, _ in row.dates),
        )
        for row in course.rows
    ]  # fmt: skip
    return findings(
        lines, year=course.roadmap.year, title=course.roadmap.title, has_outcome=bool(outcomes)
    )


def _own_or_above(item, name):
    return getattr(item, name) or ("как выше" if name in item.inherits else "")
