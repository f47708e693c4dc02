"""Types of question: the fields each asks with, what it keeps, what can be counted. No database.

A new type is one class with @register: forms, results, charts and the export follow it.
"""

from collections.abc import Mapping, Sequence

from django import forms

from mentoring.forms import Rating, WordsField, chips

TYPES = {}
CHOOSE = "Выберите ответ."
LOW, HIGH = "совсем нет", "вполне"
FREQUENCY = ("никогда", "1–2 раза", "редко", "часто", "очень часто")  # scored 1 to 5
YES_NO = ("да", "нет")
SATISFIED_FROM = 7  # of 10; the share is printed with this threshold
DRAWN = ("scale10", "scale2", "frequency", "yes_no")  # short words fit under columns
MAY_CHOOSE = "Можно не отвечать."


class Kind:
    """What every type answers; `options` are those of one question."""

    code = title = ""
    top = None  # the best score: averages of different tops are never mixed

    def fields(self, question, people=()) -> dict[str, forms.Field]:
        """Return the form fields by suffix; `people` are (key, name) for a choice of persons."""
        raise NotImplementedError

    def keep(self, question, values: Mapping):
        """Return what is stored of the cleaned `values` by suffix, None for no answer."""
        return values[""]

    def score(self, value) -> float | None:
        """Return the number that averages count, None when there is none."""
        return None

    def is_satisfied(self, value) -> bool | None:
        """Tell whether the answer reaches the threshold of satisfaction; None: not asked so."""
        return None

    def labels(self, question) -> Sequence[str]:
        """Return the bars of the distribution in their order."""
        return ()

    def chosen(self, value) -> Sequence[str]:
        """Return the bars this answer belongs to."""
        return [str(value)]

    def say(self, value) -> str:
        """Return the answer as the export writes it."""
        return str(value)

    def read(self, lines: str) -> dict:
        """Return the options typed by a curator, a line each; raises ValueError with a sentence."""
        return {}

    def write(self, options: Mapping) -> str:
        """Return the options as `read` takes them."""
        return ""


def register(kind):
    TYPES[kind.code] = kind()
    return kind


class Scale(Kind):
    """Equal cells with words at both ends."""

    numbers = range(1, 11)

    def fields(self, question, people=()):
        ends = question.options.get("low", LOW), question.options.get("high", HIGH)
        sentence = f"Выберите оценку от {self.numbers[0]} до {self.numbers[-1]}."
        field = forms.TypedChoiceField(
            label=question.text, choices=[(number, str(number)) for number in self.numbers],
            coerce=int, empty_value=None, required=question.is_required,
            widget=Rating(*ends),
            error_messages={"required": sentence, "invalid_choice": sentence},
        )  # fmt: skip
        return {"": field}

    def score(self, value):
        return value

    def labels(self, question):
        return [str(number) for number in self.numbers]

    def read(self, lines):
        words = _lines(lines)
        if len(words) not in (0, 2):
            raise ValueError("Для шкалы нужны две строки: слово худшего края и слово лучшего.")
        return {"low": words[0], "high": words[1]} if words else {}

    def write(self, options):
        return "\n".join(filter(None, [options.get("low"), options.get("high")]))


@register
class Ten(Scale):
    code, title, top = "scale10", "шкала от 1 до 10", 10

    def is_satisfied(self, value):
        return value >= SATISFIED_FROM


@register
class Two(Scale):
    code, title, top, numbers = "scale2", "шкала 0, 1, 2", 2, range(3)


class Choice(Kind):
    """One of a few words."""

    words: Sequence[str] = ()

    def fields(self, question, people=()):
        words = self.labels(question)
        field = chips(question.text, CHOOSE, choices=[(word, word) for word in words],
                      required=question.is_required)  # fmt: skip
        return {"": field}

    def keep(self, question, values):
        return values[""] or None

    def labels(self, question):
        return list(self.words)


@register
class Frequency(Choice):
    code, title, words, top = "frequency", "как часто", FREQUENCY, 5

    def score(self, value):
        return FREQUENCY.index(value) + 1 if value in FREQUENCY else None


@register
class YesNo(Choice):
    code, title, words = "yes_no", "да или нет", YES_NO

    def is_satisfied(self, value):
        return value == "да"


@register
class Single(Choice):
    code, title = "single", "один вариант из списка"

    def labels(self, question):
        return question.options.get("choices", [])

    def read(self, lines):
        choices = list(dict.fromkeys(_lines(lines)))
        if len(choices) < 2:
            raise ValueError("Напишите хотя бы два варианта, каждый с новой строки.")
        return {"choices": choices}

    def write(self, options):
        return "\n".join(options.get("choices", []))


@register
class Multiple(Single):
    code, title = "multiple", "несколько вариантов"

    def fields(self, question, people=()):
        field = chips(question.text, "Выберите хотя бы один вариант.", forms.MultipleChoiceField,
                      forms.CheckboxSelectMultiple, required=question.is_required,
                      choices=[(word, word) for word in self.labels(question)])  # fmt: skip
        return {"": field}

    def chosen(self, value):
        return value

    def say(self, value):
        return "; ".join(value)


@register
class Matrix(Kind):
    """Several rows with the same answers; a row each is asked as chips, so it fits a phone."""

    code, title = "matrix", "таблица: строки и общие варианты"

    def fields(self, question, people=()):
        words = [(word, word) for word in question.options.get("columns", [])]
        return {
            str(number): chips(row, CHOOSE, choices=words, required=question.is_required)
            for number, row in enumerate(question.options.get("rows", []))
        }

    def keep(self, question, values):
        rows = question.options.get("rows", [])
        kept = {row: values[str(n)] for n, row in enumerate(rows) if values.get(str(n))}
        return kept or None

    def labels(self, question):
        columns = question.options.get("columns", [])
        return [f"{row}: {word}" for row in question.options.get("rows", []) for word in columns]

    def chosen(self, value):
        return [f"{row}: {word}" for row, word in value.items()]

    def say(self, value):
        return "; ".join(self.chosen(value))

    def read(self, lines):
        parts = [_lines(part) for part in lines.replace("\r\n", "\n").strip().split("\n\n")]
        if len(parts) != 2 or len(parts[1]) < 2:
            raise ValueError(
                "Напишите строки таблицы, потом пустую строку, потом хотя бы два варианта."
            )
        return {"rows": parts[0], "columns": parts[1]}

    def write(self, options):
        return "\n\n".join("\n".join(options.get(name, [])) for name in ("rows", "columns"))


@register
class Words(Kind):
    code, title = "text", "ответ словами"

    def fields(self, question, people=()):
        field = WordsField(question.text, help_text="" if question.is_required else MAY_CHOOSE)
        field.required = question.is_required
        field.error_messages["required"] = "Напишите несколько слов."
        return {"": field}

    def keep(self, question, values):
        return values[""].strip() or None

    def chosen(self, value):
        return []


@register
class PersonChoice(Kind):
    """A ballot: one of the people the wave offers; the answer is a key of Person."""

    code, title = "person", "выбор человека"
    sides = {"наставники": "mentors", "наставляемые": "mentees"}

    def fields(self, question, people=()):
        field = forms.TypedChoiceField(
            label=question.text, coerce=int, empty_value=None, required=question.is_required,
            choices=[("", "Никого не выбирать"), *people],
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Выберите из списка."),
        )  # fmt: skip
        return {"": field}

    def chosen(self, value):
        return []

    def read(self, lines):
        word = lines.strip().lower()
        if word not in self.sides:
            raise ValueError("Напишите «наставники» или «наставляемые».")
        return {"of": self.sides[word]}

    def write(self, options):
        return next((word for word, side in self.sides.items() if side == options.get("of")), "")


TITLES = {code: kind.title for code, kind in TYPES.items()}


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
