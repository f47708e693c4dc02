"""Secret links that can be revoked: the token leaves the house, only its digest stays. Pure."""

import hashlib
import secrets

_BYTES = 32


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token: a copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
