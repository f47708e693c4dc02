"""Admin of people: lists and forms as declarations; big jobs are pages of admin_views."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.urls import path, reverse
from django.utils.html import format_html

from people import admin_care, admin_consents  # noqa: F401  # they register themselves
from people import admin_views as views
from people.admin_base import PlainWords, ReadOnlyAdmin, ScopedInline, ScopedModelAdmin
from people.admin_forms import HeadshipFormSet, PersonForm, PostFormSet
from people.admin_lists import ClassFilter, ListOfYear, NamesAndConsents
from people.admin_parts import AbsenceInline, DutyInline, PartFilter
from people.admin_views.person import PersonPage
from people.duplicates import like
from people.models import (
    CalendarException,
    CareNote,
    Guardian,
    Headcount,
    Headship,
    JournalEntry,
    Membership,
    Organization,
    Person,
    PositionPeriod,
    SchoolClass,
    User,
)

# rights come from people.roles: groups would promise what they do not give
admin.site.unregister(Group)


class PositionInline(ScopedInline):
    model = PositionPeriod
    template = "admin/edit_inline/stacked.html"  # eight fields are too wide for a row
    extra = 1  # an empty row to write into, also without scripts
    fields = ("title", "is_main", "category", "hired_on", "starts_on", "ends_on",
              "contract_number", "contract_on")  # fmt: skip
    formset = PostFormSet

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "title":
            kwargs["help_text"] = f"Например, {db_field.help_text}."
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class GuardianInline(ScopedInline):
    model = Guardian
    extra = 1
    fk_name = "child"
    fields = ("adult", "relation", "authority")
    autocomplete_fields = ("adult",)


class HeadshipInline(ScopedInline):
    model = Headship
    extra = 1
    fields = ("person", "position", "is_acting", "starts_on", "ends_on")
    autocomplete_fields = ("person",)
    formset = HeadshipFormSet


class MembershipInline(ScopedInline):
    model = Membership
    fields = ("organization", "role", "person")
    autocomplete_fields = ("organization", "person")


@admin.register(Person)
class PersonAdmin(PersonPage, NamesAndConsents, ScopedModelAdmin):
    accusative = "человека"
    list_title = "Все люди"
    empty_title = "Людей пока нет"
    empty_icon = "people"
    empty_text = "Загрузите список из Excel или добавьте людей по одному."
    form = PersonForm
    duplicates = True  # the list leads to the page of those who may be one
    list_display = ("name_column", "kind", "birth_on", "consents_column")
    list_filter = (PartFilter, "kind", ("school_class", ClassFilter))
    list_select_related = ("organization", "school_class")
    search_fields = ("search",)
    search_help_text = "Любая часть имени, регистр и «ё» не важны"
    ordering = ("search", "pk")
    inlines = (PositionInline, GuardianInline, DutyInline, AbsenceInline)
    fieldsets = (
        ("Человек", {"fields": (
            "surname", "first_name", "patronymic", "gender", "birth_on", "kind", "school_class",
            "workplace", "wards", "former_names", "parts",
        )}),
        ("Связь", {"fields": ("phone", "email")}),
        ("Согласия", {"fields": ("consents_now",)}),
        ("Как в приказах", {"fields": ("cases",)}),
    )  # fmt: skip

    def get_urls(self):
        return [
            path(address, self.admin_site.admin_view(view), name=name)
            for address, view, name in views.PERSON_PAGES
        ] + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("posts")

    def get_fieldsets(self, request, person=None):
        """Say whom somebody represents only of those who do."""
        fieldsets = super().get_fieldsets(request, person)
        if person is not None and person.wards.exists():
            return fieldsets
        (title, main), *others = fieldsets
        shown = tuple(name for name in main["fields"] if name != "wards")
        return ((title, main | {"fields": shown}), *others)

    def get_deleted_objects(self, objs, request):
        """Name no note of the psychologist; it goes with the person, as by an erasure."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        note = CareNote._meta
        counts.pop(note.verbose_name_plural, None)
        return (admin_care.without_notes(listed), counts, lacking - {note.verbose_name},
                protected)  # fmt: skip

    def get_inlines(self, request, person):
        """Ask for a post or for guardians, as fits the person; both while it is not known who."""
        if person is None:
            return self.inlines
        own = GuardianInline if person.is_learner else PositionInline
        return (own, DutyInline, AbsenceInline)

    def save_related(self, request, form, formsets, change):
        """Say at once that somebody like this is known already."""
        super().save_related(request, form, formsets, change)
        for suspicion in like(form.instance):
            address = reverse("admin:people_merge")
            messages.warning(request, format_html(
                "Похож на «{}». {} <a href=\"{}?kept={}&gone={}\">Сравнить и объединить</a>",
                suspicion.one, suspicion.why, address, suspicion.one.pk, form.instance.pk,
            ))  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False


@admin.register(Organization)
class OrganizationAdmin(ScopedModelAdmin):
    """The requisites of one's own organization; only an administrator adds another."""

    accusative = "организацию"
    list_title = "Организация"
    list_display = ("short_name", "kind", "place", "parent")
    search_fields = ("short_name", "full_name", "code")
    ordering = ("short_name",)
    inlines = (HeadshipInline,)
    fieldsets = (
        ("Название", {"fields": ("full_name", "short_name", "kind", "founder", "place")}),
        ("Связь", {"fields": ("address", "phone", "email", "website")}),
        ("Коды для бланка", {"fields": ("okpo", "ogrn", "inn", "kpp")}),
        (
            "Бумаги",
            {"fields": ("paper_standard", "numbers_from", "series_suffix", "personnel_suffix")},
        ),
        ("Правила", {"fields": ("teen_needs_guardian",)}),
        ("Место в системе", {"fields": ("code", "parent")}),
    )

    def get_readonly_fields(self, request, obj=None):
        return () if request.user.is_superuser else ("code", "parent")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("parent")


@admin.register(SchoolClass)
class SchoolClassAdmin(ListOfYear, ScopedModelAdmin):
    accusative = "класс"
    empty_title = "Классов пока нет"
    empty_icon = "flag"
    empty_text = "Добавьте классы года и классных руководителей или загрузите учеников из Excel."
    list_display = ("name", "teacher")
    list_select_related = ("teacher",)
    search_fields = ("name",)
    autocomplete_fields = ("teacher",)
    fields = ("name", "year", "teacher")


@admin.register(Headcount)
class HeadcountAdmin(ScopedModelAdmin):
    accusative = "численность"
    empty_title = "Численность ещё не указана"
    empty_icon = "school"
    empty_text = "От неё считаются доли: сколько учеников и педагогов вовлечено."
    list_display = ("group", "counted_on", "number")
    list_filter = ("group",)
    ordering = ("-counted_on", "group")
    fields = ("group", "counted_on", "number")


@admin.register(CalendarException)
class CalendarExceptionAdmin(ScopedModelAdmin):
    list_title = "Производственный календарь"
    accusative = "день-исключение"
    empty_title = "Исключений нет"
    empty_icon = "calendar"
    empty_text = (
        "Праздники и переносы России программа знает сама. Внесите сюда только то, чем ваш "
        "календарь от них отличается: от рабочих дней считаются сроки уведомлений и отзывов."
    )
    list_display = ("day", "is_working", "reason")
    list_filter = ("is_working",)
    ordering = ("-day",)
    fields = ("day", "is_working", "reason")


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "text", "person", "by")
    list_display_links = None
    list_select_related = ("person", "by")
    search_fields = ("text",)
    date_hierarchy = "at"
    ordering = ("-at", "-pk")

    def lookup_allowed(self, lookup, value, request):
        own = lookup in ("subject_type", "subject_id")
        return own or super().lookup_allowed(lookup, value, request)


@admin.register(User)
class AccountAdmin(PlainWords, UserAdmin):
    """Accounts and what they may do where; only an administrator comes here."""

    accusative = "учётную запись"
    inlines = (MembershipInline,)
    list_display = ("username", "last_name", "first_name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    fieldsets = (
        ("Вход", {"fields": ("username", "password")}),
        ("Человек", {"fields": ("last_name", "first_name", "email")}),
        ("Права", {"fields": ("is_active", "is_superuser")}),
    )
