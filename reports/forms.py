"""What the director types after signing, and what a stranger asks about a paper."""

from django import forms

from mentoring.forms import chips, date_field
from mentoring.models import EndingGround
from reports.documents.pair_changes import waiting_pairs
from reports.models import Change, Document


class RegistrationForm(forms.Form):
    number = forms.CharField(
        label="Номер", max_length=50,
        error_messages={
            "required": "Введите номер из журнала регистрации.",
            "max_length": "Номер длиннее 50 знаков. Введите его как в журнале.",
        },
    )  # fmt: skip
    dated = forms.DateField(
        label="Дата",
        error_messages={
            "required": "Введите дату из журнала регистрации.",
            "invalid": "Введите дату цифрами, например 23.11.2026.",
        },
    )  # fmt: skip

    def __init__(self, *args, next_number="", **kwargs):
        """`next_number` is what the program will issue; then the field may stay empty."""
        super().__init__(*args, **kwargs)
        if next_number:
            field = self.fields["number"]
            field.required = False
            field.help_text = (
                f"Оставьте пустым: программа выдаст {next_number}. Литерный номер между уже "
                "выданными, например 45/1, впишите сами."
            )


class AcquaintanceForm(forms.Form):
    """On which day the ticked readers have signed."""

    read_on = forms.DateField(
        label="Когда подписали",
        error_messages={
            "required": "Введите день, когда подписан лист ознакомления.",
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


class AmendmentForm(forms.Form):
    """What became of a registered paper; `later` are the papers that may have done it."""

    change = forms.ChoiceField(
        label="Что произошло", choices=Change.choices, widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что произошло с документом."},
    )  # fmt: skip
    since = forms.DateField(
        label="С какого дня",
        error_messages={
            "required": "Введите день, с которого это действует.",
            "invalid": "Введите дату цифрами, например 23.11.2026.",
        },
    )  # fmt: skip
    by_document = forms.ModelChoiceField(
        label="Каким приказом", queryset=Document.objects.none(), required=False,
        empty_label="Его здесь нет, напишу ниже",
        error_messages={"invalid_choice": "Такого приказа в списке нет. Выберите другой."},
    )  # fmt: skip
    basis = forms.CharField(
        label="Или чем ещё", max_length=200, required=False,
        help_text="Например: приказ отдела образования от 01.12.2026 № 88.",
        error_messages={"max_length": "Слишком длинно: помещается 200 знаков."},
    )  # fmt: skip

    def __init__(self, *args, later, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["by_document"]
        field.queryset = later
        field.label_from_instance = lambda paper: f"{paper.mark} {paper.title}"


class DecisionForm(forms.Form):
    """What only a person knows before an order is drafted; `rows` are what the order is about."""

    consequence = ""  # what the registration will do, said above the form

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows

    @property
    def is_needed(self):
        """Tell whether there is anything to decide."""
        return True


class EndingForm(DecisionForm):
    """Why and with which day the pairs of the order end."""

    consequence = "Пары закроются, когда приказ зарегистрируют."

    ground = chips("Почему", "Выберите, почему работа заканчивается.",
                   choices=[(row.value, row.label[:1].upper() + row.label[1:])
                            for row in EndingGround],
                   help_text="В приказ попадут только эти слова, без подробностей.")  # fmt: skip
    last_day = date_field("Последний день работы")
    noticed_on = date_field(
        "Дата уведомления", required=False,
        help_text="Нужна, когда от работы по статье 351.8 отказался наставник или её отменил "
                  "работодатель: после неё проходит три рабочих дня.",
    )  # fmt: skip


class ProgrammesForm(DecisionForm):
    """Whether the order lists the programmes or carries their texts."""

    consequence = "Программы будут утверждены, когда приказ зарегистрируют."

    annex = chips("Что приложить к приказу", "Выберите, что приложить к приказу.",
                  choices=[("list", "Список программ"), ("texts", "Сами программы")],
                  initial="list",
                  help_text="Список – один лист. Сами программы – приложение для каждой пары: "
                            "их слова станут неизменной частью приказа.")  # fmt: skip


class AddedPairsForm(DecisionForm):
    """Which new pairs the change of an order on pairs fixes as well."""

    consequence = "Отмеченные пары начнут работу, когда приказ зарегистрируют."

    added = chips("Дополнить новыми парами", "Выберите пары из списка.",
                  forms.MultipleChoiceField, forms.CheckboxSelectMultiple, required=False,
                  help_text="Приказ закрепит отмеченные и допишет их строками в приложение. "
                            "Изменения прежних строк попадут в приказ сами.")  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pairs = waiting_pairs(self.rows[0])
        self.fields["added"].choices = [(str(pair.pk), str(pair)) for pair in pairs]

    @property
    def is_needed(self):
        return bool(self.fields["added"].choices)


# What is asked before an order is drafted; the other kinds know everything themselves.
DECISIONS = {
    "order-termination": EndingForm,
    "order-programmes": ProgrammesForm,
    "order-pairs-changes": AddedPairsForm,
}
