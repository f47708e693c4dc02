"""What it costs to load ten thousand people: beside bare reading and writing, and the library.

All three read one file and fill the same tables: persons, posts, classes, parts in the year,
representatives. Seconds are those of the processor: another program on the machine takes none.
"""

import datetime
import functools
import io
import sys
import time

from django.apps import apps
from django.db import transaction

from scripts.figures import figure, site

ROWS = 10_000
LIBRARY_ROWS = 400  # all of them take minutes: the library is measured on a part and multiplied
ROUNDS = 3
DAY, YEAR = datetime.date(2026, 11, 21), 2026
HEADINGS = ("Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Кто", "Должность", "Класс",
            "Телефон", "Роль", "Представитель ФИО", "Кем приходится")  # fmt: skip
LETTERS = "абвгдежзиклмнопрстуф"


@figure("10,000 people: checked import / bare calamine + bulk_create", limit=1.3, unit="times",
        slow=True)  # fmt: skip
def checked_to_bare():
    return _seconds()["checked"] / _seconds()["bare"]


@figure("10,000 people: library's dry run + import / checked import", limit=10, unit="times",
        sense=">=", slow=True)  # fmt: skip
def library_to_checked():
    return _seconds()["library"] / _seconds()["checked"]


@functools.cache
def _seconds():
    """Return the seconds of the three ways, measured in turns; nothing of it stays."""
    site.fill()
    data, part = _table(ROWS), _table(LIBRARY_ROWS)
    ways = {"checked": (_checked, data), "bare": (_bare, data), "library": (_library, part)}
    found = {name: min(_timed(*way) for _ in range(ROUNDS)) for name, way in ways.items()}
    found["library"] *= ROWS / LIBRARY_ROWS
    print({name: round(value, 2) for name, value in found.items()}, "s", file=sys.stderr)
    return found


def _timed(write, data):
    organization = _model("Organization").objects.create(
        code="import-figure", kind="school", full_name="Школа", short_name="Школа"
    )
    begin = time.process_time()
    try:
        with transaction.atomic():
            write(data, organization)
            taken = time.process_time() - begin
            assert organization.persons.count() > LIBRARY_ROWS
            raise _Enough
    except _Enough:
        organization.delete()
        return taken


class _Enough(Exception):
    """Rolls the transaction back."""


def _checked(data, organization):
    """Both steps of the page: read and kept, shown, confirmed with what was seen."""
    from people import actions
    from people.import_plan import digest
    from people.table_rows import read_people

    upload = actions.take_people(organization=organization, year=YEAR, name="люди.xlsx",
                                 rows=read_people(data, DAY), by=None)  # fmt: skip
    seen = digest(actions.plan_of(upload, DAY))
    actions.confirm_people(upload, seen=seen, by=None, on=DAY)


def _bare(data, organization):
    """Read with calamine and write with bulk_create, looking at nothing."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in sheet.to_python()[1:]]
    names = {row["Класс"] for row in rows} - {""}
    classes = {name: _model("SchoolClass")(organization=organization, year=YEAR, name=name)
               for name in names}  # fmt: skip
    _create("SchoolClass", classes.values())
    people = [_person(row, organization, classes) for row in rows]
    _create("Person", people)
    pairs = list(zip(people, rows, strict=True))
    _create("PositionPeriod", [_model("PositionPeriod")(person=one, title=row["Должность"])
                               for one, row in pairs if row["Должность"]])  # fmt: skip
    for model, word in (("Mentor", "наставник"), ("Mentee", "наставляемый")):
        _create(model, [_model(model)(person=one, year=YEAR)
                        for one, row in pairs if row["Роль"] == word])  # fmt: skip
    wards = [(one, row, _adult(row, organization)) for one, row in pairs if row["Кем приходится"]]
    _create("Person", [adult for _, _, adult in wards])
    _create("Guardian", [_model("Guardian")(child=one, adult=adult, relation=row["Кем приходится"])
                         for one, row, adult in wards])  # fmt: skip


def _library(data, organization):
    """The library as its documentation shows it: a dry run with its differences, then the import.

    What is not the person itself is written after each row, as its hook is meant for.
    """
    from import_export import fields, resources, widgets
    from tablib import Dataset

    class Resource(resources.ModelResource):
        surname = fields.Field("surname", "Фамилия")
        first_name = fields.Field("first_name", "Имя")
        patronymic = fields.Field("patronymic", "Отчество")
        birth_on = fields.Field("birth_on", "Дата рождения", widgets.DateWidget())
        phone = fields.Field("phone", "Телефон")

        class Meta:
            model = _model("Person")
            import_id_fields = ("surname", "first_name", "patronymic", "birth_on")
            fields = (*import_id_fields, "phone")

        def get_queryset(self):
            return super().get_queryset().filter(organization=organization)

        def before_save_instance(self, instance, row, **kwargs):
            instance.organization, instance.gender = organization, "m"
            instance.phone = instance.phone or ""
            instance.kind = "pupil" if row["Класс"] else "employee"
            if row["Класс"]:
                instance.school_class, _ = _model("SchoolClass").objects.get_or_create(
                    organization=organization, year=YEAR, name=row["Класс"]
                )

        def after_save_instance(self, instance, row, **kwargs):
            _write_the_rest(instance, row, organization)

    dataset = Dataset().load(data, format="xlsx")
    resource = Resource()
    for dry_run in (True, False):
        result = resource.import_data(dataset, dry_run=dry_run, raise_errors=True)
        assert not result.has_errors()


def _write_the_rest(person, row, organization):
    if row["Должность"]:
        _model("PositionPeriod").objects.create(person=person, title=row["Должность"])
    for model, word in (("Mentor", "наставник"), ("Mentee", "наставляемый")):
        if row["Роль"] == word:
            _model(model).objects.create(person=person, year=YEAR)
    if row["Кем приходится"]:
        adult = _adult(row, organization)
        adult.save()
        _model("Guardian").objects.create(child=person, adult=adult, relation="мать")


def _table(rows):
    """Return a table of invented people: half teachers, half pupils, every fourth with a mother."""
    from people.workbook import write_xlsx

    return write_xlsx([("Люди", HEADINGS, (_row(number) for number in range(rows)))])


def _row(number):
    surname = f"Из{_word(number)}ов"
    if number % 2:
        born = datetime.date(1970, 1, 1) + datetime.timedelta(days=number % 8000)
        return [surname, "Иван", "Петрович", "м", born, "работник", "учитель математики", "",
                "8 (000) 000-00-01", "наставник" if number % 10 == 1 else "", "", ""]  # fmt: skip
    born = datetime.date(2012, 1, 1) + datetime.timedelta(days=number % 900)
    mother = (f"{surname}а Анна Ивановна", "мать") if number % 4 == 0 else ("", "")
    return [surname, "Пётр", "Иванович", "м", born, "ученик", "", f"{5 + number % 7} «А»", "",
            "наставляемый" if number % 10 == 0 else "", *mother]  # fmt: skip


def _word(number):
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


def _person(row, organization, classes):
    return _model("Person")(
        organization=organization, surname=row["Фамилия"], first_name=row["Имя"],
        patronymic=row["Отчество"], gender="m", birth_on=row["Дата рождения"],
        kind="pupil" if row["Класс"] else "employee", school_class=classes.get(row["Класс"]),
        phone=row["Телефон"],
    )  # fmt: skip


def _adult(row, organization):
    surname, first_name, patronymic = row["Представитель ФИО"].split()
    return _model("Person")(
        organization=organization, kind="guardian", surname=surname, first_name=first_name,
        patronymic=patronymic, gender="f",
    )  # fmt: skip


def _create(model, rows):
    _model(model).objects.bulk_create(list(rows))


def _model(name):
    return apps.get_model("people", name)
