"""What happens to names: one changes from a day, a declined form is put right or taken back."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from people.models import DeclensionCorrection, NamePeriod, Person
from people.names import clean, normalise

LONGEST = 250


class NameRefused(ValidationError):
    """The name or the form cannot be taken as given; the message says why."""


@transaction.atomic
def change_name(person, *, surname, first_name, patronymic, since, by, on, basis=""):
    """Let the person bear another name from the day `since` and return the person.

    The former name stays with the papers of its days, in the search and on the person's page.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    wanted = {"surname": clean(surname), "first_name": clean(first_name),
              "patronymic": clean(patronymic)}  # fmt: skip
    if since > on:
        raise NameRefused("Этот день ещё не наступил. Внесите новое имя, когда оно начнёт "
                          "действовать.")  # fmt: skip
    if person.birth_on and since <= person.birth_on:
        raise NameRefused("Имя не может смениться раньше рождения. Исправьте день.")
    if all(getattr(person, name) == text for name, text in wanted.items()):
        raise NameRefused("Новое имя не отличается от прежнего. Исправьте фамилию, имя "
                          "или отчество.")  # fmt: skip
    latest = person.names.order_by("-ends_on").first()
    if latest and since <= latest.ends_on + datetime.timedelta(days=1):
        raise NameRefused(
            f"Имя уже менялось: прежнее действовало по {latest.ends_on:%d.%m.%Y}. "
            "Выберите более поздний день."
        )
    NamePeriod.objects.create(
        person=person, surname=person.surname, first_name=person.first_name,
        patronymic=person.patronymic, ends_on=since - datetime.timedelta(days=1), basis=basis,
    )  # fmt: skip
    for name, text in wanted.items():
        setattr(person, name, text)
    _refuse_taken(person)
    _remember_former(person)
    person.save()
    record(organization=person.organization, by=by, action="change_name", subject=person,
           text=f"Изменено имя с {since:%d.%m.%Y}", person=person)  # fmt: skip
    return person


@transaction.atomic
def take_name_back(period, *, by):
    """Forget the latest change of name: the former name is the present one again."""
    person = Person.objects.select_for_update().get(pk=period.person_id)
    latest = person.names.order_by("-ends_on").first()
    if latest is None or latest.pk != period.pk:
        raise NameRefused("Отменить можно только последнюю смену имени. Обновите страницу.")
    for name in ("surname", "first_name", "patronymic"):
        setattr(person, name, getattr(latest, name))
    _refuse_taken(person)
    latest.delete()
    _remember_former(person)
    person.save()
    record(organization=person.organization, by=by, action="take_name_back", subject=person,
           text="Отменена смена имени", person=person)  # fmt: skip
    return person


@transaction.atomic
def correct_form(*, organization, nominative, case, form, by, person=None):
    """Write down how a name (of `person`) or the title of a post stands in a case."""
    form = " ".join(form.replace("\0", "").split())
    if not form:
        raise NameRefused("Напишите, как это слово стоит в падеже.")
    if len(form) > LONGEST:
        raise NameRefused(f"Слишком длинно: здесь помещается {LONGEST} знаков.")
    correction, _ = DeclensionCorrection.objects.update_or_create(
        organization=organization, person=person, nominative=nominative, case=case,
        defaults={"form": form},
    )  # fmt: skip
    record(organization=organization, by=by, action="correct_form", subject=correction,
           text=f"Исправлен падеж: {correction.get_case_display()}", person=person)  # fmt: skip
    return correction


@transaction.atomic
def restore_forms(*, organization, nominative, by, person=None):
    """Return all the cases of a name or a post to the rules of the language."""
    rows = DeclensionCorrection.objects.filter(
        organization=organization, person=person, nominative=nominative
    )
    if rows.delete()[0]:
        record(organization=organization, by=by, action="restore_forms", subject=person,
               text="Падежи возвращены как были", person=person)  # fmt: skip


def _refuse_taken(person):
    same = Person.objects.filter(
        organization=person.organization_id, search=normalise(person.full_name)[:250],
        birth_on=person.birth_on,
    )  # fmt: skip
    if same.exclude(pk=person.pk).exists():
        raise NameRefused("Человек с этим именем и датой рождения уже есть. Если это он же, "
                          "объедините обе записи на странице «Похожие люди».")  # fmt: skip


def _remember_former(person):
    names = NamePeriod.objects.filter(person=person).values_list("search", flat=True)
    person.former = " ".join(names)[: Person._meta.get_field("former").max_length]
