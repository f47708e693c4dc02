"""The shape of the answers a mentee gives after a meeting."""

from django import forms

from mentoring.forms import STALE, RatingField, WordsField, chips
from mentoring.models import FIT_STAGES, Fit, GoalReached, Reader


def words_sent(data):
    """Return what somebody wrote into a form that is taken no more: texts of several words."""
    return [text for text in data.values() if " " in text.strip()]


class FeedbackForm(forms.Form):
    """The questions after a meeting; `attendance` tells apart two links opened in one browser."""

    usefulness = RatingField("1. Встреча была полезной?", "совсем нет", "очень")
    comfort = RatingField("2. Вам было спокойно и удобно говорить?", "совсем нет", "да, вполне")
    goal = chips("3. Сделали то, ради чего встречались?", "Выберите ответ: да, частично или нет.",
                 choices=GoalReached.choices)  # fmt: skip
    fit = chips("4. Вы подходите друг другу?",
                "Выберите ответ: подходим, пока не знаю или не подходим.",
                choices=Fit.choices,
                help_text="Этот ответ увидит только куратор. Если не подходите, он спокойно "
                          "поговорит с вами.")  # fmt: skip
    message = WordsField(
        "Ваши слова", help_text="Что понравилось, что изменить, нужна ли помощь куратора."
    )
    reader = chips("Кто их прочтёт", "Выберите, кто прочтёт ваши слова.", choices=Reader.choices,
                   initial=Reader.CURATOR, required=False)  # fmt: skip
    attendance = forms.IntegerField(
        label="Ссылка", widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), STALE),
    )  # fmt: skip

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        if stage not in FIT_STAGES:
            del self.fields["fit"]

    def clean_reader(self):
        """Words without a chosen reader are for the curator alone."""
        return self.cleaned_data["reader"] or Reader.CURATOR
