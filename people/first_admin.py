"""The one-time right to set up an empty installation: who may still use it, and its token."""

from django.core import signing

from people.models import User

LIFETIME = 24 * 60 * 60
_SALT = "people.first_admin"


def is_open():
    """Tell whether nobody can administer yet: no active superuser has a password."""
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    return not any(user.has_usable_password() for user in administrators.only("password"))


def make_token():
    """Return a signed token; it dies after a day or with the first administrator."""
    return signing.dumps("first administrator", salt=_SALT)


def is_valid(token):
    """Tell whether the token is ours and younger than a day."""
    try:
        signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return False
    return True
