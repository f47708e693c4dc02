"""What a downloaded list holds: columns in the words of the screens. Reads only the given rows."""

from django.utils import timezone
from import_export.fields import Field
from import_export.resources import ModelResource

from people.models import Consent, Headcount, Mentee, Mentor, Person
from people.workbook import write_xlsx


class ListResource(ModelResource):
    """Columns of a list; the rows are the queryset of the admin page, already scoped."""

    title = ""
    related = fetched = ()

    def as_xlsx(self, rows):
        """Return the rows as .xlsx; dates stay dates, texts stay texts."""
        fields = self.get_export_fields()
        columns = [field.column_name for field in fields]
        rows = self.filter_export(rows)
        table = ([self._value(field, row) for field in fields] for row in rows)
        return write_xlsx([(self.title, columns, table)])

    def filter_export(self, rows):
        """Return the rows with what the columns need fetched."""
        return rows.select_related(*self.related).prefetch_related(*self.fetched)

    def _value(self, field, row):
        prepare = getattr(self, f"dehydrate_{self._name_of(field)}", None)
        value = prepare(row) if prepare else field.get_value(row)
        return "" if value is None else value

    def _name_of(self, field):
        return next(name for name, own in self.fields.items() if own is field)


class PersonResource(ListResource):
    title = "Люди"
    related = ("school_class",)
    fetched = ("posts",)
    surname = Field("surname", "Фамилия")
    first_name = Field("first_name", "Имя")
    patronymic = Field("patronymic", "Отчество")
    gender = Field(column_name="Пол")
    birth_on = Field("birth_on", "Дата рождения")
    kind = Field(column_name="Кто")
    post = Field(column_name="Должность")
    school_class = Field(column_name="Класс")
    phone = Field("phone", "Телефон")
    email = Field("email", "Эл. почта")

    class Meta:
        model = Person
        fields = ("surname", "first_name", "patronymic", "gender", "birth_on", "kind", "post",
                  "school_class", "phone", "email")  # fmt: skip
        export_order = fields

    def dehydrate_gender(self, person):
        return {"m": "м", "f": "ж"}.get(person.gender, "")

    def dehydrate_kind(self, person):
        return person.get_kind_display().split(",")[0]

    def dehydrate_post(self, person):
        return "" if person.is_learner else person.title_on(timezone.localdate())

    def dehydrate_school_class(self, person):
        return str(person.school_class or "")


class ParticipantResource(ListResource):
    related = ("person__school_class",)
    fetched = ("person__posts",)
    person = Field(column_name="ФИО")
    place = Field(column_name="Должность, класс")
    year = Field("year", "Учебный год с 1 сентября")

    def dehydrate_person(self, participant):
        return participant.person.full_name

    def dehydrate_place(self, participant):
        return participant.person.title_on(timezone.localdate())


class MentorResource(ParticipantResource):
    title = "Банк наставников"
    capacity = Field("capacity", "Сколько наставляемых может вести")
    strengths = Field("strengths", "Чем может помочь")

    class Meta:
        model = Mentor
        fields = export_order = ("person", "place", "strengths", "capacity", "year")


class MenteeResource(ParticipantResource):
    title = "База наставляемых"
    request = Field("request", "Запрос, дефицит")

    class Meta:
        model = Mentee
        fields = export_order = ("person", "place", "request", "year")


class ConsentResource(ListResource):
    title = "Журнал согласий"
    related = ("person",)
    fetched = ("signatures__signer",)
    person = Field(column_name="Чьё согласие")
    kind = Field(column_name="Вид")
    signed_on = Field("signed_on", "Подписано")
    signers = Field(column_name="Кто подписал")
    valid_until = Field("valid_until", "Действует по")
    withdrawn_on = Field("withdrawn_on", "Отозвано")
    shelf_mark = Field("shelf_mark", "Где лежит")

    class Meta:
        model = Consent
        fields = export_order = ("person", "kind", "signed_on", "signers", "valid_until",
                                 "withdrawn_on", "shelf_mark")  # fmt: skip

    def dehydrate_person(self, consent):
        return consent.person.full_name

    def dehydrate_kind(self, consent):
        return consent.get_kind_display()

    def dehydrate_signers(self, consent):
        return ", ".join(signature.signer.full_name for signature in consent.signatures.all())


class HeadcountResource(ListResource):
    title = "Контингент"
    group = Field(column_name="Группа")
    counted_on = Field("counted_on", "На дату")
    number = Field("number", "Человек")

    class Meta:
        model = Headcount
        fields = export_order = ("group", "counted_on", "number")

    def dehydrate_group(self, headcount):
        return headcount.get_group_display()


RESOURCES = {
    resource._meta.model: resource
    for resource in (PersonResource, MentorResource, MenteeResource, ConsentResource,
                     HeadcountResource)
}  # fmt: skip
