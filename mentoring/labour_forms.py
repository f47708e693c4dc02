"""What is typed about the terms on which a mentor works: set, signed, ended by notice."""

from django import forms

from mentoring.forms import chips, date_field, text_field, words_field
from mentoring.models import NoticeBy, PayKind
from people.forms import capitalised


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
