"""A printed diary typed in: one row a meeting, the keyboard alone."""

import uuid

from django import forms

from mentoring.diary_days import read_day
from mentoring.forms import STALE
from mentoring.models import HIGHEST, LOWEST, MeetingStage

RATING = f"Оценка – число от {LOWEST} до {HIGHEST}."
LASTS = "Сколько минут: число от 5 до 480."
NARROW = {"inputmode": "numeric", "autocomplete": "off"}


class DiaryDay(forms.CharField):
    """A day as it stands on paper; the year may be missing."""

    def __init__(self, year, **options):
        self.year = year
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "дд.мм"})
        super().__init__(label="День", widget=widget, max_length=20, **options,
                         error_messages={"required": "Введите день встречи.",
                                         "max_length": "Такого дня нет."})  # fmt: skip

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_day(text, self.year)
        except ValueError as wrong:
            raise forms.ValidationError("Такого дня нет. Введите его как 05.10.") from wrong


def number(label, low, high, sentence, **options):
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(label=label, min_value=low, max_value=high, error_messages=errors,
                              widget=forms.TextInput(attrs=NARROW), **options)  # fmt: skip


class DiaryRow(forms.Form):
    """One meeting of a paper; a row without a day, minutes and ratings is no meeting."""

    stage = forms.ChoiceField(
        label="Какая", choices=MeetingStage.choices, initial=MeetingStage.WORKING,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Выберите, какая встреча."),
    )  # fmt: skip
    minutes = number("Минут", 5, 480, LASTS)
    progress = number("К цели", LOWEST, HIGHEST, RATING, required=False)
    rapport = number("Вместе", LOWEST, HIGHEST, RATING, required=False)

    def __init__(self, *args, pair, sheet, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair, self.sheet, self.faults = pair, sheet, ()
        self.fields = {"held_on": DiaryDay(year)} | self.fields
        if pair.is_group:
            everybody = [(str(member.pk), member.person.short_name) for member in pair.mentees]
            self.fields["present"] = forms.MultipleChoiceField(
                label="Кто был", choices=everybody, widget=forms.CheckboxSelectMultiple,
                initial=[key for key, _ in everybody],
                error_messages=dict.fromkeys(("required", "invalid_choice"), "Отметьте, кто был."),
            )  # fmt: skip
        for name, field in self.fields.items():
            if name != "present":
                field.widget.attrs["aria-label"] = f"{field.label}, {self.title}"

    @property
    def title(self):
        return f"{self.pair}, строка {int(self.prefix.rpartition('-')[2]) + 1}"

    def is_empty(self):
        typed = ("held_on", "minutes", "progress", "rapport")
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in typed)

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.is_empty():
            self._errors.clear()

    def meeting(self):
        """Return what `record_meeting` takes; the same sheet sent twice has the same numbers."""
        came = self.cleaned_data.get("present")
        values = {name: value for name, value in self.cleaned_data.items() if name != "present"}
        present = [m for m in self.pair.mentees if str(m.pk) in came] if came else None
        sending = uuid.uuid5(self.sheet, self.prefix)
        return values | {"pair": self.pair, "present": present, "sending": sending, "topics": ()}


class SheetForm(forms.Form):
    """What makes a sheet sent twice one sheet."""

    sheet = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), STALE),
    )  # fmt: skip


def rows_of(pairs, *, number, sheet, year, data=None):
    """Return [(pair, [DiaryRow])]: so many rows a pair; one without data cannot be wrong."""
    return [
        (pair, [
            DiaryRow(data, pair=pair, sheet=sheet, year=year, prefix=f"{pair.pk}-{n}")
            for n in range(number)
        ])
        for pair in pairs
    ]  # fmt: skip
