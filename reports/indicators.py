"""The figures of a year: what is counted, over what, as of which day. Distinct persons always."""

import datetime
from collections import Counter
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, Max, OuterRef, Q

from mentoring.models import Attendance, Meeting, PairMember, Side
from people.consent_gaps import missing
from people.models import LEARNERS, Headcount, Mentee, Mentor, Person, PersonKind
from people.years import first_day, last_day

YOUNG = relativedelta(years=3)  # experience up to three years; 2021 letter, local rule otherwise


@dataclass(frozen=True)
class Part:
    """One person's place in one pair that an order has fixed."""

    person: int
    kind: str
    side: str
    pair: int
    form: str
    hired_on: datetime.date | None
    is_here: bool = True  # on the day of the figures, not only before it


@dataclass(frozen=True)
class Share:
    """A numerator over a denominator (None: unknown) with its target in per cent."""

    code: str
    title: str
    part: int
    whole: int | None
    target: int
    definition: str

    @property
    def percent(self):
        return round(100 * self.part / self.whole, 1) if self.whole else None

    @property
    def lacking(self):
        """How many more are needed for the target, 0 when it is reached."""
        return max(0, -(-self.whole * self.target // 100) - self.part) if self.whole else 0


@dataclass(frozen=True)
class Figures:
    """All figures of one organization and year as of `on`.

    Participants took part since September; `here` are who stands in a pair on that very day.
    """

    year: int
    on: datetime.date
    participants: int
    mentors: int
    mentees: int
    here: int
    here_mentors: int
    here_mentees: int
    pairs_by_form: list[tuple[str, int, int]]  # form, pairs and groups, distinct persons
    meetings: int
    minutes: int
    meetings_by_month: list[tuple[datetime.date, int]]
    shares: list[Share]

    @property
    def hours(self):
        return round(self.minutes / 60)

    @property
    def pairs(self):
        return sum(pairs for _, pairs, _ in self.pairs_by_form)


def figures(organization, *, year, on):
    """Count everything for one organization in six queries."""
    parts = _parts(organization, year, on)
    here = [part for part in parts if part.is_here]
    held = Meeting.objects.filter(
        pair__organization=organization, pair__year=year, held_on__lte=on
    ).values_list("held_on", "minutes")
    persons = list(participants(organization, year))
    lacking = {gap.person.pk for gap in missing(persons, on)}
    return Figures(
        year=year,
        on=on,
        participants=_distinct(parts),
        mentors=_distinct(parts, Side.MENTOR),
        mentees=_distinct(parts, Side.MENTEE),
        here=_distinct(here),
        here_mentors=_distinct(here, Side.MENTOR),
        here_mentees=_distinct(here, Side.MENTEE),
        pairs_by_form=_by_form(parts),
        meetings=len(held),
        minutes=sum(minutes for _, minutes in held),
        meetings_by_month=_by_month([day for day, _ in held], year, on),
        shares=shares(
            parts,
            headcounts(organization, on),
            on=on,
            consented=(len(persons) - len(lacking), len(persons)),
            answered=_answered(organization, year, on),
        ),
    )


def shares(parts, counts, *, on, consented, answered):
    """Return the Share list; `consented` and `answered` are pairs (part, whole)."""
    fixed = "разные люди в парах и группах, закреплённых приказом, к численности группы"
    since = on - YOUNG
    young = [p for p in parts if p.side == Side.MENTEE and p.hired_on and p.hired_on >= since]
    learners = [p for p in parts if p.kind in LEARNERS]
    teachers = [p for p in parts if p.kind == PersonKind.EMPLOYEE]
    return [
        Share(
            "young", "Молодые специалисты с\u00a0наставником", _distinct(young),
            counts.get("young"), 70,
            "наставляемые со стажем до трёх лет к числу молодых специалистов",
        ),
        Share("pupils", "Ученики 10–19 лет в\u00a0программе", _distinct(learners),
              counts.get("pupils"), 10, fixed),
        Share("teachers", "Педагоги в\u00a0программе", _distinct(teachers),
              counts.get("teachers"), 10, fixed),
        Share("consents", "Участники со\u00a0всеми согласиями", *consented, 100,
              "люди банка и базы с обоими согласиями ко всем людям банка и базы"),
        Share("feedback", "Встречи с\u00a0обратной связью", *answered, 80,
              "ответы наставляемых ко всем их участиям во встречах"),
    ]  # fmt: skip


def participants(organization, year, *, paired=False):
    """Return the Persons of the mentors' bank and the mentees' base of the year, by name.

    Each carries `in_bank` and `in_base`: whether he or she is a mentor, a mentee, or both. With
    `paired` also those who stand in an open pair of the year and in neither of the two.
    """
    open_pairs = PairMember.objects.filter(
        person=OuterRef("pk"), pair__year=year, pair__closed_on=None, left_on=None
    )
    wanted = Q(in_bank=True) | Q(in_base=True)
    return (
        Person.objects.filter(organization=organization)
        .annotate(
            in_bank=Exists(Mentor.objects.filter(person=OuterRef("pk"), year=year)),
            in_base=Exists(Mentee.objects.filter(person=OuterRef("pk"), year=year)),
        )
        .filter(wanted | Q(Exists(open_pairs)) if paired else wanted)
        .select_related("organization", "school_class")
        .in_order()
    )


def headcounts(organization, on):
    """Return {group: the latest number typed not later than that day}."""
    rows = Headcount.objects.filter(organization=organization, counted_on__lte=on)
    return dict(rows.order_by("counted_on").values_list("group", "number"))


def _parts(organization, year, on):
    rows = PairMember.objects.filter(
        pair__organization=organization, pair__year=year, pair__confirmed_on__lte=on,
        joined_on__lte=on,
    ).annotate(hired_on=Max("person__posts__hired_on"))  # fmt: skip
    fields = ("left_on", "pair__closed_on",
              "person", "person__kind", "side", "pair", "pair__form__name", "hired_on")  # fmt: skip
    return [
        Part(*row, is_here=(not left_on or left_on >= on) and (not closed_on or closed_on > on))
        for left_on, closed_on, *row in rows.order_by("pk").values_list(*fields)
    ]


def _distinct(parts, side=None):
    return len({part.person for part in parts if side is None or part.side == side})


def _by_form(parts):
    pairs, persons = {}, {}
    for part in parts:
        pairs.setdefault(part.form, set()).add(part.pair)
        persons.setdefault(part.form, set()).add(part.person)
    rows = [(form, len(found), len(persons[form])) for form, found in pairs.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _by_month(days, year, on):
    """Return (first day of the month, meetings) from September to the present month."""
    counted = Counter(day.replace(day=1) for day in days)
    month, rows = first_day(year), []
    while month <= min(on, last_day(year)):
        rows.append((month, counted[month]))
        month += relativedelta(months=1)
    return rows


def _answered(organization, year, on):
    rows = Attendance.objects.filter(
        meeting__pair__organization=organization, meeting__pair__year=year,
        meeting__held_on__lte=on, was_present=True,
    ).aggregate(answered=Count("answered_at"), held=Count("pk"))  # fmt: skip
    return rows["answered"], rows["held"]
