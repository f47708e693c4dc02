"""A year of questionnaires for the demo: waves with answers, through the actions."""

import datetime
import uuid

from people.demo import as_of
from surveys.actions import add_lines, close_wave, open_wave, submit
from surveys.models import Survey
from surveys.respondents import candidates

DAY = datetime.timedelta(days=1)
SAID = {  # by the question's key
    "prior-where": ["В прежней школе", "На педагогической практике", "В методическом объединении"],
    "most-valuable": ["Разборы уроков без спешки", "Уроки наставника, на которые можно прийти",
                      "Спокойный разговор о трудном"],
    "missing": ["Времени на общие уроки", "Примеров из других школ", "Всего хватило"],
    "comment": ["Мало времени на подготовку", "Много проверки тетрадей", "Ничего не мешает"],
    "change": ["Больше времени на общие уроки", "Встречаться чаще, но короче", "Всё устраивает"],
}  # fmt: skip

SWOT = [
    ("strength", "Пары встречаются каждую неделю и довольны друг другом"),
    ("strength", "Молодые учителя охотно разбирают свои уроки"),
    ("weakness", "Встречи коротки: не хватает времени на общие уроки"),
    ("weakness", "Наставляемые редко пишут отзывы о встречах"),
    ("opportunity", "Школы района готовы показать открытые уроки"),
    ("threat", "У опытных наставников большая учебная нагрузка"),
]  # fmt: skip


def ask(*, organization, year, by, on):
    """Ask some ready questionnaires, which must be loaded, of the organization's people."""
    plan = [("teacher-mentee-before", 60, False, 0, 1), ("competences", 45, False, 0, 0),
            ("competences", 5, False, 2, 0), ("satisfaction-mentors", 8, True, 1, 2),
            ("teacher-mentee-after", 4, False, 2, 1)]  # fmt: skip
    for code, days, is_anonymous, better, silent in plan:
        survey = Survey.objects.get_by_natural_key(code, 1)
        begin = on - datetime.timedelta(days=days)
        end = begin + datetime.timedelta(days=14)
        with as_of(begin):
            wave = open_wave(
                survey, organization=organization, title=survey.title, year=year,
                audience=survey.audience, opens_on=begin, closes_on=end,
                is_anonymous=is_anonymous, by=by, on=begin,
            )  # fmt: skip
        _answer(wave, better, silent, begin)
        if end < on:
            with as_of(end):
                close_wave(wave, by=by, on=end)
    add_lines(organization, year=year, lines=SWOT, by=by)


def _answer(wave, better, silent, on):
    questions = list(wave.survey.questions.all())
    people = candidates(wave, questions, on)
    invited = list(wave.invitations.order_by("pk"))
    for n, invitation in enumerate(invited[: len(invited) - silent]):
        answers = {question: _value(question, n, m, better, people)
                   for m, question in enumerate(questions)}  # fmt: skip
        with as_of(on + n % 3 * DAY):
            submit(wave, answers=answers, sheet=uuid.uuid4(), on=on,
                   invitation=None if wave.is_anonymous else invitation)  # fmt: skip


def _grown(m, better):
    """Return how much higher the m-th question is answered: some grow more, one falls."""
    return -1 if better and m % 7 == 5 else better * (m % 4 + 1) // 2


def _value(question, n, m, better, people):
    """Return an invented answer of the n-th person to the m-th question."""
    choices = question.options.get("choices", [])
    return {
        "scale10": lambda: min(10, 5 + (n * 3 + m) % 4 + _grown(m, better)),
        "scale2": lambda: 1 + (n + m) % 2,
        "frequency": lambda: ["редко", "часто", "очень часто"][(n + m) % 3],
        "yes_no": lambda: "нет" if (n + m) % 4 == 3 else "да",
        "single": lambda: choices[(n + m) % len(choices)],
        "multiple": lambda: sorted({choices[n % len(choices)], choices[(n + m) % len(choices)]}),
        "text": lambda: SAID[question.key][n % 3] if (n + m) % 2 else None,
        "matrix": lambda: dict.fromkeys(question.options["rows"], question.options["columns"][0]),
        "person": lambda: people[question.options["of"]][n][0],
    }[question.type]()  # fmt: skip
