"""What is asked when a consent is withdrawn and when somebody's data are destroyed."""

from django import forms

from people.forms import capitalised
from people.models import ErasureGround, WithdrawalWay


class WithdrawalForm(forms.Form):
    """The paper as it came: which consents, when, in which way, under which number."""

    kinds = forms.MultipleChoiceField(
        label="Что отзывают", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте согласия, которые названы в заявлении."},
    )  # fmt: skip
    withdrawn_on = forms.DateField(
        label="Когда получено", help_text="С этого дня считаются сроки.",
        error_messages={"required": "Укажите день, когда заявление получено.",
                        "invalid": "Такой даты нет. Напишите её как 03.02.2026."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    way = forms.ChoiceField(
        label="Как получено", choices=capitalised(WithdrawalWay.choices), widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как пришло заявление."},
    )  # fmt: skip
    number = forms.CharField(label="Входящий номер", required=False, max_length=40,
                             widget=forms.TextInput(attrs={"class": "w-s"}))  # fmt: skip

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = capitalised([(kind, kind.label) for kind in kinds])


class ErasureForm(forms.Form):
    """First the reason, then the surname typed by hand: two confirmations."""

    ground = forms.ChoiceField(
        label="Почему уничтожаются данные", choices=capitalised(ErasureGround.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину: она стоит в акте."},
    )  # fmt: skip
    surname = forms.CharField(
        label="Фамилия этого человека", required=False, max_length=80,
        help_text="Введите её, как она написана выше: это второе подтверждение.",
        widget=forms.TextInput(attrs={"class": "w-m", "autocomplete": "off"}),
    )  # fmt: skip
