"""Addresses that leave the site on paper or by mail."""

from django.conf import settings

OWN_MACHINE = "http://127.0.0.1:8000"  # where scripts/run serves until SITE_URL names the site


def site_address(path: str) -> str:
    """Return the whole address of a path, as a QR code carries it."""
    return f"{settings.SITE_URL or OWN_MACHINE}{path}"
