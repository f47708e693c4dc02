"""The shape of a decision about a signal."""

from django import forms

from mentoring.forms import chips, date_field, text_field
from mentoring.models import Verdict


class ConcernForm(forms.Form):
    """What a curator heard or saw; nobody else reads it."""

    note = text_field("Что тревожит", required=True, help_text="Видят только кураторы. О здоровье "
                      "и диагнозах не пишите.")  # fmt: skip


class MarkSignalForm(forms.Form):
    """Wait until a day, or close with the word on whether the signal was right."""

    verdict = chips("Что с сигналом", "Выберите, что делать с сигналом.", choices=Verdict.choices)
    until = date_field("До какого дня отложить", required=False,
                       help_text="В этот день сигнал вернётся, если причина осталась.")  # fmt: skip
    reason = text_field("Почему", required=False,
                        help_text="Видят только кураторы. Когда откладываете, нужно.")  # fmt: skip
