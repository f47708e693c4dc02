"""The figures of a year on one page, and the municipality's overview of its organizations."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.utils import timezone

from people.admin_views.page import page
from people.models import Organization
from people.years import first_day, last_day
from reports.charts import MONTHS, columns
from reports.event_figures import event_figures
from reports.indicators import figures
from reports.overview import overseen_by, overview_rows


@permission_required("people.view_headcount", raise_exception=True)
def show(request):
    """Show the figures of one's own organization, or of one of the municipality's."""
    organization = _organization(request)
    found = figures(organization, year=request.year, on=_day(request))
    chart = columns(
        [(MONTHS[month.month - 1], number) for month, number in found.meetings_by_month],
        label="Встречи по месяцам",
    )
    context = {
        "title": "Показатели", "figures": found, "chart": chart, "of": organization,
        "is_today": found.on == timezone.localdate(),
        "publicity": event_figures(organization, year=request.year, on=found.on),
        "months": [(MONTHS[m.month - 1], number) for m, number in found.meetings_by_month],
    }  # fmt: skip
    return page(request, "reports/figures.html", **context)


@permission_required("people.oversee_organization", raise_exception=True)
def overview(request):
    """Show who of the municipality's organizations has done what: counts, never persons."""
    rows = overview_rows(overseen_by(request.user), year=request.year, on=timezone.localdate())
    return page(request, "reports/overview.html", title="Организации", rows=rows)


def _day(request):
    """Return the day of the year that is asked for, today without one or with a wrong one."""
    try:
        day = datetime.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
    return min(max(day, first_day(request.year)), last_day(request.year))


def _organization(request):
    visible = Organization.objects.visible_to(request.user)
    wanted = request.GET.get("organization", "").replace("\x00", "")  # PostgreSQL keeps no NUL
    if wanted:
        found = visible.filter(code=wanted).first()
    elif request.user.membership is not None:
        found = request.user.membership.organization
    else:
        found = visible.order_by("pk").first()
    if found is None:
        raise Http404("Такой организации нет среди ваших.")
    return found
