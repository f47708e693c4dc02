"""What is typed about people and pairs: who joins, leaves, is replaced, waits, is kept apart."""

from django import forms

from mentoring.forms import (
    LIMIT,
    LONG,
    chips,
    date_field,
    people_field,
    text_field,
    ticked_groups,
)
from mentoring.models import ReplacementReason, WaitingReason
from people.forms import capitalised
from people.models import Person


class JoinForm(forms.Form):
    """Who comes into a group."""

    persons = people_field("Кто приходит", "Отметьте, кто приходит.", "Выберите людей из списка.")
    joined_on = date_field("С какого дня")
    limit_reason = text_field("Почему сверх предела", required=False, help_text=LIMIT)

    def __init__(self, *args, persons, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["persons"].queryset = persons
        self.fields["persons"].choices = groups.mentees
        self.is_short = groups.is_short

    def groups(self):
        return ticked_groups(self, "persons")


class LeaveForm(forms.Form):
    left_on = date_field("Последний день в группе")
    reason = text_field("Причина", required=False)


class ReplacementForm(forms.Form):
    """Why a mentor is replaced and from which day."""

    reason = chips(
        "Почему заменяем", "Выберите причину.", choices=capitalised(ReplacementReason.choices)
    )
    details = text_field("Подробнее", required=False,
                         help_text="Только для вас: в приказ эти слова не попадут.")  # fmt: skip
    noticed_on = date_field("Дата письменного уведомления", required=False)
    effective_on = date_field("Новый наставник работает с")


class SuccessorForm(forms.Form):
    """Who takes over; the page draws the candidates beside what is known of them."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="Кто заменит", widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": "Выберите, кто заменит наставника.",
                        "invalid_choice": "Выберите человека из списка."},
    )  # fmt: skip
    limit_reason = text_field("Почему сверх предела", required=False, help_text=LIMIT)

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons


class NoteForm(forms.Form):
    """What is known of somebody without a pair."""

    reason = chips("Почему без пары", "Выберите причину из списка.", required=False,
                   choices=[("", "Не указано"), *capitalised(WaitingReason.choices)])  # fmt: skip
    next_step = text_field("Следующий шаг", 200, required=False,
                           help_text="Например: предложить Мельниковой Н.А.")  # fmt: skip
    until = date_field("До какого дня", required=False)
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label="Ответственный", required=False, empty_label="Не выбран",
        error_messages={"invalid_choice": "Выберите работника из списка."},
    )  # fmt: skip

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = colleagues


class BanForm(forms.Form):
    reason = text_field("Причина", required=False,
                        help_text="Её увидит тот, кто будет подбирать пары.")  # fmt: skip


def person_choice(label):
    """Return the choice of one person; the form gives the rows."""
    errors = {"required": "Выберите человека.", "invalid_choice": "Выберите человека из списка."}
    return forms.ModelChoiceField(
        Person.objects.none(), label=label, empty_label="Не выбран", error_messages=errors,
        widget=forms.Select(attrs=LONG),
    )  # fmt: skip


class NewBanForm(forms.Form):
    """Two people who are not to be joined, chosen from everybody."""

    first = person_choice("Кого")
    second = person_choice("С кем")
    reason = text_field("Причина", sentence="Напишите причину.",
                        help_text="Её увидит тот, кто будет подбирать пары.")  # fmt: skip

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].queryset = persons
