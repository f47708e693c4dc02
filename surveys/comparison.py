"""Waves of one family side by side: before and after, quarter by quarter; by question and group."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from people.models import Mentee, Mentor
from surveys.models import Moment, Question, Response, Wave
from surveys.questions import TYPES
from surveys.results import SMALLEST, values_of

FEWEST = 3  # people of a group: the averages of two would tell what each of them answered
ORDER = {Moment.BEFORE: 0, Moment.NONE: 1, Moment.AFTER: 2}
QUARTERS = {9: "I", 10: "I", 11: "II", 12: "II", 1: "III", 2: "III", 3: "III"}  # the rest: IV
EVERYBODY, MENTORS, MENTEES, OTHERS = "", "mentors", "mentees", "others"
GROUPS = {EVERYBODY: "все", MENTORS: "наставники", MENTEES: "наставляемые",
          OTHERS: "остальные"}  # fmt: skip


@dataclass
class Compared:
    """One key in several waves: an average each, None where it was not asked or is hidden."""

    block: str
    text: str
    top: int
    means: list[float | None]

    @property
    def difference(self):
        return difference(self.means)


@dataclass
class Block:
    """The questions of one block with the average of those on the scale to ten."""

    title: str
    rows: list[Compared]
    means: list[float | None] = field(default_factory=list)

    @property
    def difference(self):
        return difference(self.means)


@dataclass
class Group:
    """Whose answers are compared: `people` is None where nobody can be told apart."""

    code: str
    title: str
    people: set[int] | None
    blocks: list[Block]


def difference(means):
    """Return the last average less the first one, None when one of them is unknown."""
    known = [mean for mean in (means[0], means[-1]) if mean is not None]
    return known[1] - known[0] if len(known) == 2 else None


def label_of(wave) -> str:
    """Return how a column is headed: «до начала», or the quarter of the school year."""
    if wave.moment != Moment.NONE:
        return str(wave.get_moment_display()).capitalize()
    return f"{QUARTERS.get(wave.opens_on.month, 'IV')} четверть, {wave.opens_on:%d.%m.%Y}"


def comparable(wave) -> list[Wave]:
    """Return the waves of the family and the year this one stands among, the first one first."""
    rows = Wave.objects.filter(
        organization=wave.organization_id, year=wave.year, survey__family=wave.survey.family
    )
    return sorted(
        rows.select_related("survey"), key=lambda row: (ORDER[row.moment], row.opens_on, row.pk)
    )


def compare(waves: Sequence[Wave], people=None) -> tuple[list[Compared], int | None]:
    """Return the averages of every scored key in these waves, and of how many people.

    Where every wave is personal and somebody answered all of them, only those people are
    compared and their number comes back; otherwise None: the averages are of all who answered.
    `people` narrows it down to a group of them.
    """
    same = people if people is not None else answered_all(waves) or None
    means = [_means(wave, same) for wave in waves]
    rows, known = [], {}
    asked = Question.objects.filter(survey__in={wave.survey_id for wave in waves})
    for question in asked.order_by("position", "pk"):
        if TYPES[question.type].top:
            known.setdefault((question.key, question.type), question)
    for (key, type_), question in known.items():
        row = [found.get((key, type_)) for found in means]
        if sum(mean is not None for mean in row) > 1:
            rows.append(Compared(question.block, question.text, TYPES[type_].top, row))
    return rows, len(same) if same else None


def groups(waves: Sequence[Wave]) -> list[Group]:
    """Return everybody and then, where names are known, the groups of FEWEST and more."""
    same = answered_all(waves)
    found = [Group(EVERYBODY, GROUPS[EVERYBODY], same or None, blocks(compare(waves)[0]))]
    for code, people in _parts(same, waves).items():
        if FEWEST <= len(people) < len(same):
            found.append(Group(code, GROUPS[code], people, blocks(compare(waves, people)[0])))
    return found


def blocks(rows: Sequence[Compared]) -> list[Block]:
    """Return the rows by the blocks of the questionnaire, in its order."""
    found = {}
    for row in rows:
        found.setdefault(row.block, []).append(row)
    return [Block(title, own, _averages(own)) for title, own in found.items()]


def answered_all(waves) -> set[int]:
    """Return the keys of the persons who answered every wave, empty where one is anonymous."""
    if len(waves) < 2 or any(wave.is_anonymous for wave in waves):
        return set()
    rows = Response.objects.filter(wave__in=waves).order_by("wave")
    told = rows.values_list("wave", "invitation__person")
    people = [{person for _, person in own} for _, own in groupby(told, lambda row: row[0])]
    return set.intersection(*people) if len(people) == len(waves) else set()


def _parts(people, waves):
    """Return {group: persons} by the banks of the year; who is in both counts in both."""
    if not people:
        return {}
    year = waves[0].year
    mentors, mentees = (
        set(bank.objects.filter(year=year, person__in=people).values_list("person", flat=True))
        for bank in (Mentor, Mentee)
    )
    return {MENTORS: mentors, MENTEES: mentees, OTHERS: people - mentors - mentees}


def _averages(rows):
    """Return the average of the scales to ten in each wave."""
    tens = [row.means if row.top == 10 else [None] * len(row.means) for row in rows]
    columns = [[mean for mean in column if mean is not None] for column in zip(*tens, strict=True)]
    return [sum(column) / len(column) if column else None for column in columns]


def _means(wave, people):
    """Return the average by (key, type); nothing of a small anonymous wave."""
    if wave.is_anonymous and wave.responses.count() < SMALLEST:
        return {}
    values, means = values_of(wave, people), {}
    for question in wave.survey.questions.all():
        kind = TYPES[question.type]
        scores = [score for each in values[question.pk] if (score := kind.score(each)) is not None]
        if scores:
            means[(question.key, question.type)] = sum(scores) / len(scores)
    return means
