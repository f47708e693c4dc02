"""Forms of a table made by hand: begun empty, its sections named."""

from django import forms

from roadmaps.forms import YearForm
from roadmaps.headings import HEADINGS


class SectionForm(forms.Form):
    """What stands over the rows of a section."""

    number = forms.CharField(label="Номер раздела", max_length=20, required=False,
                             help_text="Как на бумаге: «1.», «I.» или ничего.")  # fmt: skip
    title = forms.CharField(
        label="Название раздела", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Назовите раздел."},
    )  # fmt: skip

    @classmethod
    def of(cls, section, data=None):
        """Return the form of a Stage, or of one that is not there yet (None)."""
        known = section and {"number": section.number, "title": section.title}
        return cls(data, initial=known or {})


class BlankForm(YearForm):
    """A roadmap of one's own, begun with an empty table."""

    field_order = ["title", "year", "columns"]
    title = forms.CharField(
        label="Название", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Назовите дорожную карту."},
        help_text="Как на бумаге: «План мероприятий (дорожная карта) …».",
    )  # fmt: skip
    columns = forms.MultipleChoiceField(
        label="Столбцы кроме мероприятий", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, words) for name, words in HEADINGS.items()
                 if name not in ("activity", "mark")],
        initial=["number", "deadline", "responsible", "result"],
    )  # fmt: skip

    def clean_columns(self):
        """Return the fields in the order of the table, the activity among them."""
        chosen = {*self.cleaned_data["columns"], "activity"}
        return [name for name in HEADINGS if name in chosen]
