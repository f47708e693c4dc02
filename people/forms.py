"""Shapes of what people type: signatures, an account, the first administrator, a file."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator

from people.models import ConsentKind, OrganizationKind, Role, User
from people.names import clean
from people.roles import BY_CURATORS

SHELF = "Папка и лист, например «08-12, л. 4»."


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Файл Excel",
        help_text="Книга Excel (.xlsx) до 10 МБ и до 10 000 строк.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Выберите другой.",
            "invalid": "Файл не дошёл. Выберите его ещё раз.",
        },
    )


class LettersForm(forms.Form):
    """Of what somebody wants to be written to; nothing chosen means no letters at all."""

    wanted = forms.MultipleChoiceField(
        label="Отметьте нужное", required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Таких писем нет. Выберите из списка."},
    )  # fmt: skip

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [(kind.value, kind.label) for kind in kinds]


def capitalised(choices):
    """Return the choices as chips name them, with a capital."""
    return [(value, label[:1].upper() + label[1:]) for value, label in choices]


class SignaturesForm(forms.Form):
    """One kind and one day for several persons; whose guardians are several, one is chosen.

    Where the organization asks no parent between 14 and 18, one may have signed all the same.
    """

    kind = forms.ChoiceField(
        label="Какое согласие", choices=capitalised(ConsentKind.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, какое согласие подписано."},
    )  # fmt: skip
    signed_on = forms.DateField(
        label="Когда подписали", help_text="Дата на бумаге.",
        error_messages={"required": "Укажите дату, которая стоит на бумаге.",
                        "invalid": "Такой даты нет. Напишите её как 03.02.2026."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    valid_until = forms.DateField(
        label="По какой день действует", required=False,
        help_text="Только если срок назван в бумаге. Дни рождения, 14 и 18 лет, программа "
                  "учтёт сама.",
        error_messages={"invalid": "Такой даты нет. Напишите её как 03.02.2026."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    shelf_mark = forms.CharField(
        label="Где лежит бумага", required=False, max_length=80, help_text=SHELF,
        widget=forms.TextInput(attrs={"class": "w-m"}),
        error_messages={"max_length": "Сократите до 80 знаков."},
    )  # fmt: skip

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = persons
        for person in persons:
            links = list(person.guardians.all())
            may_be_alone = not person.organization.teen_needs_guardian
            alone = [("", "никто, подписал только сам")] if may_be_alone else []
            if len(links) > 1 or (links and may_be_alone):
                self.fields[f"guardian_{person.pk}"] = forms.ChoiceField(
                    label=f"Кто подписал за: {person.short_name}", widget=forms.RadioSelect,
                    choices=alone + [(link.adult_id, f"{link.adult.short_name}, {link.relation}")
                                     for link in links],
                    required=False,
                )  # fmt: skip

    def is_guardian_chosen(self, person):
        return bool(self.cleaned_data.get(f"guardian_{person.pk}"))

    def guardian_of(self, person):
        """Return the guardian who signed: the chosen one, or the only one, or None."""
        links = list(person.guardians.all())
        chosen = self.cleaned_data.get(f"guardian_{person.pk}")
        if chosen:
            return next(link.adult for link in links if str(link.adult_id) == chosen)
        return links[0].adult if len(links) == 1 else None


class NameForm(forms.Form):
    """The name from a day on, and the paper that says so."""

    surname = forms.CharField(label="Фамилия", max_length=80)
    first_name = forms.CharField(label="Имя", max_length=80)
    patronymic = forms.CharField(label="Отчество", max_length=80, required=False)
    since = forms.DateField(
        label="С какого дня", help_text="День, с которого бумаги выходят с новым именем.",
        error_messages={"required": "Укажите, с какого дня действует новое имя.",
                        "invalid": "Такой даты нет. Напишите её как 03.02.2026."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-s"}),
    )  # fmt: skip
    basis = forms.CharField(
        label="Основание", max_length=120, required=False,
        help_text="Например, свидетельство о браке от 05.10.2026.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("surname", "first_name"):
            self.fields[name].error_messages["required"] = "Заполните это поле."


class ScanForm(forms.Form):
    file = forms.FileField(
        label="Скан", help_text="PDF, JPEG или PNG до 10 МБ.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой. Выберите другой.",
                        "invalid": "Файл не дошёл. Выберите его ещё раз."},
    )  # fmt: skip
    shelf_mark = forms.CharField(
        label="Где лежит бумага", required=False, max_length=80, help_text=SHELF,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip


class InviteForm(forms.Form):
    role = forms.ChoiceField(label="Кем входит", widget=forms.RadioSelect)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        all_roles = (*BY_CURATORS, Role.DIRECTOR, Role.CURATOR, Role.PSYCHOLOGIST)
        roles = all_roles if by.is_superuser else BY_CURATORS
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].initial = roles[0]


class FirstAdministratorForm(forms.Form):
    """The first organization and the person who runs it."""

    full_name = forms.CharField(
        label="Полное наименование организации", max_length=300,
        help_text="Как в уставе: так оно встанет в приказы.",
        widget=forms.TextInput(attrs={"class": "w-l"}),
    )  # fmt: skip
    short_name = forms.CharField(
        label="Краткое наименование", max_length=120, help_text="МБОУ «Школа № 7»"
    )
    kind = forms.ChoiceField(
        label="Тип организации", choices=OrganizationKind.choices, initial=OrganizationKind.SCHOOL
    )
    surname = forms.CharField(label="Ваша фамилия", max_length=80)
    first_name = forms.CharField(label="Имя", max_length=80)
    patronymic = forms.CharField(label="Отчество", max_length=80, required=False)
    username = forms.CharField(
        label="Логин", max_length=150, validators=[UnicodeUsernameValidator()],
        help_text="Латинские или русские буквы и цифры, без пробелов.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "class": "w-m"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Пароль", strip=False, help_text="Не короче 8 знаков, не одни цифры.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "w-m"}),
    )  # fmt: skip
    again = forms.CharField(
        label="Пароль ещё раз", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "w-m"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Заполните это поле."

    def clean_surname(self):
        return clean(self.cleaned_data["surname"])

    def clean_first_name(self):
        return clean(self.cleaned_data["first_name"])

    def clean_patronymic(self):
        return clean(self.cleaned_data["patronymic"])

    def clean_password(self):
        user = User(username=self.cleaned_data.get("username", ""))
        validate_password(self.cleaned_data["password"], user)
        return self.cleaned_data["password"]

    def clean_again(self):
        if "password" in self.cleaned_data and (
            self.cleaned_data["again"] != self.cleaned_data["password"]
        ):
            raise forms.ValidationError("Пароли не совпали. Введите один и тот же дважды.")
        return self.cleaned_data["again"]
