"""Forms that join an event or a publication with the date of a row it proves."""

from django import forms

from roadmaps.models import Event, Publication


class ProvesForm(forms.Form):
    """Which date of which row something proves; `dates` are those of one's own roadmaps."""

    def __init__(self, data=None, *, dates):
        super().__init__(data)
        sentence = "Такой строки нет в ваших картах. Выберите из списка."
        self.fields["date"] = DateOfRowField(
            dates.order_by("item__roadmap", "item__position", "due_on", "pk"),
            label="Строка и срок",
            empty_label="Не выбрано", widget=forms.Select(attrs={"class": "w-l"}),
            error_messages={"invalid_choice": sentence, "required": "Выберите строку."},
        )  # fmt: skip

    @property
    def date(self):
        return self.cleaned_data["date"]


class DateOfRowField(forms.ModelChoiceField):
    def label_from_instance(self, date):
        return f"{str(date.item)[:90]}, {date}"


class ForDateForm(forms.Form):
    """Which event or publication of the year proves a date; only what has happened is offered."""

    def __init__(self, data=None, *, organization, year, on):
        super().__init__(data)
        events = Event.objects.held(on).filter(organization=organization, year=year)
        out = Publication.objects.of_year(year).published(on).filter(organization=organization)
        self.known = {f"event-{row.pk}": row for row in events} | {
            f"publication-{row.pk}": row for row in out.order_by("-published_on", "-pk")
        }
        choices = [(code, f"{_day_of(row):%d.%m.%Y} {row.title}"[:110])
                   for code, row in self.known.items()]  # fmt: skip
        self.fields["shown"] = forms.ChoiceField(
            label="Событие или публикация", choices=[("", "Не выбрано"), *choices],
            widget=forms.Select(attrs={"class": "w-l"}),
            error_messages={"required": "Выберите, что подтверждает строку.",
                            "invalid_choice": "Такого нет среди ваших. Выберите из списка."},
        )  # fmt: skip

    @property
    def shown(self):
        return self.known[self.cleaned_data["shown"]]


def _day_of(row):
    return row.held_on if isinstance(row, Event) else row.published_on
