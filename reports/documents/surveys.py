"""Papers of questionnaires: results of a wave, measures side by side, the SWOT table of a year."""

from people.models import Organization
from people.years import year_of
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import curator_signature, letterhead, year_label
from surveys.models import Quadrant, SwotLine


@document("swot", title="SWOT-анализ программы наставничества", subject=Organization,
          permission="surveys.view_swotline")  # fmt: skip
def swot(organization, *, on, year=None):
    """Collect the four fields of the year of `on`, or of `year`; raises WrongSubject when empty."""
    year = year_of(on) if year is None else year
    lines = list(SwotLine.objects.filter(organization=organization, year=year))
    if not lines:
        raise WrongSubject(
            "В SWOT-анализе этого учебного года пока нет ни одной строки. Добавьте их на странице "
            "«SWOT-анализ» в разделе «Опросы»."
        )
    fields = [
        {"title": quadrant.label, "lines": [row.text for row in lines if row.quadrant == quadrant]}
        for quadrant in Quadrant
    ]
    return letterhead(organization, on=on) | {
        "year": year_label(year), "made_on": on, "rows": [fields[:2], fields[2:]],
        "curator": curator_signature(organization, year, on=on),
    }  # fmt: skip
