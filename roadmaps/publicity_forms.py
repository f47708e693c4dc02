"""Forms of events and publications: their words, who is called or named, who came."""

from django import forms

from mentoring.forms import RowsField
from people.models import Person, PersonKind
from roadmaps.models import Channel, Event, EventKind, Publication

MOST = 5000  # people of one line of the sheet
FREE_LINES = 2
FOUND = 50
NO_DATE = "Такой даты нет. Введите день, месяц и год."
WHOLE = "Введите целое число, 0 или больше."
OF_CLASSES = (EventKind.CLASS_HOUR, EventKind.PARENTS)


def date_field(label, **options):
    widget = forms.DateInput(attrs={"type": "date", "class": "w-s"}, format="%Y-%m-%d")
    errors = {"invalid": NO_DATE, "required": "Укажите дату."}
    return forms.DateField(label=label, widget=widget, error_messages=errors, **options)


def number_field(label):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"invalid": WHOLE, "min_value": WHOLE,
                        "max_value": f"Слишком много: не больше {MOST}."},
    )  # fmt: skip


class PlainForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Заполните это поле."


class EventForm(PlainForm):
    held_on = date_field("Дата")
    starts_at = forms.TimeField(
        label="Начало", required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "w-s"}, format="%H:%M"),
        error_messages={"invalid": "Такого времени нет. Напишите его как 15:30."},
    )  # fmt: skip

    class Meta:
        model = Event
        fields = ("kind", "title", "held_on", "starts_at", "place", "level", "note")
        widgets = {"title": forms.TextInput(attrs={"class": "w-l"}),
                   "place": forms.TextInput(attrs={"class": "w-m"}),
                   "note": forms.Textarea(attrs={"rows": 2})}  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Не выбрано"), *EventKind.choices]


class PublicationForm(PlainForm):
    """The words of a publication; who is named is chosen on a page of its own."""

    planned_on = date_field("По плану", required=False)
    published_on = date_field(
        "Опубликовано", required=False, help_text="Пусто, пока публикация не вышла."
    )
    link = forms.CharField(
        label="Ссылка", required=False, max_length=600,
        help_text="Откройте публикацию и скопируйте адрес. Программа по ссылке не ходит.",
        widget=forms.TextInput(attrs={"class": "w-l", "inputmode": "url"}),
    )  # fmt: skip

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["author"].queryset = persons.filter(kind=PersonKind.EMPLOYEE).in_order()
        self.fields["author"].empty_label = "Не выбрано"

    class Meta:
        model = Publication
        fields = ("title", "channel", "planned_on", "published_on", "link", "author", "note")
        widgets = {"title": forms.TextInput(attrs={"class": "w-l"}),
                   "note": forms.Textarea(attrs={"rows": 2})}  # fmt: skip


class LineForm(forms.Form):
    """A publication added in place, in its month: with a link it is out, else it is planned."""

    title = forms.CharField(label="О чём", max_length=300,
                            error_messages={"required": "Напишите, о чём публикация."})  # fmt: skip
    channel = forms.ChoiceField(label="Где", choices=Channel.choices)
    day = date_field("Когда")
    link = forms.CharField(label="Ссылка, если уже вышла", required=False, max_length=600)

    @property
    def words(self):
        """Return what `add_publication` takes."""
        data = self.cleaned_data
        when = "published_on" if data["link"] else "planned_on"
        return {"title": data["title"], "channel": data["channel"], "link": data["link"],
                when: data["day"]}  # fmt: skip


class PublishForm(forms.Form):
    published_on = date_field("Когда вышла")
    link = forms.CharField(
        label="Ссылка", required=False, max_length=600,
        help_text="Откройте публикацию и скопируйте адрес. У газеты и сборника ссылки может не "
        "быть.", widget=forms.TextInput(attrs={"class": "w-l", "inputmode": "url"}),
    )  # fmt: skip


class RemoveForm(forms.Form):
    removed_on = date_field("Когда снята")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Почему отменено", max_length=300,
        error_messages={"required": "Напишите, почему событие отменено."},
    )  # fmt: skip


class PickForm(forms.Form):
    """Ticks beside names; shown are the near ones, the ticked ones and those found by a name."""

    find = forms.CharField(label="Найти по имени", required=False, max_length=100)
    groups = forms.MultipleChoiceField(label="Группы", required=False,
                                       widget=forms.CheckboxSelectMultiple)  # fmt: skip
    persons = RowsField(
        Person.objects.none(), label="Люди", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_pk_value": "Такого человека нет.",
                        "invalid_choice": "Такого человека нет среди ваших."},
    )  # fmt: skip

    def __init__(self, *args, persons, near, groups=(), remark=lambda person: "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = groups
        if not groups:
            del self.fields["groups"]
        field = self.fields["persons"]
        field.queryset = persons
        keys = {*near, *self._ticked(), *self._found(persons)}
        shown = persons.filter(pk__in=keys).select_related("school_class").in_order()
        field.widget.choices = [(str(p.pk), f"{p.full_name}{remark(p)}") for p in shown]

    def _ticked(self):
        if not self.is_bound:
            return self.initial.get("persons", ())
        sent = self.data.getlist("persons")
        return [int(key) for key in sent if key.isdecimal() and len(key) < 16]

    def _found(self, persons):
        wanted = str((self.data if self.is_bound else self.initial).get("find") or "")[:100]
        return persons.search(wanted).values_list("pk", flat=True)[:FOUND] if wanted.strip() else ()


class AttendanceForm(forms.Form):
    """Who of those called came, and numbers by class and by groups named freely."""

    def __init__(self, data=None, *, event, called, classes, expected):
        super().__init__(data)
        self.event, self.called = event, called
        counted = {row.title: row for row in event.turnouts.all()}
        self.fields["present"] = forms.MultipleChoiceField(
            label="Кто пришёл", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(row.person_id), row.person.full_name) for row in called],
            initial=[str(row.person_id) for row in called if row.was_present],
            error_messages={"invalid_choice": "Список изменился, пока вы отмечали. Проверьте его."},
        )  # fmt: skip
        self.lines = []
        for row in classes:
            known = counted.pop(row.name, None)
            self._line(f"class_{row.pk}", row.name, row, known, expected.get(row.pk))
        free = [*counted.values(), *[None] * FREE_LINES]
        for number, known in enumerate(free):
            self._line(f"free_{number}", "", None, known, None)

    @property
    def shows_classes(self):
        """Whether the classes stand open: events of classes, or numbers already entered."""
        return self.event.kind in OF_CLASSES or bool(self.event.turnouts.all())

    @property
    def classes(self):
        return [self._bound(line) for line in self.lines if line[2]]

    @property
    def free(self):
        return [self._bound(line) for line in self.lines if not line[2]]

    @property
    def persons(self):
        """Return the Persons who came; «все пришли» is everybody called."""
        if "everyone" in self.data:
            return [row.person for row in self.called]
        ticked = set(self.cleaned_data["present"])
        return [row.person for row in self.called if str(row.person_id) in ticked]

    @property
    def numbers(self):
        """Return {title: (present, expected, class)} of the lines somebody filled in."""
        return {
            title: (present or 0, expected, school_class)
            for title, present, expected, school_class in self._read()
            if present is not None or expected is not None
        }

    def clean(self):
        titles = [title for title, *_ in self._read()]
        for title in titles:
            if titles.count(title) > 1:
                raise forms.ValidationError(f"«{title}» указано дважды. Оставьте одну строку.")
        return self.cleaned_data

    def _line(self, name, title, school_class, known, expected):
        if school_class is None:
            self.fields[f"{name}_title"] = forms.CharField(
                label="Кто", required=False, max_length=120, initial=known and known.title
            )
        self.fields[f"{name}_present"] = number_field(f"{title} пришли".strip())
        self.fields[f"{name}_expected"] = number_field(f"{title} ждали".strip())
        self.initial[f"{name}_present"] = known and known.present
        self.initial[f"{name}_expected"] = known.expected if known else expected
        self.lines.append((name, title, school_class))

    def _bound(self, line):
        name, title, school_class = line
        return {"title": title, "name": None if school_class else self[f"{name}_title"],
                "present": self[f"{name}_present"],
                "expected": self[f"{name}_expected"]}  # fmt: skip

    def _read(self):
        """Yield the filled lines; a number beside no name is a line too, its name is asked for."""
        for name, title, school_class in self.lines:
            present = self.cleaned_data.get(f"{name}_present")
            expected = self.cleaned_data.get(f"{name}_expected")
            title = title or self.cleaned_data.get(f"{name}_title", "").strip()
            if school_class and present is None:
                continue  # what was expected of a class stands there by itself
            if not title and (present or expected):
                title = "без названия"
            if title:
                yield title, present, expected, school_class
