"""The shape of what is typed: the one-minute meeting, and the fields other forms share."""

import datetime
import re
import uuid

from django import forms

from mentoring.meeting_chips import task_choices, topic_choices
from mentoring.models import (
    HIGHEST,
    LOWEST,
    MeetingMode,
    MeetingStage,
    ProgrammeItem,
    Topic,
)
from mentoring.tasks import open_items
from people.models import Person
from people.templatetags.words import day

MINUTES = (15, 30, 45, 60, 90)
OTHER = "other"
WORDS = 2000
LONG = {"class": "w-l"}
LIMIT = "Нужно, только если программа предупредила о пределе."
LONGEST_KEY = 18  # digits
STALE = "Страница устарела. Откройте её заново."
MODES = [(mode.value, mode.label.capitalize()) for mode in MeetingMode]
SCALE = [(number, str(number)) for number in range(LOWEST, HIGHEST + 1)]


class NulFreeField(forms.CharField):
    """Several lines of text; NUL, which PostgreSQL cannot keep, is dropped without a fuss."""

    def to_python(self, value):
        return super().to_python((value or "").replace("\x00", "").replace("\r\n", "\n"))


class WordsField(NulFreeField):
    """Free words of a participant, as long as the page has room for."""

    def __init__(self, label, **options):
        sentence = f"Здесь помещается {WORDS} знаков, а набрано %(show_value)d. Сократите текст."
        super().__init__(
            label=label, required=False, max_length=WORDS, error_messages={"max_length": sentence},
            widget=forms.Textarea(attrs={"rows": 4}), **options,
        )  # fmt: skip


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows; a key longer than any database keeps is met with the sentence of the field."""

    def clean(self, value):
        if any(len(str(key)) > LONGEST_KEY for key in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": ""})
        return super().clean(value)


class Rating(forms.RadioSelect):
    """Equal cells; the words of both ends stand below them once and not in every cell."""

    def __init__(self, low="", high=""):
        super().__init__(attrs={"data-low": low, "data-high": high})

    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        for name in self.attrs:
            del option["attrs"][name]
        return option


class RatingField(forms.TypedChoiceField):
    """A number from 1 to 10, drawn as equal cells with words at both ends."""

    def __init__(self, label, low, high, **options):
        sentence = f"Выберите оценку от {LOWEST} до {HIGHEST}."
        super().__init__(
            label=label, choices=SCALE, coerce=int, empty_value=None,
            widget=Rating(low, high),
            error_messages={"required": sentence, "invalid_choice": sentence}, **options,
        )  # fmt: skip


def chips(label, sentence, field=forms.ChoiceField, widget=forms.RadioSelect, **options):
    """Return a choice drawn as chips; `sentence` is said when the answer is missing or wrong."""
    kinds = ("required", "invalid_choice", "invalid_list", "invalid_pk_value")
    errors = dict.fromkeys(kinds, sentence)
    return field(label=label, widget=widget, error_messages=errors, **options)


def people_field(label, missing, wrong):
    """Return a tick for each person; the form says who they are once it knows its organization."""
    errors = {"required": missing, "invalid_choice": wrong, "invalid_pk_value": wrong}
    return RowsField(
        Person.objects.none(), label=label, widget=forms.CheckboxSelectMultiple,
        error_messages=errors,
    )  # fmt: skip


def date_field(label, sentence="Такой даты нет. Введите день, месяц и год.", **options):
    widget = forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d")
    errors = {"invalid": sentence, "required": sentence}
    return forms.DateField(label=label, widget=widget, error_messages=errors, **options)


def text_field(label, length=300, *, sentence="Заполните это поле.", **options):
    """Return one line of text, refused with sentences when empty or too long."""
    options.setdefault("widget", forms.TextInput(attrs=LONG))
    errors = {"required": sentence, "max_length": f"Сократите до {length} знаков."}
    return forms.CharField(label=label, max_length=length, error_messages=errors, **options)


def words_field(label, length=1000, rows=3, **options):
    """Return several lines of text that may be left empty."""
    return NulFreeField(
        label=label, max_length=length, required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": f"Сократите до {length} знаков."}, **options,
    )  # fmt: skip


def ticked_groups(form, name):
    """Yield (heading, is it open, [(value, label, is it ticked)]) of a field for the page."""
    ticked = {str(value) for value in form[name].value() or []}
    for number, (heading, options) in enumerate(form.fields[name].choices):
        rows = [(value, label, str(value) in ticked) for value, label in options]
        yield heading, number == 0 or any(row[2] for row in rows), rows


class MeetingForm(forms.Form):
    """A meeting of one pair in six taps; what is usual stands there already.

    The chips of days carry dates, so a form opened before midnight, or kept in a telephone for
    days, still means what it said.
    """

    held = chips("Когда", "Выберите день встречи.")
    held_other = date_field("Дата встречи", required=False)
    present = chips("Кто был", "Отметьте, кто был на встрече.", forms.MultipleChoiceField,
                    forms.CheckboxSelectMultiple)  # fmt: skip
    stage = chips("Какая встреча", "Выберите, какая это встреча.", choices=MeetingStage.choices)
    mode = chips("Как встречались", "Выберите, как встречались.", choices=MODES)
    minutes = forms.TypedChoiceField(
        label="Сколько минут", coerce=int, choices=[(number, str(number)) for number in MINUTES],
        widget=Rating(),
        error_messages={"required": "Выберите, сколько минут длилась встреча.",
                        "invalid_choice": "Выберите, сколько минут длилась встреча."},
    )  # fmt: skip
    topics = chips(
        "О чём", "Выберите темы из списка.", RowsField, forms.CheckboxSelectMultiple,
        queryset=Topic.objects.none(), required=False,
    )  # fmt: skip
    tasks = chips(
        "Задачи программы", "Выберите задачи из списка.",
        RowsField, forms.CheckboxSelectMultiple,
        queryset=ProgrammeItem.objects.none(), required=False,
    )  # fmt: skip
    progress = RatingField("Насколько продвинулись к цели", "не продвинулись", "цель достигнута",
                           required=False)  # fmt: skip
    rapport = RatingField("Как вам работалось вместе", "трудно", "легко", required=False)
    next = chips("Следующая встреча", "Выберите, когда встретитесь снова.", required=False)
    next_other = date_field("Дата следующей встречи", required=False)
    note = WordsField("Слова для дневника")
    reason = forms.CharField(
        label="Почему исправляете", max_length=300, widget=forms.TextInput(attrs={"class": "w-l"}),
        help_text="Встрече больше недели: прежние сведения останутся рядом с новыми.",
        error_messages={"required": "Напишите, почему исправляете.",
                        "max_length": "Сократите причину до 300 знаков."},
    )  # fmt: skip
    sending = forms.UUIDField(
        label="Встреча", widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), STALE),
    )  # fmt: skip

    def __init__(self, *args, pair, on, stage=MeetingStage.WORKING, meeting=None,
                 needs_reason=False, **kwargs):  # fmt: skip
        start = _recorded(meeting) if meeting else _usual(on, stage)
        kwargs["initial"] = start | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.mentees = pair.mentees
        if not needs_reason:
            del self.fields["reason"]
        self.fields["topics"].queryset = Topic.objects.fitting(pair.form, pair.organization_id)
        self.fields["topics"].choices = topic_choices(pair)
        tasks = self.fields["tasks"]
        tasks.queryset = open_items(pair, meeting=meeting)
        tasks.choices = task_choices(tasks.queryset)
        if not tasks.choices:
            del self.fields["tasks"]
        self.fields["held"].choices = _past_days(on)
        self.fields["next"].choices = _coming_days(on)
        self.data = self._of_today(self.data)
        if pair.is_group:
            self.fields["present"].choices = [
                (str(member.pk), member.person.short_name) for member in self.mentees
            ]
            self.initial.setdefault("present", [str(member.pk) for member in self.mentees])
        else:
            del self.fields["present"]

    def _of_today(self, data):
        """Return the data with a day that only an earlier page offered under «Другой день»."""
        data = data.copy()
        for name in ("held", "next"):
            day, offered = data.get(name, ""), dict(self.fields[name].choices)
            if day not in offered and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                data[name], data[f"{name}_other"] = OTHER, day
        return data

    def clean(self):
        cleaned = super().clean()
        for name, sentence in [("held", "Введите дату встречи."),
                               ("next", "Введите дату следующей встречи.")]:  # fmt: skip
            other = f"{name}_other"
            chosen = cleaned.pop(name, "")
            typed = cleaned.pop(other, None)
            if chosen == OTHER and typed is None and other not in self.errors:
                self.add_error(other, sentence)
            iso = chosen if chosen != OTHER else ""
            on = datetime.date.fromisoformat(iso) if iso else None
            cleaned[f"{name}_on"] = typed if chosen == OTHER else on
        if "present" in self.fields:
            came = cleaned.get("present", [])
            cleaned["present"] = [m for m in self.mentees if str(m.pk) in came]
        return cleaned


def _usual(on, stage):
    return {
        "held": on.isoformat(), "stage": stage, "minutes": 45, "mode": MeetingMode.FACE_TO_FACE,
        "next": "", "sending": uuid.uuid4(),
    }  # fmt: skip


def _recorded(meeting):
    """Return the fields of a recorded meeting; its days stand under «Другой день»."""
    came = meeting.attendances.filter(was_present=True).values_list("member", flat=True)
    return {
        "held": OTHER, "held_other": meeting.held_on, "stage": meeting.stage,
        "minutes": meeting.minutes, "mode": meeting.mode, "topics": list(meeting.topics.all()),
        "tasks": list(meeting.tasks.all()),
        "progress": meeting.progress, "rapport": meeting.rapport, "note": meeting.note,
        "next": OTHER if meeting.next_on else "", "next_other": meeting.next_on,
        "present": [str(pk) for pk in came], "sending": meeting.sending,
    }  # fmt: skip


def _past_days(on):
    yesterday = on - datetime.timedelta(days=1)
    return [
        (on.isoformat(), f"Сегодня, {day(on)}"), (yesterday.isoformat(), "Вчера"),
        (OTHER, "Другой день"),
    ]  # fmt: skip


def _coming_days(on):
    week, fortnight = on + datetime.timedelta(days=7), on + datetime.timedelta(days=14)
    return [
        (week.isoformat(), f"Через неделю, {day(week)}"),
        (fortnight.isoformat(), f"Через две, {day(fortnight)}"),
        ("", "Пока не знаю"), (OTHER, "Другой день"),
    ]  # fmt: skip
