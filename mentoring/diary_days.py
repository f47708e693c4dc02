"""Days as a hand writes them into a diary: «5.10», «05.10.26». Pure."""

import datetime
import re

from people.years import year_of

_DAY = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d\d))?\.?")


def read_day(text: str, year: int) -> datetime.date:
    """Return the day; without a year it lies in the academic year that began in `year`.

    Raises ValueError for what is no day.
    """
    if found := _DAY.fullmatch(text.strip()):
        day, month, written = (int(part) if part else None for part in found.groups())
        if written is not None:
            return datetime.date(written + (2000 if written < 100 else 0), month, day)
        own = datetime.date(year, month, day) if (month, day) != (2, 29) else None
        if own and year_of(own) == year:
            return own
        return datetime.date(year + 1, month, day)
    return datetime.date.fromisoformat(text.strip())
