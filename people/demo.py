"""The clock of the demos: what happened months ago stands in the journal under its own day."""

import datetime
from contextlib import contextmanager

from django.utils import timezone

_now = timezone.now


@contextmanager
def as_of(day):
    """Let the demo live through a past day: what is written inside bears it, at school hours.

    The journal takes no line back and no other date; so the clock stands at that day meanwhile.
    From today on the clock is the real one.
    """
    from unittest import mock  # slow import

    if day >= timezone.localdate(_now()):
        yield
        return
    number = day.toordinal()
    hour = datetime.time(9 + number % 7, 17 * number % 60)
    moment = timezone.make_aware(datetime.datetime.combine(day, hour))
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
