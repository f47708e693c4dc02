"""Admin of roadmaps: the list and the page of a roadmap; its other pages are in admin_views."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef
from django.urls import path
from django.utils.html import format_html

from people.admin_base import ReadOnlyAdmin
from people.models import Role
from people.templatetags.look import state
from people.years import short_title
from roadmaps.admin_views import (
    approvals,
    checking,
    editing,
    findings,
    imports,
    months,
    proofs,
    ready_made,
    reckoning,
    rows,
    sections,
    tasks,
)
from roadmaps.admin_views.table import table_context
from roadmaps.models import DismissedFinding, Event, Publication, Roadmap, RoadmapTemplate
from roadmaps.publicity_admin import EventAdmin, PublicationAdmin

admin.site.register(Event, EventAdmin)
admin.site.register(Publication, PublicationAdmin)


# address, page, the name after «roadmaps_»; the first that fits counts
PAGES = [
    ("import/", imports.upload, "import"),
    ("import/<int:pk>/", checking.check, "import_check"),
    ("blank/", imports.blank, "blank"),
    ("templates/", ready_made.templates, "templates"),
    ("templates/<int:pk>/adoption/", ready_made.adoption, "adoption"),
    ("templates/<int:pk>/<slug:step>/", ready_made.step, "template_step"),
    ("<int:pk>/keep/", ready_made.keep, "keep"),
    ("<int:pk>/row/", sections.row, "row_add"),
    ("<int:pk>/section/", sections.add, "section_add"),
    ("section/<int:pk>/", sections.change, "section"),
    ("section/<int:pk>/<slug:step>/", sections.step, "section_step"),
    ("<int:pk>/head/", rows.head, "head"),
    ("<int:pk>/approvals/", approvals.change, "approvals"),
    ("<int:pk>/days/", reckoning.reckoning, "reckoning"),
    ("<int:pk>/next/", imports.next_year, "next"),
    ("<int:pk>/months/", months.calendar, "months"),
    ("<int:pk>/undo/", editing.take_back, "undo"),
    ("<int:pk>/edition/", editing.edition, "edition"),
    ("<int:pk>/drop/", editing.drop, "drop"),
    ("row/<int:pk>/split/", editing.split, "split"),
    ("row/<int:pk>/", rows.item, "item"),
    ("row/<int:pk>/<slug:step>/", rows.move, "move"),
    ("mine/", tasks.tasks, "tasks"),
    ("mine/calendar/<slug:step>/", tasks.calendar, "calendar"),
    ("<int:pk>/resolve/", tasks.resolve, "resolve"),
    ("<int:pk>/proposal/<slug:step>/", proofs.answer, "proposal"),
    ("evidence/<int:pk>/file/", proofs.file, "evidence_file"),
    ("evidence/<int:pk>/remove/", proofs.remove, "evidence_remove"),
    ("part/<int:pk>/<slug:step>/", proofs.part, "part"),
    ("date/<int:pk>/unmark/", rows.unmark, "unmark"),
    ("date/<int:pk>/<slug:step>/", rows.date, "date"),
    ("<int:pk>/finding/<slug:token>/", findings.dismiss, "dismiss"),
    ("finding/<int:pk>/", findings.bring_back, "bring_back"),
]


class YearFilter(admin.SimpleListFilter):
    """The academic years of the plans one sees; of a single year there is nothing to choose."""

    title = "учебный год"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        plans = model_admin.get_queryset(request)
        years = plans.order_by("-year").values_list("year", flat=True).distinct()
        return [(str(year), short_title(year)) for year in years]

    def has_output(self):
        return len(self.lookup_choices) > 1

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        return queryset.filter(year=self.value()) if self.value() in known else queryset


@admin.register(Roadmap)
class RoadmapAdmin(ReadOnlyAdmin):
    """Words and dates change through actions only, so Django's own form stays closed."""

    list_title = "Дорожные карты"
    empty_title = "Дорожной карты пока нет"
    empty_text = (
        "Загрузите план школы из Word или Excel: строки, сроки и ответственные прочитаются сами, "
        "вы проверите их до записи. Если плана нет, возьмите готовый и поправьте под себя."
    )
    list_filter = (YearFilter,)
    search_fields = ("title",)
    ordering = ("-year", "-pk")
    fields = ("title",)
    change_form_template = "roadmaps/roadmap.html"
    change_list_template = "roadmaps/changelist.html"

    def get_queryset(self, request):
        """List only what is in force or will be; an edition that was replaced opens by its link."""
        rows = super().get_queryset(request).select_related("organization")
        if request.resolver_match.url_name == "roadmaps_roadmap_changelist":
            return rows.current()
        return rows.select_related("edition", "replaces").annotate(
            last_change_words=F("last_change__words"),
            has_answers=Exists(DismissedFinding.objects.filter(roadmap=OuterRef("pk"))),
        )

    def changelist_view(self, request, extra_context=None):
        work = request.user.membership
        if work and work.organization.is_municipality:
            own = RoadmapTemplate.objects.filter(organization=work.organization)
            handed_down = own.filter(handed_down_on__isnull=False)
            extra_context = (extra_context or {}) | {"handed_down": handed_down}
        return super().changelist_view(request, extra_context)

    def get_list_display(self, request):
        work = request.user.membership
        several = work is None or work.role == Role.MUNICIPALITY
        return ("title", "school_year", *(["organization"] if several else []), "state")

    @admin.display(description="учебный год", ordering="year")
    def school_year(self, roadmap):
        return short_title(roadmap.year)

    @admin.display(description="состояние", ordering="approved_on")
    def state(self, roadmap):
        if roadmap.is_approved:
            return format_html("{}<small>{}</small>", state("ok", "Утверждена"),
                               roadmap.approved_basis)  # fmt: skip
        return state("idle", "Проект")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"roadmaps_{name}") for at, view, name in PAGES]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= table_context(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
