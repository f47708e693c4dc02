"""Which pairs at work have not met for long."""

import datetime
from dataclasses import dataclass

from mentoring.models import Pair


@dataclass(frozen=True)
class SilentPair:
    pair: Pair
    last_on: datetime.date | None
    days: int


def silent_pairs(pairs, on, days=30):
    """Return SilentPairs, the longest silence first; `pairs` carry `last_on` (latest meeting)."""
    found = []
    for pair in pairs:
        since = pair.last_on or pair.confirmed_on
        if (on - since).days > days:
            found.append(SilentPair(pair, pair.last_on, (on - since).days))
    return sorted(found, key=lambda silent: -silent.days)
