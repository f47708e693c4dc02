"""Admin of events and publications: two lists; the pages behind them are in admin_views."""

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from people.admin_base import ReadOnlyAdmin
from people.admin_lists import YearList
from people.templatetags.look import state
from people.templatetags.words import day
from roadmaps.admin_views import events, publications, showing

EVENT_STATES = [("ahead", "впереди"), ("asks", "ждёт явки"), ("counted", "явка внесена"),
                ("cancelled", "отменено")]  # fmt: skip
PUBLICATION_STATES = [("planned", "в плане"), ("late", "план просрочен"), ("published", "вышла"),
                      ("bare", "снять с публикации"), ("removed", "снята")]  # fmt: skip


class PublicationsOfYear(YearList):
    def get_queryset(self, request, exclude_parameters=None):
        rows = super(YearList, self).get_queryset(request, exclude_parameters)
        return rows.of_year(request.year)


class EventStateFilter(admin.SimpleListFilter):
    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return EVENT_STATES

    def queryset(self, request, queryset):
        today = timezone.localdate()
        still = queryset.filter(counted_on=None, cancelled_on=None)
        return {
            "ahead": still.filter(held_on__gte=today), "asks": queryset.to_count(today),
            "counted": queryset.exclude(counted_on=None),
            "cancelled": queryset.exclude(cancelled_on=None),
        }.get(self.value(), queryset)  # fmt: skip


class PublicationStateFilter(admin.SimpleListFilter):
    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return PUBLICATION_STATES

    def queryset(self, request, queryset):
        today = timezone.localdate()
        return {
            "planned": queryset.filter(published_on=None), "late": queryset.overdue(today),
            "published": queryset.exclude(published_on=None),
            "bare": queryset.to_remove(today), "removed": queryset.exclude(removed_on=None),
        }.get(self.value(), queryset)  # fmt: skip


class EventAdmin(ReadOnlyAdmin):
    """The events of the chosen year; words, people and attendance change on their own pages."""

    list_title = "События"
    add_title = "Добавить событие"
    accusative = "событие"
    empty_title = "Событий пока нет"
    empty_text = (
        "Педсоветы, собрания, классные часы, школа наставников, итоговая встреча: добавьте "
        "событие, напечатайте лист регистрации, потом внесите явку. Доли участия посчитаются сами."
    )
    list_display = ("name", "when", "level", "people", "state")
    list_filter = ("kind", EventStateFilter, "level")
    search_fields = ("title", "place")
    search_help_text = "Название или место"
    ordering = ("-held_on", "-pk")
    change_form_template = "roadmaps/publicity/event.html"

    def resource(self):
        from roadmaps.resources import EventResource  # slow import

        return EventResource()

    def has_add_permission(self, request):
        return request.user.membership is not None and request.user.has_perm("roadmaps.add_event")

    def get_changelist(self, request, **kwargs):
        return YearList

    def get_queryset(self, request):
        return super().get_queryset(request).with_numbers()

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/edit/", wrap(events.edit), name="roadmaps_event_edit"),
            path("<int:pk>/call/", wrap(events.call), name="roadmaps_event_call"),
            path("<int:pk>/attendance/", wrap(events.attendance), name="roadmaps_attendance"),
            path("<int:pk>/step/<slug:step>/", wrap(events.step), name="roadmaps_event_step"),
            path("<int:pk>/proves/", wrap(showing.event), name="roadmaps_event_proves"),
            path("for/<int:pk>/", wrap(showing.for_date), name="roadmaps_choose_proof"),
            path("uncall/<int:pk>/", wrap(events.uncall), name="roadmaps_uncall"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return events.new(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        event = self.get_object(request, object_id)
        context = events.event_context(request, event) if event else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description="событие", ordering="title")
    def name(self, event):
        return format_html("{}<small>{}</small>", event.title, event.get_kind_display())

    @admin.display(description="дата", ordering="held_on")
    def when(self, event):
        return day(event.held_on)

    @admin.display(description="пришли")
    def people(self, event):
        if event.cancelled_on:
            return "–"
        if event.counted_on is None:
            return f"ждём {event.called}" if event.called else "–"
        return f"{event.present} из {event.called}" if event.called else str(event.present)

    @admin.display(description="состояние")
    def state(self, event):
        today = timezone.localdate()
        if event.cancelled_on:
            return format_html("{}<small>{}</small>", state("idle", "Отменено"), event.reason)
        if event.counted_on:
            return state("ok", "Явка внесена")
        return state("warn", "Внесите явку") if event.held_on < today else state("idle", "Впереди")


class PublicationAdmin(ReadOnlyAdmin):
    """All publications of the chosen year as a list; the content plan stands at its address."""

    list_title = "Публикации списком"
    add_title = "Добавить публикацию"
    accusative = "публикацию"
    empty_title = "Публикаций пока нет"
    empty_text = "Запишите, что и когда выйдет о наставничестве: от карты ждут одной в месяц."
    list_display = ("title", "when", "where", "state")
    list_filter = ("channel", PublicationStateFilter)
    search_fields = ("title",)
    ordering = ("-published_on", "-planned_on", "-pk")
    change_form_template = "roadmaps/publicity/publication.html"

    def resource(self):
        from roadmaps.resources import PublicationResource  # slow import

        return PublicationResource()

    def has_add_permission(self, request):
        member = request.user.membership is not None
        return member and request.user.has_perm("roadmaps.add_publication")

    def get_changelist(self, request, **kwargs):
        return PublicationsOfYear

    def get_changelist_instance(self, request):
        """Find the publications of the page to be taken down in one question."""
        changes = super().get_changelist_instance(request)
        rows = list(changes.result_list)
        found = self.model.objects.filter(pk__in=[row.pk for row in rows])
        bare = set(found.to_remove(timezone.localdate()).values_list("pk", flat=True))
        for row in rows:
            row.is_bare = row.pk in bare
        changes.result_list = rows
        return changes

    def get_urls(self):
        """Put the plan at the address of the section and the list below it."""
        wrap = self.admin_site.admin_view
        listed, export = "roadmaps_publication_changelist", "roadmaps_publication_export"
        return [
            path("", wrap(publications.plan), name="roadmaps_content_plan"),
            path("list/", wrap(self.changelist_view), name=listed),
            path("list/export/", wrap(require_POST(self.export_view)), name=export),
            path("<int:pk>/edit/", wrap(publications.edit), name="roadmaps_publication_edit"),
            path("<int:pk>/named/", wrap(publications.name), name="roadmaps_publication_named"),
            path("<int:pk>/proves/", wrap(showing.publication),
                 name="roadmaps_publication_proves"),
            path("<int:pk>/publish/", wrap(publications.publish), name="roadmaps_publish"),
            path("<int:pk>/remove/", wrap(publications.remove), name="roadmaps_unpublish"),
            path(
                "<int:pk>/step/<slug:step>/",
                wrap(publications.step),
                name="roadmaps_publication_step",
            ),
            *(url for url in super().get_urls() if url.name not in (listed, export)),
        ]  # fmt: skip

    def add_view(self, request, form_url="", extra_context=None):
        return publications.new(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        context = publications.publication_context(request, row) if row else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.display(description="дата", ordering="published_on")
    def when(self, row):
        return day(row.published_on or row.planned_on)

    @admin.display(description="где", ordering="channel")
    def where(self, row):
        return row.get_channel_display()

    @admin.display(description="состояние")
    def state(self, row):
        if row.removed_on:
            return state("idle", "Снята")
        if row.is_bare:
            return format_html("{}<small>{}</small>", state("bad", "Снять с публикации"),
                               "у кого-то из названных нет согласия")  # fmt: skip
        if row.published_on:
            return state("ok", "Вышла")
        late = row.planned_on < timezone.localdate()
        return state("warn", "План просрочен") if late else state("idle", "В плане")
