"""The door for mentors without an account: a link opened, a telephone left."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoring.middleware import BROKEN, COOKIE, GONE, gone, remember, working_link
from mentoring.models import MentorLink
from people.tokens import digest_of


@login_not_required  # the token is the right
@never_cache
@require_safe
def enter(request, token):
    """Take the token out of the address into a cookie; opening uses nothing up."""
    link = working_link(token, timezone.localdate())
    if link is None:
        known = MentorLink.objects.filter(digest=digest_of(token)).exists()
        return gone(request, *((GONE, 410) if known else (BROKEN, 404)))
    if request.user.is_authenticated:
        return render(request, "mentoring/link_taken.html", {"person": link.person}, status=409)
    return remember(redirect("mentor-home"), token, link)


@login_not_required  # forgets a cookie, nothing else
@require_POST
def leave(request):
    """Forget the link in this browser; the link itself goes on working."""
    response = render(request, "mentoring/link_left.html")
    response.delete_cookie(COOKIE)
    return response
