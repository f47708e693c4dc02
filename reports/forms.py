"""The shape of what the director types after signing."""

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
