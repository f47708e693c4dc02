"""The page of figures: what was counted, with its chart and the shares against their targets."""

from people.models import Organization
from people.years import year_of
from reports import indicators
from reports.documents.kinds import document
from reports.documents.letterhead import curator_signature, letterhead, year_label

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


@document("figures", title="Показатели наставничества", subject=Organization)
def figures(organization, *, on, year=None):
    """Collect the figures of the academic year of `on`, or of `year`, as of that day."""
    year = year_of(on) if year is None else year
    counted = indicators.figures(organization, year=year, on=on)
    return letterhead(organization, on=on) | {
        "year": year_label(year),
        "counted_on": on,
        "participants": counted.participants,
        "mentors": counted.mentors,
        "mentees": counted.mentees,
        "forms": [
            {"name": name, "pairs": pairs, "people": people}
            for name, pairs, people in counted.pairs_by_form
        ],
        "meetings": counted.meetings,
        "hours": round(counted.minutes / 60),
        "months": [[MONTHS[day.month - 1], number] for day, number in counted.meetings_by_month],
        "shares": [_share(share) for share in counted.shares],
        "curator": curator_signature(organization, year, on=on),
    }


def _share(share):
    return {
        "title": share.title,
        "definition": share.definition,
        "part": share.part,
        "whole": share.whole,
        "percent": share.percent,
        "target": share.target,
        "reached": bool(share.whole) and share.lacking == 0,
    }
