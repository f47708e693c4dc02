"""Links of questionnaires: signed leaves to answer. No database.

Three kinds, one per purpose: a person's own; a numbered slip of an anonymous wave, whose number
nobody can tie to a person; the common one of a poster.
"""

import hashlib
import hmac
import random
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

_signer = Signer(salt="surveys.answer", sep=".")  # good for this purpose alone
PERSONAL, SLIP, COMMON = "p", "s", "c"


class LinkBroken(Exception):
    """The link is not one of ours: cut off, mistyped or altered."""


@dataclass(frozen=True)
class Ticket:
    """What a link allows: an Invitation's key, or a Wave's with or without a sheet's number."""

    kind: str
    key: int
    sheet: uuid.UUID | None = None


def token_of(ticket: Ticket) -> str:
    """Return the signed token; the same ticket always gives the same one."""
    sheet = f"-{ticket.sheet.hex}" if ticket.sheet else ""
    return _signer.sign(f"{ticket.kind}{ticket.key}{sheet}")


def read_token(token: str) -> Ticket:
    """Return what a token allows; raises LinkBroken."""
    try:
        key, _, sheet = _signer.unsign(token).partition("-")
    except BadSignature as wrong:
        raise LinkBroken from wrong
    return Ticket(key[0], int(key[1:]), uuid.UUID(sheet) if sheet else None)


def path_of(ticket: Ticket) -> str:
    """Return the address without the host."""
    return reverse("survey-link", args=[token_of(ticket)])


def slips(wave_id: int, number: int) -> list[Ticket]:
    """Return so many one-time slips, always the same ones, shuffled anew by every call.

    Their numbers come from the secret key: printing them again makes no further votes. Nobody can
    find the order of a print again, so slips handed out along the list of names tell nothing.
    """
    numbers = [_sheet(wave_id, n) for n in range(number)]
    random.SystemRandom().shuffle(numbers)
    return [Ticket(SLIP, wave_id, sheet) for sheet in numbers]


def _sheet(wave_id, n):
    secret = settings.SECRET_KEY.encode()
    digest = hmac.new(secret, f"surveys.slip-{wave_id}-{n}".encode(), hashlib.sha256).digest()
    return uuid.UUID(bytes=digest[:16], version=4)
