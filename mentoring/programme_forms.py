"""The shape of a programme: its texts, its rows, a mark, a review, a new version."""

from django import forms

from mentoring.forms import date_field, text_field, words_field
from mentoring.models import Outcome, ProgrammeItem
from people.forms import capitalised

EMPTY_ROWS = 3
WIDE = {"rows": 2}


class ProgrammeForm(forms.Form):
    goal = words_field("Цель", 500, rows=2)
    needs = words_field("Затруднения и запрос")
    strengths = words_field("На что опереться", rows=2)
    tasks = words_field("Задачи")
    expected = words_field("Ожидаемые результаты")
    approved_on = date_field("Утверждена", required=False)
    approved_basis = text_field("Чем утверждена", 200, required=False,
                                help_text="Приказ от 25.09.2026 № 171-ОД.")  # fmt: skip


class RowForm(forms.Form):
    """One row of the plan; an empty one is no row."""

    item = forms.ModelChoiceField(
        ProgrammeItem.objects.none(), required=False, widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Строка уже изменена. Откройте страницу заново."},
    )  # fmt: skip
    activity = text_field("Что сделать", required=False, widget=forms.Textarea(attrs=WIDE))
    direction = text_field("Направление", 120, required=False,
                           widget=forms.TextInput(attrs={"class": "w-m"}))  # fmt: skip
    due_on = date_field("Срок", required=False)
    planned = text_field("Планируемый результат", required=False,
                         widget=forms.Textarea(attrs=WIDE))  # fmt: skip
    gone = forms.BooleanField(label="Убрать", required=False)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items

    def clean(self):
        cleaned = super().clean()
        kept = any(cleaned.get(name) for name in ("direction", "due_on", "planned"))
        if kept and not cleaned.get("activity") and not cleaned.get("gone"):
            self.add_error("activity", "Напишите, что сделать, или отметьте «Убрать».")
        return cleaned

    @property
    def is_row(self):
        return bool(self.cleaned_data.get("activity")) and not self.cleaned_data.get("gone")


class MarkForm(forms.Form):
    done_on = date_field("Когда выполнено")
    result = text_field("Что получилось", 500, required=False,
                        widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class PostponeForm(forms.Form):
    due_on = date_field("Новый срок")


class ReviewForm(forms.Form):
    """The interim review; with an outcome it is the final one."""

    review = words_field("Что показал итог", 2000)
    outcome = forms.ChoiceField(
        label="Вывод", required=False, widget=forms.RadioSelect,
        choices=[("", "Промежуточный итог, работа идёт"), *capitalised(Outcome.choices)],
        error_messages={"invalid_choice": "Выберите вывод из списка."},
    )  # fmt: skip


class VersionForm(forms.Form):
    ends_on = date_field("Программа действует по")


def row_formset(data, *, items):
    """Return the rows to edit in place, with a few empty ones below."""
    Rows = forms.formset_factory(RowForm, extra=EMPTY_ROWS, max_num=100, absolute_max=110)
    initial = [
        {"item": item.pk, "activity": item.activity, "direction": item.direction,
         "due_on": item.due_on, "planned": item.planned}
        for item in items
    ]  # fmt: skip
    return Rows(data, initial=initial, prefix="rows", form_kwargs={"items": items})


def rows_of(formset):
    """Return the rows as `change_programme` takes them."""
    names = ("item", "direction", "activity", "planned", "due_on")
    return [
        {name: form.cleaned_data.get(name) for name in names}
        for form in formset
        if form.is_row
    ]  # fmt: skip
