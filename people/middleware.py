"""The membership and the academic year the user works in now; pages squeezed; a full disk."""

import logging

from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import timezone

from people import room
from people.years import year_of

MEMBERSHIP, YEAR = "membership", "year"
YEARS = range(2019, 2100)


class MembershipMiddleware:
    """Puts `request.user.membership` and `request.year` in place for everything behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.session.get(YEAR)
        request.year = chosen if chosen in YEARS else year_of(timezone.localdate())
        chosen = request.session.get(MEMBERSHIP)
        if chosen and request.user.is_authenticated:
            for membership in request.user.own_memberships:
                if membership.pk == chosen:
                    request.user.membership = membership
        return self.get_response(request)


class SqueezedPagesMiddleware(GZipMiddleware):
    """Sends pages squeezed to a fifth; WhiteNoise squeezes styles, other files are small already.

    A secret cannot be guessed from the length (BREACH): the token of forms is masked anew in every
    page, and Django adds random bytes.
    """

    def process_response(self, request, response):
        is_page = response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class FullDiskMiddleware:
    """Answers with a sentence where there is no room to write; by then nothing is half done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not room.is_full(exception):
            return None
        logging.getLogger(__name__).error("No space left on the disk: %s", exception)
        return render(request, "507.html", {"said": room.SAID}, status=507)
