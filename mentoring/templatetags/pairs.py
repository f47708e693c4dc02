"""The pairs of one person for the pages of people, which know no pairs themselves."""

from django import template
from django.utils import timezone

from mentoring.changelist import state_tag
from mentoring.models import Pair

register = template.Library()


@register.inclusion_tag("mentoring/_pairs_of.html", takes_context=True)
def pairs_of(context, person):
    """Return the pairs and groups of the person, the latest first, for whom may see pairs."""
    user = context["request"].user
    if person is None or not user.has_perm("mentoring.view_pair"):
        return {"pairs": None}
    today = timezone.localdate()
    own = Pair.objects.visible_to(user).with_people().filter(members__person=person).distinct()
    rows = [
        (pair, member, state_tag(pair, today))
        for pair in own.order_by("-starts_on", "-pk")
        for member in pair.members.all()
        if member.person_id == person.pk
    ]
    return {"pairs": rows}
