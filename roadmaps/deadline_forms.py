"""Forms about how deadlines are read: the school's calendar, wordings with two readings."""

import re
from datetime import date

from django import forms

from roadmaps.forms import DATE
from roadmaps.models import QuarterBasis

OWN = "own"
TWO_DAYS = re.compile(r"(\d{1,2})\.(\d{1,2})\s*[-–—]\s*(\d{1,2})\.(\d{1,2})\.?")


class AnswersForm(forms.Form):
    """Deadlines with two readings, each wording asked once; `asked` are roadmaps.readings.Asked."""

    def __init__(self, data=None, *, asked):
        super().__init__(data, prefix="answer")
        self.keys = {one.token: one.key for one in asked}
        for one in asked:
            self.fields[one.token] = forms.ChoiceField(
                label=f"«{one.text}»: {one.question}", initial=one.taken, required=False,
                choices=[(choice.answer, choice.words) for choice in one.choices],
                widget=forms.RadioSelect, help_text=one.where,
            )  # fmt: skip

    @property
    def answers(self):
        """Return {key of a wording: answer} of what was answered."""
        return {self.keys[n]: answer for n, answer in self.cleaned_data.items() if answer}


class ReckoningForm(forms.Form):
    """When lessons end and what a quarter is, as the school's own orders say."""

    end = forms.ChoiceField(label="Последний день уроков", widget=forms.RadioSelect)
    own_end = forms.DateField(label="Другой день", required=False,
                              widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))  # fmt: skip
    quarter_basis = forms.ChoiceField(
        label="«Ежеквартально» значит", widget=forms.RadioSelect, choices=QuarterBasis.choices
    )

    def __init__(self, data=None, *, roadmap):
        end, year = roadmap.teaching_end_on, roadmap.year + 1
        usual = {f"{year}-05-31": f"31.05.{year}", f"{year}-05-26": f"26.05.{year}"}
        known = str(roadmap.reading.calendar.last_lesson)
        super().__init__(data, initial={
            "end": known if known in usual else OWN, "own_end": None if known in usual else end,
            "quarter_basis": roadmap.quarter_basis})  # fmt: skip
        self.fields["end"].choices = [*usual.items(), (OWN, "Другой")]
        for n, (start, last) in enumerate(roadmap.reading.calendar.terms, 1):
            self.fields[f"term_{n}"] = forms.CharField(
                label=f"{n}-я четверть", initial=f"{_day(start)}–{_day(last)}", max_length=20,
                help_text="Например: 01.09–26.10" if n == 1 else "",
            )  # fmt: skip

    def clean(self):
        found = self.cleaned_data
        if found.get("end") == OWN and not found.get("own_end"):
            self.add_error("own_end", "Укажите последний день уроков.")
        for name in self._terms:
            if name in found and _term(found[name]) is None:
                self.add_error(name, "Напишите два дня через тире, например: 01.09–26.10.")
        return found

    @property
    def settings(self):
        """Return what change_reckoning takes."""
        found = self.cleaned_data
        end = found["own_end"] if found["end"] == OWN else date.fromisoformat(found["end"])
        return {"teaching_end_on": end, "quarter_basis": found["quarter_basis"],
                "terms": [_term(found[name]) for name in self._terms]}  # fmt: skip

    @property
    def _terms(self):
        return [name for name in self.fields if name.startswith("term_")]


def _day(month_and_day):
    month, day = month_and_day
    return f"{day:02}.{month:02}"


def _term(text):
    """Return ((month, day), (month, day)) of «01.09–26.10», None for anything else."""
    found = TWO_DAYS.fullmatch(text.strip())
    if not found:
        return None
    numbers = [int(number) for number in found.groups()]
    try:
        days = [date(2027, numbers[1], numbers[0]), date(2027, numbers[3], numbers[2])]
    except ValueError:
        return None
    return tuple((day.month, day.day) for day in days)
