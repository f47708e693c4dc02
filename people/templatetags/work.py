"""Where the user works: the memberships to choose from. Nothing here decides what they allow."""

from django import template

register = template.Library()


@register.simple_tag
def other_work(user):
    """Return the user's memberships when there is a choice between them, else nothing."""
    if not user.is_authenticated:
        return []
    return user.own_memberships if len(user.own_memberships) > 1 else []
