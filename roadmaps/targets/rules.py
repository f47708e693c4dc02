"""What a target is, read from words."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class IndicatorTarget:
    """One target: `text` is the piece of the cell it was read from.

    `op` is at_least, more, is, at_most, less or between; `value` None is a number that the words
    leave out, to be asked. `unit` is «%» or the words counted; `per` week, month, quarter,
    half_year, year or nothing; `subject` is what the piece says beside all that, `unread` the
    numbers of it that were not understood.
    """

    text: str
    op: str
    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    per: str = ""
    per_group: bool = False
    subject: str = ""
    unread: str = ""
