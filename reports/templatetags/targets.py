"""The targets of one row of the roadmap, for its page."""

from django import template
from django.utils import timezone

from reports.aims import rows_of

register = template.Library()


@register.inclusion_tag("reports/_row_targets.html", takes_context=True)
def targets_of(context, item):
    """Return the targets of a row with their values of today."""
    rows = rows_of(item.roadmap, on=timezone.localdate(), item=item)
    return {
        "row": rows[0] if rows else None,
        "roadmap": item.roadmap,
        "may": context["request"].user.has_perm("roadmaps.change_target"),
    }
