"""The calendar of one's own dates by a secret link: given, replaced, revoked."""

from django.db import transaction

from people.history import record
from people.models import Membership
from people.tokens import digest_of, new_token
from roadmaps.models import Feed


@transaction.atomic
def open_feed(membership, *, by, on):
    """Give a new secret link and return its token; a link given before stops working.

    Only the digest is kept: a copy of the database opens nobody's calendar.
    """
    Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    _revoke(membership, on)
    token = new_token()
    feed = Feed.objects.create(membership=membership, digest=digest_of(token))
    record(organization=membership.organization, by=by, action="open_feed", subject=feed,
           text="Создана ссылка на календарь своих сроков", person=membership.person)  # fmt: skip
    return token


@transaction.atomic
def revoke_feed(membership, *, by, on):
    """Make the link stop working; without a link nothing happens."""
    if _revoke(membership, on):
        record(organization=membership.organization, by=by, action="revoke_feed",
               text="Отозвана ссылка на календарь своих сроков",
               person=membership.person)  # fmt: skip


def _revoke(membership, on):
    return Feed.objects.filter(membership=membership, revoked_on=None).update(revoked_on=on)
