"""Forms of the admin pages of people: what is cleaned and proposed while a row is typed."""

from people.admin_base import ScopedForm
from people.models import Headcount, Person
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


class HeadcountForm(ScopedForm):
    class Meta:
        model = Headcount
        fields = "__all__"
