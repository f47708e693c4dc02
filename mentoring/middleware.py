"""Whoever holds a personal link of a mentor stands on the mentor's pages, and nowhere else."""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.utils import timezone

from mentoring.models import MentorLink
from people.consent_gaps import has_withdrawn
from people.models import Membership, Role
from people.roles import PERMISSIONS
from people.tokens import digest_of, keep_token, kept_token

COOKIE = "mentor"
PAGES = {"mentor-home", "meeting-new", "my-meetings", "my-meeting", "meeting-correct",
         "meeting-calendar"}  # fmt: skip
GONE = {
    "title": "Ссылка больше не работает",
    "text": "Срок прошёл, её заменили новой или пара закрыта. Если вы ещё наставник, попросите "
            "у куратора новую карточку с QR-кодом.",
}  # fmt: skip
BROKEN = {
    "title": "Ссылка не открылась",
    "text": "Похоже, адрес скопирован не целиком. Наведите камеру на карточку ещё раз или "
            "попросите у куратора новую.",
}  # fmt: skip


class LinkHolder(AnonymousUser):
    """A mentor without an account: the rights of that role in the own organization."""

    is_authenticated, is_anonymous, is_active = True, False, True

    def __init__(self, person):
        work = Membership(organization=person.organization, role=Role.MENTOR, person=person)
        self.person, self.membership, self.own_memberships = person, work, [work]
        self.username = f"~{person.pk}"  # no account can be called so

    def __str__(self):
        return self.person.short_name

    def has_perm(self, perm, obj=None):
        return obj is None and perm in PERMISSIONS[Role.MENTOR]


class MentorLinkMiddleware:
    """Stands before the demand for an account; somebody who has signed in stays who it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name not in PAGES or request.user.is_authenticated:
            return None
        token = kept_token(request, COOKIE)
        if not token:
            return None
        link = working_link(token, timezone.localdate())
        if link is None:
            return gone(request, GONE, 410)
        request.user = LinkHolder(link.person)
        return None


def working_link(token, on):
    """Return the MentorLink a token opens on that day, or None."""
    rows = MentorLink.objects.working(on).filter(digest=digest_of(token))
    link = rows.select_related("person__organization").first()
    return link if link and not has_withdrawn(link.person, on) else None


def gone(request, words, status):
    """Say that the link opens nothing, and forget it in this browser."""
    response = render(request, "mentoring/gone.html", words, status=status)
    response.delete_cookie(COOKIE)
    return response


def remember(response, token, link):
    """Keep the token in a cookie of this browser as long as the link works."""
    days = (link.expires_on - timezone.localdate()).days + 1
    return keep_token(response, COOKIE, token, days=days)
