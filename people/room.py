"""The server's disk is full: how that is recognised, and what is said about it. Pure."""

import errno

from django.db import OperationalError

SAID = (
    "На сервере кончилось место, поэтому ничего не сохранено. Введённое раньше цело. Попросите "
    "администратора освободить место и повторите."
)
_POSTGRESQL = "53100"  # disk_full


def is_full(error) -> bool:
    """Say whether an error means that the disk of the files or of the database is full."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code == _POSTGRESQL or "disk is full" in str(error)
