"""What the director types after signing, and what a stranger asks about a paper."""

from django import forms


class RegistrationForm(forms.Form):
    number = forms.CharField(
        label="Номер", max_length=40,
        error_messages={
            "required": "Введите номер из журнала регистрации.",
            "max_length": "Номер длиннее 40 знаков. Введите его как в журнале.",
        },
    )  # fmt: skip
    dated = forms.DateField(
        label="Дата",
        error_messages={
            "required": "Введите дату из журнала регистрации.",
            "invalid": "Введите дату цифрами, например 23.11.2026.",
        },
    )  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Контрольный код", max_length=40,
        help_text="Например: 4KQ2-M9XT-7CVA. Код напечатан внизу первого листа.",
        error_messages={
            "required": "Введите код с бумаги.",
            "max_length": "В коде двенадцать букв и цифр. Введите его как на бумаге.",
        },
    )  # fmt: skip


class CompareForm(forms.Form):
    file = forms.FileField(
        label="Файл PDF", max_length=255,
        error_messages={
            "required": "Выберите файл, который нужно сравнить.",
            "empty": "Файл пустой. Выберите другой.",
        },
    )  # fmt: skip
