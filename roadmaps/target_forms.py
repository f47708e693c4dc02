"""Forms of a target: how its words were read, and a value typed by hand."""

from django import forms

from roadmaps.models import Op, Per, Target
from roadmaps.targets import shown

DATE = {"type": "date"}
NUMBER = forms.TextInput(attrs={"class": "w-s", "inputmode": "decimal"})


class ReadingForm(forms.ModelForm):
    """How the words of a target were read; `figures` are (code, title) of what is computed."""

    op = forms.ChoiceField(label="Как сравнить", choices=Op.choices)
    code = forms.ChoiceField(label="Что считает программа", required=False)

    field_order = ["op", "value", "upper", "unit", "per", "per_group", "code"]

    class Meta:
        model = Target
        fields = ("op", "value", "upper", "unit", "per", "per_group", "code")
        widgets = dict.fromkeys(("value", "upper"), NUMBER)
        localized_fields = ("value", "upper")
        help_texts = {
            "value": "Пусто, если в карте число не названо.",
            "upper": "Только для «от и до».",
            "unit": "Знак % или слово: встреч, публикаций, участников.",
        }  # fmt: skip

    def __init__(self, *args, figures, proposed="", **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(figures)
        self.fields["code"].choices = [("", "ничего, значение вводят от руки"), *figures]
        if proposed in names and not self.instance.code:
            self.fields["code"].help_text = f"Похоже, речь о показателе «{names[proposed]}»."
        self.fields["per"].choices = [("", "за всё время"), *Per.choices]
        for name in ("value", "upper"):
            given = getattr(self.instance, name)
            self.initial[name] = "" if given is None else shown(given)


class ValueForm(forms.Form):
    """A value counted elsewhere, with its day and where it is from; an empty one takes it away."""

    measured = forms.DecimalField(
        label="Значение", required=False, min_value=0, max_digits=9, decimal_places=2,
        localize=True, widget=NUMBER,
        help_text="Оставьте пустым, чтобы убрать введённое значение.",
        error_messages={"min_value": "Значение не может быть меньше нуля."},
    )  # fmt: skip
    measured_on = forms.DateField(
        label="На какой день", required=False,
        widget=forms.DateInput(attrs=DATE | {"class": "w-s"}, format="%Y-%m-%d"),
    )  # fmt: skip
    comment = forms.CharField(label="Откуда значение", required=False, max_length=300,
                              help_text="Например: «Лист регистрации педсовета».")  # fmt: skip
