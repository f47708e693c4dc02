"""The year of a roadmap by months: what is due when, with today between past and coming."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.utils import timezone

from people.years import short_title
from roadmaps.admin_views.frame import page
from roadmaps.calendar import by_month
from roadmaps.choosing import choices_of, chosen_of, test_of
from roadmaps.models import Roadmap
from roadmaps.overview import course


@permission_required("roadmaps.view_roadmap", raise_exception=True)
def calendar(request, pk):
    """Show the dates month by month, those without a date last."""
    roadmap = get_object_or_404(Roadmap.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    found = course(roadmap, on=today, membership=request.user.membership)
    choices = choices_of(found)
    chosen = chosen_of(request.GET, found, choices)
    shown = test_of(chosen, found, choices)
    dates = [(one.due_on, row, one, state) for row in found.rows if shown(row)
             for one, state in row.dates]  # fmt: skip
    dated = sorted((one for one in dates if one[0]), key=lambda one: (one[0], one[1].item.position))
    return page(request, "roadmaps/calendar.html", {
        "roadmap": roadmap, "course": found, "chosen": chosen, "choices": choices, "today": today,
        "months": by_month(dated, today=today), "undated": [one for one in dates if not one[0]],
        "title": f"Календарь на {short_title(roadmap.year)}", "page_of": "calendar",
        "week": today + datetime.timedelta(days=7),
    })  # fmt: skip
