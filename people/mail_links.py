"""The link in every letter: a signed leave to choose what one is written about. No database."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

_signer = Signer(salt="people.letters", sep=".")  # good for this purpose alone


class LinkBroken(Exception):
    """The link is not one of ours: cut off, mistyped or altered."""


def switch_path(person_id: int) -> str:
    """Return the address, without the host, of the page of one person; it never expires."""
    return reverse("letters-choose", args=[_signer.sign(str(person_id))])


def read_token(token: str) -> int:
    """Return the key of the person; raises LinkBroken."""
    try:
        return int(_signer.unsign(token))
    except BadSignature as wrong:
        raise LinkBroken from wrong
