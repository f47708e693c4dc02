"""The personal link of a mentor: given, replaced, revoked."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from mentoring.models import MentorLink, PairMember, Side
from people.actions import locked_persons
from people.consent_gaps import has_withdrawn
from people.history import record
from people.tokens import digest_of, new_token

LEAST = datetime.timedelta(days=14)  # a pair that should be closed still has its last meeting


class LinkRefused(ValidationError):
    """The mentor can get no link now; the message names the next step."""


@transaction.atomic
def open_mentor_link(person, *, by, on):
    """Give a mentor a new link and return (MentorLink, token); an earlier one stops working.

    It works until the last day of the mentor's pairs. Raises LinkRefused without a pair at work.
    """
    locked_persons([person])
    places = PairMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), person=person, side=Side.MENTOR,
        pair__closed_on=None, pair__confirmed_on__lte=on,
    )  # fmt: skip
    last_on = places.aggregate(last_on=Max("pair__ends_on"))["last_on"]
    if last_on is None:
        raise LinkRefused("Пара ещё не закреплена приказом или уже закрыта. Ссылка не нужна.")
    if has_withdrawn(person, on):
        raise LinkRefused("Наставник отозвал согласие на обработку данных. Сначала новая подпись.")
    _revoke(person, on)
    token = new_token()
    link = MentorLink.objects.create(
        person=person, digest=digest_of(token), created_on=on, expires_on=max(last_on, on + LEAST)
    )
    record(organization=person.organization, by=by, action="open_mentor_link", subject=link,
           text="Создана личная ссылка наставника", person=person)  # fmt: skip
    return link, token


@transaction.atomic
def revoke_mentor_link(person, *, by, on):
    """Make the link stop working; without a link nothing happens."""
    locked_persons([person])
    if _revoke(person, on):
        record(organization=person.organization, by=by, action="revoke_mentor_link",
               text="Отозвана личная ссылка наставника", person=person)  # fmt: skip


def _revoke(person, on):
    return MentorLink.objects.filter(person=person, revoked_on=None).update(revoked_on=on)
