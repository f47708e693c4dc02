"""What the answers of a wave say: averages, shares, distributions, words.

Of an anonymous wave nothing is shown below SMALLEST answers: of four people everybody could guess
who said what.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from surveys.models import Answer, Moment, Question, Wave
from surveys.questions import SATISFIED_FROM, TYPES

SMALLEST = 5
SATISFACTION = "satisfaction"  # the key of a question about it begins so; before: how important
GRADES = ((15, "оптимальный уровень"), (9, "допустимый уровень"), (0, "недостаточный уровень"))


@dataclass
class Share:
    """Numerator and denominator of who is satisfied, with the threshold in words."""

    part: int = 0
    whole: int = 0
    threshold: str = f"{SATISFIED_FROM} и выше из 10 или ответ «да»"

    @property
    def percent(self):
        return 100 * self.part / self.whole if self.whole else None


@dataclass
class QuestionResult:
    """One question: how many answered, the average, the bars (text, number), the words."""

    question: Question
    answered: int
    mean: float | None
    top: int | None
    bars: list[tuple[str, int]]
    words: list[str] = field(default_factory=list)

    @property
    def said(self):
        """Pairs (words, how many said just that), in the order of the alphabet."""
        return list(Counter(self.words).items())


@dataclass
class WaveResults:
    wave: Wave
    answered: int
    invited: int
    is_hidden: bool
    questions: list[QuestionResult]
    satisfaction: Share
    total: float | None = None  # of the criteria sheet, 0 to 18

    @property
    def progress(self):
        return progress(self.answered, self.invited)

    @property
    def grade(self):
        """Return what the average of the criteria sheet means."""
        if self.total is None:
            return ""
        return next(word for least, word in GRADES if self.total >= least)

    @property
    def words(self):
        return [found for found in self.questions if found.words]


def progress(answered: int, invited: int) -> str:
    """Return «17 из 23»; a common link and destroyed data can leave more answers than invited."""
    return f"{answered} из {invited}" if answered <= invited else f"{answered}, в списке {invited}"


def wave_results(wave) -> WaveResults:
    """Count the answers of one wave; five queries however many there are."""
    questions = list(wave.survey.questions.all())
    answered, invited = wave.responses.count(), wave.invitations.count()
    hidden = wave.is_anonymous and answered < SMALLEST
    values = defaultdict(list) if hidden else values_of(wave)
    names = defaultdict(list) if hidden else _names(wave, questions)
    found = WaveResults(
        wave, answered, invited, hidden,
        [_question(question, values[question.pk], names[question.pk]) for question in questions],
        Share(),
    )  # fmt: skip
    for question in questions:
        if wave.moment != Moment.BEFORE and question.key.startswith(SATISFACTION):
            kind = TYPES[question.type]
            told = [kind.is_satisfied(value) for value in values[question.pk]]
            found.satisfaction.part += sum(1 for each in told if each)
            found.satisfaction.whole += sum(1 for each in told if each is not None)
    if answered and not hidden and {question.type for question in questions} == {"scale2"}:
        found.total = sum(sum(values[question.pk]) for question in questions) / answered
    return found


def said_in(wave) -> list[str]:
    """Return the words of all open answers, each once, in the order of the alphabet."""
    if wave.is_anonymous and wave.responses.count() < SMALLEST:
        return []
    rows = Answer.objects.filter(response__wave=wave, question__type="text", value__isnull=False)
    return sorted(set(rows.values_list("value", flat=True)), key=str.casefold)


def raw(wave) -> tuple[list[str], list[list]]:
    """Return headings and rows of all answers in the order of the random keys of responses.

    Names stand only in a personal wave; an anonymous one below SMALLEST answers has no rows.
    """
    questions = list(wave.survey.questions.all())
    headings = [question.text for question in questions]
    if wave.is_anonymous:
        responses = list(wave.responses.order_by("pk"))
        responses = [] if len(responses) < SMALLEST else responses
        first, heads = {row.pk: [] for row in responses}, []
    else:
        responses = list(wave.responses.select_related("invitation__person").order_by("pk"))
        first = {row.pk: [row.invitation.person.full_name, timezone.localdate(row.answered_at)]
                 for row in responses}  # fmt: skip
        heads = ["Кто ответил", "Когда"]
    cells = {row.pk: {} for row in responses}
    for answer in _answers(wave).select_related("person"):
        if answer.response_id in cells:
            cells[answer.response_id][answer.question_id] = answer
    rows = [
        first[row.pk] + [_cell(question, cells[row.pk].get(question.pk)) for question in questions]
        for row in responses
    ]
    return [*heads, *headings], rows


def _cell(question, answer):
    if answer is None:
        return ""
    if answer.person_id:
        return answer.person.full_name
    kind = TYPES[question.type]
    return answer.value if isinstance(answer.value, int) else kind.say(answer.value)


def _answers(wave):
    return Answer.objects.filter(response__wave=wave).order_by("pk")


def values_of(wave, people=None):
    """Return the stored values by question; `people` keeps those of these persons alone."""
    rows = _answers(wave).filter(person=None)
    if people is not None:
        rows = rows.filter(response__invitation__person__in=people)
    values = defaultdict(list)
    for question, value in rows.values_list("question_id", "value"):
        if value is not None:
            values[question].append(value)
    return values


def _names(wave, questions):
    """Return whom a ballot named, by question; no query where nobody is chosen."""
    named = defaultdict(list)
    if any(question.type == "person" for question in questions):
        rows = _answers(wave).exclude(person=None).select_related("person")
        for answer in rows:
            named[answer.question_id].append(answer.person.short_name)
    return named


def _question(question, values, names):
    kind = TYPES[question.type]
    scores = [score for value in values if (score := kind.score(value)) is not None]
    counts = Counter(bar for value in values for bar in kind.chosen(value))
    bars = [(label, counts[label]) for label in kind.labels(question)]
    if question.type == "person":
        bars = Counter(names).most_common()
    return QuestionResult(
        question, len(values) + len(names), sum(scores) / len(scores) if scores else None,
        kind.top, bars, sorted(values, key=str.casefold) if question.type == "text" else [],
    )  # fmt: skip
