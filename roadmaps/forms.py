"""Forms of the roadmap: what is loaded, what is corrected, what proves a row."""

from django import forms

from people.years import short_title
from roadmaps.attachments import ASKS, LARGEST, OFFERED, AttachmentRefused, checked
from roadmaps.drafts import take
from roadmaps.headings import HEADINGS
from roadmaps.importing import ImportRefused
from roadmaps.importing.guessing import guess_columns
from roadmaps.models import Evidence, Item, Occurrence, Roadmap

NOTE_LENGTH = Evidence._meta.get_field("title").max_length
REASON_LENGTH = Occurrence._meta.get_field("reason").max_length
PASTED = "вставленная таблица"
DATE = {"type": "date"}


def year_field(**options):
    return forms.TypedChoiceField(label="Учебный год", coerce=int, choices=(), **options)


def years_around(year):
    """Return the choices of a year: the one before and two ahead."""
    return [(n, short_title(n)) for n in range(year - 1, year + 3)]


class YearForm(forms.Form):
    """For which academic year a ready-made roadmap is taken."""

    year = year_field()

    def __init__(self, data=None, *, year):
        super().__init__(data, initial={"year": year})
        self.fields["year"].choices = years_around(year)


class TemplateForm(forms.Form):
    """How a ready-made roadmap is called in the list one chooses from."""

    title = forms.CharField(label="Название в списке готовых", max_length=200,
                            error_messages={"required": "Назовите готовую карту."})  # fmt: skip


class UploadForm(YearForm):
    """A file or a pasted table; reads it at once, so that a refusal stands beside the field."""

    field_order = ["file", "text", "year"]
    file = forms.FileField(
        label="Файл дорожной карты", required=False,
        help_text="Word (.docx), Excel (.xlsx) или OpenDocument (.odt), до 10 МБ. Старый .doc "
        "откройте в Word и сохраните как .docx.",
        error_messages={"empty": "Файл пуст. Выберите файл с таблицей."},
    )  # fmt: skip
    text = forms.CharField(
        label="Или вставьте таблицу", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Выделите таблицу в Word, Excel или на сайте, скопируйте и вставьте сюда.",
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, year):
        super().__init__(data, year=year)
        self.files = files or {}

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if self.errors:
            return self.cleaned_data
        if file and text.strip():
            raise forms.ValidationError("Выберите что-то одно: файл или вставленную таблицу.")
        if not file and not text.strip():
            raise forms.ValidationError("Выберите файл или вставьте таблицу.")
        self.name = file.name if file else PASTED
        try:
            self.content = take(file.read() if file else text, self.name, self.cleaned_data["year"])
        except ImportRefused as refusal:
            self.add_error("file" if file else "text", str(refusal))
        return self.cleaned_data


class UploadHeadForm(YearForm):
    """Title and year of what is being loaded."""

    field_order = ["title", "year"]
    title = forms.CharField(label="Название", max_length=300,
                            widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip

    def __init__(self, data=None, *, year, title):
        super().__init__(data, year=year)
        self.initial["title"] = title


class CellsForm(forms.Form):
    """The cells of one row, a field a column; `cells` are (name, heading, text)."""

    def __init__(self, data=None, *, cells):
        super().__init__(data, prefix="cell")
        self.names = []
        for number, (name, heading, text) in enumerate(cells):
            self.names.append(name)
            rows = min(max(len(text) // 45 + text.count("\n") + 1, 1), 8)
            self.fields[str(number)] = forms.CharField(
                label=heading or name, required=False, initial=text,
                widget=forms.Textarea(attrs={"rows": rows}),
            )  # fmt: skip

    @property
    def cells(self):
        """Return {name: text} of the cells that were sent; a page may show only some."""
        sent = [(str(n), name) for n, name in enumerate(self.names)]
        return {name: self.cleaned_data[n] for n, name in sent if self.add_prefix(n) in self.data}


class ColumnsForm(forms.Form):
    """Which column is which, named by the curator when no header was found."""

    def __init__(self, data=None, *, cells):
        super().__init__(data, prefix="column")
        width = max(map(len, cells), default=0)
        guessed = guess_columns(cells)
        choices = [("", "другое, оставить как есть"), *HEADINGS.items()]
        for number in range(width):
            self.fields[str(number)] = forms.ChoiceField(
                label=f"Столбец {number + 1}", required=False, choices=choices,
                initial=guessed.get(number, ""),
            )  # fmt: skip

    @property
    def columns(self):
        """Return {position: field} of the named columns."""
        return {int(n): field for n, field in self.cleaned_data.items() if field}

    def clean(self):
        named = [field for field in self.cleaned_data.values() if field]
        if len(named) != len(set(named)):
            raise forms.ValidationError("Два столбца названы одинаково. Оставьте одно название.")
        if "activity" not in named and "stage" not in named:
            raise forms.ValidationError("Укажите, в каком столбце мероприятия.")
        return self.cleaned_data


class MarkForm(forms.Form):
    """When a row was done and what proves it."""

    done_on = forms.DateField(label="Когда выполнено",
                              widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))  # fmt: skip
    note = forms.CharField(
        label="Чем подтверждено", max_length=NOTE_LENGTH, required=False,
        help_text="Протокол, приказ, ссылка, лист регистрации.",
    )  # fmt: skip


class EvidenceForm(forms.Form):
    """What proves a row: a file, a link, or words alone."""

    dated_on = forms.DateField(label="От какого числа",
                               widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))  # fmt: skip
    title = forms.CharField(
        label="Что это", max_length=NOTE_LENGTH, required=False,
        help_text="Протокол № 3, лист регистрации, фото встречи. Файл без названия назовётся сам.",
    )  # fmt: skip
    link = forms.URLField(label="Ссылка", max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label="Файл", required=False, help_text=f"До 5 МБ. {ASKS}",
        widget=forms.FileInput(attrs={"accept": OFFERED}),
    )  # fmt: skip

    def clean_file(self):
        """Return the Attachment, or None."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        if sent.size > LARGEST:
            raise forms.ValidationError("Файл больше 5 МБ. Сожмите его или приложите ссылку.")
        try:
            return checked(sent.name, sent.read())
        except AttachmentRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self):
        if not self.errors and not any(map(self.cleaned_data.get, ("title", "file"))):
            self.add_error("title", "Напишите, что подтверждает выполнение, или выберите файл.")
        return self.cleaned_data


class OwnProofForm(EvidenceForm):
    """What one of those who answer brings; a share of one's own may be marked without a word."""

    field_order = ["title", "file", "link", "dated_on"]

    def __init__(self, *args, needs_words, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs_words = needs_words
        title = self.fields["title"]
        title.label = "Что сделано, чем подтверждается"
        title.help_text = "Например: отчёт сдан, протокол № 3, провели классный час в 7 «А»."
        self.fields["dated_on"].label = "Когда сделано"

    def clean(self):
        return super().clean() if self.needs_words else self.cleaned_data


class PostponeForm(forms.Form):
    """Until when a date moves, and why."""

    until = forms.DateField(label="Новый срок",
                            widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))  # fmt: skip
    reason = forms.CharField(label="Почему переносится", max_length=REASON_LENGTH)


class CancelForm(forms.Form):
    """Why a date is no longer needed."""

    reason = forms.CharField(label="Почему не актуально", max_length=REASON_LENGTH)


class DismissForm(forms.Form):
    """Why a finding of the checker is none."""

    reason = forms.CharField(
        label="Почему здесь всё верно", max_length=NOTE_LENGTH,
        help_text="Например: «В прошлом году пары сохранены, новых анкет не ждём».",
        error_messages={"required": "Напишите, почему здесь всё верно."},
    )  # fmt: skip


class HeadForm(forms.ModelForm):
    """What stands above the table of a draft."""

    year = year_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = years_around(self.instance.year)

    class Meta:
        model = Roadmap
        fields = ("title", "year", "period_start_on", "period_end_on")
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "period_start_on": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "period_end_on": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        }  # fmt: skip


class PartsForm(forms.Form):
    """The rows one row is split into; a row whose activity is left empty is not made."""

    def __init__(self, data=None, *, columns, rows):
        super().__init__(data)
        self.columns, self.count = columns, len(rows)
        for number, cells in enumerate(rows):
            for name, heading in columns:
                text = cells.get(name, "")
                lines = min(max(len(text) // 30 + text.count("\n") + 1, 2), 8)
                self.fields[f"{number}-{name}"] = forms.CharField(
                    label=f"{heading}, строка {number + 1}", required=False,
                    initial="" if number and name == "number" else text,
                    widget=forms.Textarea(attrs={"rows": lines}),
                )  # fmt: skip

    @property
    def table(self):
        """Return the fields row by row."""
        return [[self[f"{n}-{name}"] for name, _ in self.columns] for n in range(self.count)]

    @property
    def rows(self):
        """Return the cells of each row that is to be made."""
        found = [{name: self.cleaned_data[f"{n}-{name}"] for name, _ in self.columns}
                 for n in range(self.count)]  # fmt: skip
        return [row for row in found if (row.get("activity") or row.get("stage") or "").strip()]

    def clean(self):
        for n in range(self.count):
            number = self.cleaned_data.get(f"{n}-number", "")
            if len(number) > Item._meta.get_field("number").max_length:
                self.add_error(f"{n}-number", "Номер длиннее 40 знаков. Сократите его.")
        if not self.errors and len(self.rows) < 2:
            raise forms.ValidationError("Напишите мероприятия хотя бы двух строк.")
        return self.cleaned_data
