"""Personal links of mentees: a signed leave to answer about one meeting. No database."""

import datetime
from dataclasses import dataclass
from io import BytesIO

from django.core.signing import BadSignature, Signer
from django.urls import reverse

LIFETIME = datetime.timedelta(days=14)
_signer = Signer(salt="mentoring.feedback", sep=".")  # good for this purpose alone


class LinkBroken(Exception):
    """The link is not one of ours: cut off, mistyped or altered."""


class LinkExpired(Exception):
    """The link was ours, but its last day has passed."""


@dataclass(frozen=True)
class Ticket:
    """Whose answers a link takes: an Attendance's key, and the last day."""

    attendance_id: int
    last_on: datetime.date


def feedback_token(attendance_id: int, on: datetime.date) -> str:
    """Return the token that works from `on` for fourteen days; the same all day long."""
    return _signer.sign(f"{attendance_id}-{on + LIFETIME:%Y%m%d}")


def read_token(token: str, on: datetime.date) -> Ticket:
    """Return what a token allows; raises LinkBroken or LinkExpired."""
    try:
        attendance_id, last = _signer.unsign(token).split("-")
    except BadSignature as wrong:
        raise LinkBroken from wrong
    ticket = Ticket(int(attendance_id), datetime.datetime.strptime(last, "%Y%m%d").date())
    if on > ticket.last_on:
        raise LinkExpired
    return ticket


def feedback_path(attendance_id: int, on: datetime.date) -> str:
    """Return the address, without the host, that a mentee opens or scans."""
    return reverse("feedback-link", args=[feedback_token(attendance_id, on)])


def qr_svg(address: str) -> str:
    """Return a QR code as an <svg> without style attributes, black on white in every theme."""
    import segno  # slow import

    return segno.make(address, error="m").svg_inline(light="#fff", omitsize=True)


def qr_png(address: str) -> bytes:
    """Return the same code as a picture, for files that take no SVG."""
    import segno  # slow import

    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=8)
    return picture.getvalue()
