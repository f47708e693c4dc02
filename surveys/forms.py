"""The shape of what is typed: a questionnaire, built from its questions; a wave; a question."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from mentoring.forms import STALE, chips, date_field
from surveys.models import Audience, Quadrant, QuestionType, words_key
from surveys.questions import TYPES

MIXED = "В этом браузере открыли другую ссылку. Откройте свою ещё раз."
MODES = [("named", "С именами"), ("anonymous", "Без имён")]


class SurveyForm(forms.Form):
    """The questions of a wave; `sheet` makes a form sent twice one answer."""

    sheet = forms.UUIDField(
        label="Анкета", widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), STALE),
    )  # fmt: skip

    link = forms.CharField(label="Ссылка", widget=forms.HiddenInput, required=False)

    def __init__(self, *args, questions, people=None, link="", **kwargs):
        """`people` are the (key, name) of ballots by side, as respondents.candidates gives them.

        `link` tells apart two links opened in one browser.
        """
        self.own_link = link
        kwargs["initial"] = {"sheet": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            choice = (people or {}).get(question.options.get("of"), ())
            for suffix, field in TYPES[question.type].fields(question, choice).items():
                self.fields[_name(question, suffix)] = field

    def clean_link(self):
        if self.cleaned_data["link"] != self.own_link:
            raise ValidationError(MIXED)
        return self.own_link

    def answers(self):
        """Return what is to be stored, by Question; after is_valid()."""
        return {
            question: TYPES[question.type].keep(question, self._values(question))
            for question in self.questions
        }

    def parts(self):
        """Yield (block, question, its bound fields) in order; a block's name stands once."""
        block = None
        for number, question in enumerate(self.questions, start=1):
            head = question.block if question.block != block else ""
            block = question.block
            fields = [self[name] for name in self._names(question)]
            yield {"head": head, "number": number, "question": question, "fields": fields}

    def _names(self, question):
        whole = f"q{question.pk}"
        return [name for name in self.fields if name == whole or name.startswith(f"{whole}_")]

    def _values(self, question):
        own = self._names(question)
        return {name.partition("_")[2]: self.cleaned_data.get(name) for name in own}


class WaveForm(forms.Form):
    """A new wave: who is asked, when, with names or without."""

    title = forms.CharField(
        label="Название опроса", max_length=160, widget=forms.TextInput(attrs={"class": "w-l"}),
        error_messages={"required": "Назовите опрос, чтобы узнать его в списке.",
                        "max_length": "Сократите название до 160 знаков."},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label="Кого спросить", choices=Audience.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Выберите, кого спросить."),
    )  # fmt: skip
    mode = chips(
        "Как отвечают", "Выберите: с именами или без имён.", choices=MODES,
        help_text="С именами: у каждого своя ссылка, видно, кто ответил. Без имён: никто, и вы "
        "тоже, не узнает, чей это ответ; итоги откроются с пяти ответов.",
    )  # fmt: skip
    opens_on = date_field("С какого дня")
    closes_on = date_field("По какой день", help_text="В этот день ещё можно ответить.")
    by_mail = forms.BooleanField(
        label="Пригласить и напомнить письмом", required=False,
        help_text="Тем, у кого записан адрес почты. Остальным раздайте ссылки и QR-коды.",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        cleaned["is_anonymous"] = cleaned.pop("mode", "") == "anonymous"
        return cleaned


class SwotLineForm(forms.Form):
    """One sentence of the SWOT table and the field it stands in."""

    quadrant = chips("Куда", "Выберите поле таблицы.", choices=Quadrant.choices)
    text = forms.CharField(
        label="Формулировка", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите формулировку.",
                        "max_length": "Сократите до 500 знаков."},
    )  # fmt: skip


class PickForm(forms.Form):
    """Open answers, each with the field of the SWOT table it goes to.

    A field is named by its words: answers that come in between change nothing.
    """

    def __init__(self, *args, said, **kwargs):
        """`said` are the texts of the answers."""
        super().__init__(*args, **kwargs)
        self.said = {f"a{words_key(text)}": text for text in said}
        for name, text in self.said.items():
            self.fields[name] = chips(text, "Выберите поле таблицы.", required=False,
                                      choices=[("", "Не брать"), *Quadrant.choices])  # fmt: skip
            self.fields[name].initial = ""

    def picked(self):
        """Return the pairs (quadrant, text) that were chosen; after is_valid()."""
        pairs = [(self.cleaned_data[name], text) for name, text in self.said.items()]
        return [(quadrant, text) for quadrant, text in pairs if quadrant]


class ReopenForm(forms.Form):
    closes_on = date_field("По какой день принимать ответы")


class HeadForm(forms.Form):
    """Title and opening words of an own questionnaire."""

    title = forms.CharField(
        label="Название анкеты", max_length=160, widget=forms.TextInput(attrs={"class": "w-l"}),
        error_messages={"required": "Назовите анкету.",
                        "max_length": "Сократите название до 160 знаков."},
    )  # fmt: skip
    intro = forms.CharField(
        label="Что сказать перед вопросами", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Сократите до 500 знаков."},
    )  # fmt: skip


class QuestionForm(forms.Form):
    """One question; the options are typed as lines, each type says how."""

    text = forms.CharField(
        label="Вопрос", max_length=300, widget=forms.TextInput(attrs={"class": "w-l"}),
        error_messages={"required": "Напишите вопрос.",
                        "max_length": "Сократите вопрос до 300 знаков."},
    )  # fmt: skip
    type = forms.ChoiceField(
        label="Как отвечают", choices=QuestionType.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Выберите, как отвечают."),
    )  # fmt: skip
    options = forms.CharField(
        label="Варианты", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Каждый вариант с новой строки. Для шкалы: слово худшего края и слово лучшего. "
        "Для таблицы: строки, пустая строка, варианты. Для выбора человека: «наставники» или "
        "«наставляемые».",
        error_messages={"max_length": "Сократите варианты до 2000 знаков."},
    )  # fmt: skip
    is_required = forms.BooleanField(label="Без ответа анкету не отправить", required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("type"):
            try:
                kind = TYPES[cleaned["type"]]
                cleaned["options"] = kind.read(cleaned.get("options", "").replace("\0", ""))
            except ValueError as wrong:
                raise ValidationError({"options": str(wrong)}) from wrong
        return cleaned


def _name(question, suffix):
    return f"q{question.pk}_{suffix}" if suffix else f"q{question.pk}"
