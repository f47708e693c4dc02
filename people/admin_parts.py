"""Admin of what people are in a year: curators, possible mentors, and all other roles."""

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.db.models import Prefetch

from people import actions
from people.admin_base import ScopedInline, ScopedModelAdmin
from people.admin_lists import KindFilter, ListOfYear, NamesAndConsents
from people.models import (
    Absence,
    Candidate,
    Curator,
    Duty,
    DutyKind,
    Mentee,
    Mentor,
    Person,
    PositionPeriod,
    SchoolClass,
)
from people.years import short_title

PARTS = {
    "mentor": ("наставник", Mentor),
    "mentee": ("наставляемый", Mentee),
    "curator": ("куратор", Curator),
    "candidate": ("возможный наставник", Candidate),
}
CLASS_TEACHER = "class_teacher"


class PartFilter(SimpleListFilter):
    """What somebody is in the academic year of the header, wherever that is written."""

    title = "роль в этом году"
    parameter_name = "part"

    def lookups(self, request, model_admin):
        return [
            *((key, word) for key, (word, _) in PARTS.items()),
            (CLASS_TEACHER, "классный руководитель"), *DutyKind.choices,
        ]  # fmt: skip

    def queryset(self, request, queryset):
        wanted, year = self.value(), request.year
        if wanted in PARTS:
            own = PARTS[wanted][1].objects.filter(year=year).values("person")
        elif wanted == CLASS_TEACHER:
            own = SchoolClass.objects.filter(year=year, teacher__isnull=False).values("teacher")
        elif wanted in DutyKind.values:
            own = Duty.objects.filter(year=year, kind=wanted).values("person")
        else:
            return queryset
        return queryset.filter(pk__in=own)


class AbsenceInline(ScopedInline):
    model = Absence
    extra = 1
    fields = ("starts_on", "ends_on")


class DutyInline(ScopedInline):
    model = Duty
    extra = 1
    fields = ("year", "kind", "words", "starts_on", "ends_on")
    ordering = ("-year", "kind", "pk")

    def get_formset(self, request, obj=None, **kwargs):
        """Begin a new row in the year of the header; left so, it is no row."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["year"].initial = request.year
        return formset


class ParticipantAdmin(ListOfYear, NamesAndConsents, ScopedModelAdmin):
    list_select_related = ("person__organization", "person__school_class")
    search_fields = ("person__search",)
    search_help_text = "Любая часть имени"
    ordering = ("person__search", "pk")
    autocomplete_fields = ("person",)
    list_filter = (KindFilter,)

    def get_queryset(self, request):
        posts = Prefetch("person__posts", PositionPeriod.objects.order_by("pk"))
        return super().get_queryset(request).prefetch_related(posts)

    def get_search_results(self, request, queryset, search_term):
        own = self.model.objects.filter(person__in=Person.objects.search(search_term))
        return (queryset & own if search_term else queryset), False


@admin.register(Candidate)
class CandidateAdmin(ParticipantAdmin):
    """Who may become a mentor: heard of at the meetings of teachers, pupils and parents."""

    accusative = "возможного наставника"
    empty_title = "Возможных наставников пока нет"
    empty_icon = "people"
    empty_text = "Записывайте сюда тех, кто назвался на собраниях: их приглашают в банк."
    list_display = ("name_column", "source", "heard_on", "field", "agreed")
    list_filter = ("source", "agreed")
    fields = ("person", "year", "source", "heard_on", "field", "agreed")


@admin.register(Curator)
class CuratorAdmin(ParticipantAdmin):
    accusative = "куратора"
    list_display = ("name_column",)
    list_filter = ()
    fields = ("person", "year")


@admin.register(Duty)
class DutyAdmin(ParticipantAdmin):
    """Who is in the council, keeps the site, is the psychologist of the programme this year."""

    accusative = "роль"
    list_title = "Роли этого года"
    empty_title = "Ролей пока нет"
    empty_text = (
        "Запишите, кто в совете наставников и в рабочей группе, кто ведёт сайт: дорожная карта "
        "найдёт их по этим словам. Кураторы, наставники и классные руководители уже известны."
    )
    list_display = ("name_column", "role_column", "starts_on", "ends_on")
    list_filter = ("kind",)
    fields = ("person", "year", "kind", "words", "starts_on", "ends_on")
    actions = ("carry_over",)

    @admin.display(description="роль", ordering="kind")
    def role_column(self, duty):
        return duty.title

    @admin.action(description="Перенести на следующий учебный год", permissions=["add"])
    def carry_over(self, request, queryset):
        carried = actions.carry_duties(queryset, by=request.user)
        year = short_title(request.year + 1)
        if carried:
            messages.success(request, f"Перенесено на {year}: {carried}. Уточните, кто сменится.")
        else:
            messages.info(request, f"В {year} учебном году эти роли уже записаны.")
