"""The shape of what is typed about a pair: its forming, steps, people, terms, replacement."""

import datetime

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from mentoring.forms import RowsField, chips, date_field
from mentoring.models import (
    MentoringForm,
    MentoringKind,
    NoticeBy,
    PairState,
    PayKind,
    ReplacementReason,
    WaitingReason,
)
from people.forms import capitalised
from people.models import Person
from people.years import first_day, last_day

LONG = {"class": "w-l"}
DECIDED = [
    (PairState.DRAFT.value, "Пока черновик"),
    (PairState.PROPOSED.value, "Предложено участникам"),
    (PairState.AGREED.value, "Участники согласны"),
]
LIMIT = "Нужно, только если программа предупредила о пределе."


def text_field(label, length=300, *, sentence="Заполните это поле.", **options):
    """Return one line of text, refused with sentences when empty or too long."""
    options.setdefault("widget", forms.TextInput(attrs=LONG))
    errors = {"required": sentence, "max_length": f"Сократите до {length} знаков."}
    return forms.CharField(label=label, max_length=length, error_messages=errors, **options)


def person_choice(label):
    """Return the choice of one person; the form gives the rows."""
    errors = {"required": "Выберите человека.", "invalid_choice": "Выберите человека из списка."}
    return forms.ModelChoiceField(
        Person.objects.none(), label=label, empty_label="Не выбран", error_messages=errors,
        widget=forms.Select(attrs=LONG),
    )  # fmt: skip


def words_field(label, length=1000, rows=3, **options):
    """Return several lines of text; NUL, which PostgreSQL cannot keep, is dropped."""
    widget = forms.Textarea(attrs={"rows": rows})
    return NulFree(label=label, max_length=length, required=False, widget=widget, **options,
                   error_messages={"max_length": f"Сократите до {length} знаков."})  # fmt: skip


class NulFree(forms.CharField):
    def to_python(self, value):
        return super().to_python((value or "").replace("\x00", "").replace("\r\n", "\n"))


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


def ticked_groups(form, name):
    """Yield (heading, is it open, [(value, label, is it ticked)]) of a field for the page."""
    ticked = {str(value) for value in form[name].value() or []}
    for number, (heading, options) in enumerate(form.fields[name].choices):
        rows = [(value, label, str(value) in ticked) for value, label in options]
        yield heading, number == 0 or any(row[2] for row in rows), rows


class JoinForm(forms.Form):
    """Who comes into a group."""

    persons = RowsField(
        Person.objects.none(), label="Кто приходит", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, кто приходит.",
                        "invalid_choice": "Выберите людей из списка.",
                        "invalid_pk_value": "Выберите людей из списка."},
    )  # fmt: skip
    joined_on = date_field("С какого дня")
    limit_reason = text_field("Почему сверх предела", required=False, help_text=LIMIT)

    def __init__(self, *args, persons, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["persons"].queryset = persons
        self.fields["persons"].choices = groups

    def groups(self):
        return ticked_groups(self, "persons")


class LeaveForm(forms.Form):
    left_on = date_field("Последний день в группе")
    reason = text_field("Причина", required=False)


class BanForm(forms.Form):
    reason = text_field("Причина", required=False,
                        help_text="Её увидит тот, кто будет подбирать пары.")  # fmt: skip


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


class MoneyField(forms.DecimalField):
    """An amount as it is written: «3 500,00»."""

    def to_python(self, value):
        return super().to_python("".join(str(value or "").split()))


class LabourForm(forms.Form):
    """The terms of ст. 351.8 ТК РФ."""

    content = words_field("Содержание работы", 2000)
    form = text_field(
        "Форма работы", 200, required=False, help_text="Очно, дистанционно, на уроке."
    )
    starts_on = date_field("С какого дня")
    ends_on = date_field("По какой день")
    pay_kind = chips("Выплата", "Выберите, какая выплата.", choices=capitalised(PayKind.choices))
    pay_value = MoneyField(
        label="Размер", required=False, min_value=0, max_value=1_000_000, max_digits=9,
        decimal_places=2, localize=True, widget=forms.TextInput(attrs={"class": "w-s"}),
        help_text="Процент от оклада или сумма в рублях за месяц.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
             "max_whole_digits"),
            "Введите число от 0 до 1 000 000, копейки после запятой."),
    )  # fmt: skip
    pay_basis = text_field("Основание или причина, почему выплаты нет", required=False,
                           help_text="Положение об оплате труда, п. 4.2.")  # fmt: skip


class SignForm(forms.Form):
    number = text_field("Номер соглашения", 40, widget=forms.TextInput(attrs={"class": "w-s"}),
                        sentence="Введите номер дополнительного соглашения.")  # fmt: skip
    agreed_on = date_field("Дата соглашения")
    consented_on = date_field("Дата письменного согласия работника", required=False)


class NoticeForm(forms.Form):
    notice_by = chips(
        "Кто уведомил", "Выберите, кто уведомил.", choices=capitalised(NoticeBy.choices)
    )
    noticed_on = date_field("Дата уведомления")
    ended_on = date_field("Последний день работы")


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
    mentees = RowsField(
        Person.objects.none(), label="Наставляемые", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одного наставляемого.",
                        "invalid_choice": "Отметьте наставляемых из списка.",
                        "invalid_pk_value": "Отметьте наставляемых из списка."},
    )  # fmt: skip
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
        help_text="Нужно, только если программа предупредила о пределе.",
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

    def clean(self):
        cleaned = super().clean()
        cleaned["mentors"] = [
            person for name in ("mentor", "second") if (person := cleaned.pop(name, None))
        ]
        cleaned["state"] = cleaned.get("state") or PairState.AGREED
        return cleaned

    def groups(self):
        return ticked_groups(self, "mentees")
