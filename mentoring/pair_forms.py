"""What is typed about a pair as a whole: its forming, its steps, its partner."""

import datetime

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from mentoring.forms import (
    LIMIT,
    LONG,
    chips,
    date_field,
    people_field,
    text_field,
    ticked_groups,
)
from mentoring.models import MentoringForm, MentoringKind, PairState
from people.models import Person
from people.years import first_day, last_day

DECIDED = [
    (PairState.DRAFT.value, "Пока черновик"),
    (PairState.PROPOSED.value, "Предложено участникам"),
    (PairState.AGREED.value, "Участники согласны"),
]


class PairForm(forms.Form):
    """A new pair or group of people of one organization."""

    mentor = forms.ModelChoiceField(
        Person.objects.none(), label="Наставник", empty_label="Выберите наставника",
        widget=forms.Select(attrs=LONG),
        error_messages={"required": "Выберите наставника.",
                        "invalid_choice": "Выберите наставника из списка."},
    )  # fmt: skip
    second = forms.ModelChoiceField(
        Person.objects.none(), label="Второй наставник", required=False, empty_label="Нет",
        widget=forms.Select(attrs=LONG),
        error_messages={"invalid_choice": "Выберите наставника из списка."},
    )  # fmt: skip
    mentees = people_field("Наставляемые", "Отметьте хотя бы одного наставляемого.",
                           "Отметьте наставляемых из списка.")  # fmt: skip
    form = forms.ModelChoiceField(
        MentoringForm.objects.filter(is_active=True), label="Форма", empty_label=None,
        error_messages={"required": "Выберите форму.", "invalid_choice": "Выберите форму."},
    )  # fmt: skip
    kind = forms.ModelChoiceField(
        MentoringKind.objects.filter(is_active=True), label="Вид", empty_label=None,
        error_messages={"required": "Выберите вид.", "invalid_choice": "Выберите вид."},
    )  # fmt: skip
    direction = forms.CharField(
        label="Направление", max_length=200, required=False,
        help_text="Например: методика урока, оценивание.",
        error_messages={"max_length": "Сократите направление до 200 знаков."},
    )  # fmt: skip
    starts_on = date_field("С какого дня")
    ends_on = date_field("По какой день")
    state = chips("Что уже решено", "Выберите, что уже решено.", choices=DECIDED, required=False)
    limit_reason = forms.CharField(
        label="Почему сверх предела", max_length=300, required=False,
        help_text=LIMIT,
        error_messages={"max_length": "Сократите причину до 300 знаков."},
    )  # fmt: skip

    def __init__(self, *args, persons, groups, year, on, **kwargs):
        """`groups` are the choices of both sides by heading, as roster.py gives them."""
        start = on if first_day(year) <= on <= last_day(year) else first_day(year)
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "starts_on": start, "ends_on": datetime.date(year + 1, 5, 31),
            "state": PairState.AGREED,
        } | kwargs["initial"]  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, empty in [("mentor", "Выберите наставника"), ("second", "Нет")]:
            self.fields[name].queryset = persons
            self.fields[name].choices = [("", empty), *groups.mentors]
        self.fields["mentees"].queryset = persons
        self.fields["mentees"].choices = groups.mentees
        self.is_short = groups.is_short

    def clean(self):
        cleaned = super().clean()
        cleaned["mentors"] = [
            person for name in ("mentor", "second") if (person := cleaned.pop(name, None))
        ]
        cleaned["state"] = cleaned.get("state") or PairState.AGREED
        return cleaned

    def groups(self):
        return ticked_groups(self, "mentees")


class ReasonForm(forms.Form):
    """The reason of an early end; the action says when it is missing."""

    reason = text_field("Причина", required=False)


class PauseForm(forms.Form):
    reason = text_field("Причина", required=False)
    returns_on = date_field("Когда вернётся к работе", required=False,
                            help_text="В этот день программа напомнит вам о паре.")  # fmt: skip


class PeriodForm(forms.Form):
    """A new period of a closed pair."""

    starts_on = date_field("С какого дня")
    ends_on = date_field("По какой день")
    limit_reason = text_field("Почему сверх предела", required=False, help_text=LIMIT)


class PartnerChoice(forms.ModelChoiceField):
    on = None  # the day on which the agreements are looked at

    def label_from_instance(self, partner):
        trouble = partner.trouble(self.on)
        return f"{partner} – {trouble}" if trouble else str(partner)


class PartnerForm(forms.Form):
    """Which organization sends one side of a pair."""

    partner = chips("Партнёр", "Выберите партнёра из списка.", PartnerChoice, queryset=None,
                    empty_label=None)  # fmt: skip

    def __init__(self, *args, partners, on, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        field.on, field.queryset = on, partners
        field.help_text = format_html(
            'Партнёра и договор с ним вносят на странице «<a href="{}">Партнёры</a>».',
            reverse("admin:mentoring_partner_changelist"),
        )
