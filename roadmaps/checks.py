"""The checks of lint on a stored roadmap, with what its organization knows of itself."""

from dataclasses import dataclass
from datetime import date

from roadmaps.headings import HEADINGS, named
from roadmaps.lint import Finding, Severity, check, facts_of, together
from roadmaps.models import DismissedFinding
from roadmaps.staff import known_of


@dataclass(frozen=True)
class Review:
    """What the checks say of a roadmap: grave first, then mild, and what was answered before."""

    findings: list[Finding]
    hints: list[Finding]
    dismissed: list[DismissedFinding]

    @property
    def contradicts(self) -> bool:
        """Whether anything in it cannot be so."""
        return any(finding.severity is Severity.BAD for finding in self.findings)

    def find(self, token: str) -> Finding | None:
        """Return the open finding of that token."""
        return next((one for one in self.findings + self.hints if one.token == token), None)


def review(course, *, on: date) -> Review:
    """Return the Review of a Course; equal findings of several rows stand together."""
    roadmap = course.roadmap
    facts = facts_of(
        {"title": roadmap.title, "header": roadmap.header, "rows": list(map(_cells, course.rows)),
         "columns": [field for field, _ in map(named, roadmap.columns) if field]},
        year=roadmap.year, keys=[row.item.pk for row in course.rows],
        period=(roadmap.period_start_on, roadmap.period_end_on),
        order=_order(roadmap), reading=roadmap.reading,
    )  # fmt: skip
    dismissed = _dismissed(roadmap)
    answered = {(one.rule, one.item_id, one.sentence) for one in dismissed}
    found = [
        finding for finding in check(facts, known=known_of(roadmap.organization, on))
        if (finding.rule, next(iter(finding.keys), None), finding.sentence) not in answered
    ]  # fmt: skip
    return _sorted(found, dismissed)


def review_read(read, reading, organization, *, on: date) -> Review:
    """Return the Review of a table that is not saved yet; its rows are named by their places."""
    facts = facts_of(read, year=reading.calendar.year, reading=reading)
    return _sorted(check(facts, known=known_of(organization, on)), [])


def _sorted(found, dismissed) -> Review:
    said = together(found)
    return Review(
        [finding for finding in said if finding.severity is not Severity.HINT],
        [finding for finding in said if finding.severity is Severity.HINT],
        dismissed,
    )


def _order(roadmap):
    """Return day and words of the order the plan began with; a later one only changed it."""
    while roadmap.replaces_id:
        roadmap = roadmap.replaces
    return roadmap.approved_on, roadmap.approved_basis


def _dismissed(roadmap):
    """Return the answers given; a page that has asked whether there are any asks no more."""
    if getattr(roadmap, "has_answers", True):
        return list(roadmap.dismissed.select_related("item"))
    return []


def _cells(row) -> dict:
    cells = {name: getattr(row.item, name) for name in HEADINGS}
    extra = {"section": row.stage, "inherits": row.item.inherits, "other": row.item.other}
    return cells | extra
