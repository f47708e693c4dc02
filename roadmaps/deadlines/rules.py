"""What a deadline can say: kinds, pieces of the calendar, the academic year it is counted in."""

from dataclasses import dataclass, field, replace
from datetime import date

from people.years import first_day, last_day

KINDS = (
    "exact",
    "until",
    "range",
    "month",
    "month_range",
    "yearly",
    "periodic",
    "quarter",
    "continuous",
    "by_plan",
    "by_programme",
    "list",
    "inherit",
    "text",
)
ANSWERS = ("earlier", "later")  # the two readings between which Rule.ambiguous asks to choose

# Usual limits of school terms as (month, day); each school moves them by its own order.
_TERMS = (((9, 1), (10, 26)), ((11, 5), (12, 30)), ((1, 9), (3, 21)), ((3, 30), (5, 31)))


@dataclass(frozen=True)
class Calendar:
    """The academic year from 1 September `year` to 31 August of the next.

    `teaching_end` is 31 May when not given; `quarter_basis` is "calendar" or "terms".
    """

    year: int
    teaching_end: date | None = None
    quarter_basis: str = "calendar"
    terms: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = _TERMS

    @property
    def start(self) -> date:
        return first_day(self.year)

    @property
    def end(self) -> date:
        return last_day(self.year)

    @property
    def last_lesson(self) -> date:
        """Return the day on which teaching ends."""
        return self.teaching_end or date(self.year + 1, 5, 31)

    def of(self, year: int) -> "Calendar":
        """Return the same settings for another academic year."""
        if self.teaching_end is None:
            return replace(self, year=year)
        return replace(self, year=year, teaching_end=self.teaching_end.replace(year=year + 1))


@dataclass(frozen=True)
class Piece:
    """A named piece of the calendar: a day, «первая половина октября», a month, a quarter, a term.

    Pieces made of days run from (`month`, `day`) to (`to_month`, `to_day`); a day of 0 is
    the last one, -6 the seventh from the end. `year` is the calendar year in which it begins, when
    written; `academic` the academic year, when that is written instead. `n` numbers halves and
    terms (12: both, 22: the second), is 1 for the beginning of a month and the last year of
    «2023–2025 гг.»; `closing` says that its end is meant. A "weekday" (Monday 0) is the `n`-th of
    its month, -1 the last; a "break" is the school's holidays after its `n`-th term.
    """

    what: str
    month: int = 0
    day: int = 1
    to_month: int = 0
    to_day: int = 0
    year: int | None = None
    academic: int | None = None
    n: int = 0
    closing: bool = False
    weekday: int | None = None

    @property
    def floats(self) -> bool:
        return self.year is None and self.academic is None

    @property
    def is_of_days(self) -> bool:
        """Say whether months and days stand in it; the rest is counted from the school's year."""
        return self.month > 0

    @property
    def wraps(self) -> bool:
        """Say whether it runs over New Year, as winter does."""
        return self.to_month < self.month


@dataclass(frozen=True)
class Span:
    """Pieces as the wording binds them; `how` is "in", "until", "from" or "range"."""

    how: str
    first: Piece | None = None
    last: Piece | None = None
    inclusive: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in (self.first, self.last) if piece)


@dataclass(frozen=True)
class Rule:
    """What a wording means, whatever the year.

    `text` is the wording untouched; `note` is what stands in it besides the deadline; `ambiguous`
    is a question in Russian when two readings are possible (its answer is one of ANSWERS).
    `spans` are the dates named; `unit`, `count`, `every`, `day`, `weekday` describe a periodic
    rule («2 раза в 3 месяца, до 5 числа»); with a weekday in a month `count` says which of them
    («второй вторник месяца»); `items` are the rules of a list in their order.
    """

    kind: str
    text: str
    note: str = ""
    ambiguous: str = ""
    spans: tuple[Span, ...] = ()
    unit: str = ""
    count: int = 1
    every: int = 1
    day: int = 0
    weekday: int | None = None
    onwards: bool = False
    items: tuple["Rule", ...] = field(default=())
