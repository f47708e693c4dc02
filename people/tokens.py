"""Tokens of links: nobody guesses one, and no script reads the one a browser keeps.

Of a secret link that can be revoked the token leaves the house and only its digest stays.
"""

import hashlib
import secrets

from django.conf import settings

_BYTES = 32


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token: a copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep_token(response, cookie, token, *, days=None):
    """Let this browser keep the token out of its address bar; return the response."""
    response.set_signed_cookie(
        cookie, token, salt=cookie, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, max_age=days and days * 86_400,
    )  # fmt: skip
    return response


def kept_token(request, cookie):
    """Return the token this browser keeps, or nothing when somebody has altered it."""
    return request.get_signed_cookie(cookie, "", salt=cookie)
