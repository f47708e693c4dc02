"""Forms of the admin pages of people: what is cleaned and proposed while a row is typed."""

from django.forms.models import BaseInlineFormSet

from people.admin_base import ScopedForm
from people.models import Headcount, Person, refuse_overlapping, refuse_overlapping_heads
from people.names import clean, propose_gender


class PersonForm(ScopedForm):
    """Cleans the names; the gender left empty is proposed from the patronymic."""

    class Meta:
        model = Person
        fields = "__all__"

    def clean_surname(self):
        return clean(self.cleaned_data["surname"])

    def clean_first_name(self):
        return clean(self.cleaned_data["first_name"])

    def clean_patronymic(self):
        return clean(self.cleaned_data["patronymic"])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("gender"):
            cleaned["gender"] = propose_gender(
                cleaned.get("patronymic", ""), cleaned.get("first_name", "")
            )
        return cleaned


class RowsFormSet(BaseInlineFormSet):
    """Compares the rows of the page with each other; those of the database are among them."""

    def rows(self, field):
        """Return the rows that stay and have the field filled."""
        return [
            form.instance for form in self.forms
            if form.is_valid() and not form.cleaned_data.get("DELETE")
            and form.cleaned_data.get(field)
        ]  # fmt: skip


class PostFormSet(RowsFormSet):
    def clean(self):
        super().clean()
        refuse_overlapping(self.rows("title"))


class HeadshipFormSet(RowsFormSet):
    def clean(self):
        super().clean()
        refuse_overlapping_heads(self.rows("person"))


class HeadcountForm(ScopedForm):
    class Meta:
        model = Headcount
        fields = "__all__"
