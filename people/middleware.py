"""The membership and the academic year the user works in now; rights never add up."""

from django.utils import timezone

from people.models import Membership
from people.years import year_of

MEMBERSHIP, YEAR = "membership", "year"


class MembershipMiddleware:
    """Puts `request.user.membership` and `request.year` in place for everything behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.year = request.session.get(YEAR) or year_of(timezone.localdate())
        chosen = request.session.get(MEMBERSHIP)
        if chosen and request.user.is_authenticated:
            own = Membership.objects.filter(user=request.user, pk=chosen)
            membership = own.select_related("organization", "person").first()
            if membership is not None:
                request.user.membership = membership
        return self.get_response(request)
