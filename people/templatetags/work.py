"""Where the user works: the memberships to choose from. Nothing here decides what they allow."""

from django import template

register = template.Library()


@register.simple_tag
def other_work(user):
    """Return the user's memberships when there is a choice between them, else nothing."""
    if not user.is_authenticated:
        return []
    own = list(user.memberships.select_related("organization").order_by("pk"))
    return own if len(own) > 1 else []
