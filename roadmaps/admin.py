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


@admin.register(Roadmap)
class RoadmapAdmin(ReadOnlyAdmin):
    """Words and dates change through actions only, so Django's own form stays closed."""

    list_title = "Дорожные карты"
    empty_title = "Дорожной карты пока нет"
    empty_text = (
        "Загрузите план школы из Word или Excel: строки, сроки и ответственные прочитаются сами, "
        "вы проверите их до записи. Если плана нет, возьмите готовый и поправьте под себя."
    )
    list_filter = ("year",)
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
        return [
            path("import/", wrap(imports.upload), name="roadmaps_import"),
            path("import/<int:pk>/", wrap(checking.check), name="roadmaps_import_check"),
            path("blank/", wrap(imports.blank), name="roadmaps_blank"),
            path("templates/", wrap(ready_made.templates), name="roadmaps_templates"),
            path(
                "templates/<int:pk>/adoption/", wrap(ready_made.adoption), name="roadmaps_adoption"
            ),
            path(
                "templates/<int:pk>/<slug:step>/",
                wrap(ready_made.step),
                name="roadmaps_template_step",
            ),
            path("<int:pk>/keep/", wrap(ready_made.keep), name="roadmaps_keep"),
            path("<int:pk>/row/", wrap(sections.row), name="roadmaps_row_add"),
            path("<int:pk>/section/", wrap(sections.add), name="roadmaps_section_add"),
            path("section/<int:pk>/", wrap(sections.change), name="roadmaps_section"),
            path(
                "section/<int:pk>/<slug:step>/", wrap(sections.step), name="roadmaps_section_step"
            ),
            path("<int:pk>/head/", wrap(rows.head), name="roadmaps_head"),
            path("<int:pk>/approvals/", wrap(approvals.change), name="roadmaps_approvals"),
            path("<int:pk>/days/", wrap(reckoning.reckoning), name="roadmaps_reckoning"),
            path("<int:pk>/next/", wrap(imports.next_year), name="roadmaps_next"),
            path("<int:pk>/months/", wrap(months.calendar), name="roadmaps_months"),
            path("<int:pk>/undo/", wrap(editing.take_back), name="roadmaps_undo"),
            path("<int:pk>/edition/", wrap(editing.edition), name="roadmaps_edition"),
            path("<int:pk>/drop/", wrap(editing.drop), name="roadmaps_drop"),
            path("row/<int:pk>/split/", wrap(editing.split), name="roadmaps_split"),
            path("row/<int:pk>/", wrap(rows.item), name="roadmaps_item"),
            path("row/<int:pk>/<slug:step>/", wrap(rows.move), name="roadmaps_move"),
            path("mine/", wrap(tasks.tasks), name="roadmaps_tasks"),
            path("mine/calendar/<slug:step>/", wrap(tasks.calendar), name="roadmaps_calendar"),
            path("<int:pk>/resolve/", wrap(tasks.resolve), name="roadmaps_resolve"),
            path("<int:pk>/proposal/<slug:step>/", wrap(proofs.answer), name="roadmaps_proposal"),
            path("evidence/<int:pk>/file/", wrap(proofs.file), name="roadmaps_evidence_file"),
            path("evidence/<int:pk>/remove/", wrap(proofs.remove), name="roadmaps_evidence_remove"),
            path("part/<int:pk>/<slug:step>/", wrap(proofs.part), name="roadmaps_part"),
            path("date/<int:pk>/unmark/", wrap(rows.unmark), name="roadmaps_unmark"),
            path("date/<int:pk>/<slug:step>/", wrap(rows.date), name="roadmaps_date"),
            path("<int:pk>/finding/<slug:token>/", wrap(findings.dismiss), name="roadmaps_dismiss"),
            path("finding/<int:pk>/", wrap(findings.bring_back), name="roadmaps_bring_back"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= table_context(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
