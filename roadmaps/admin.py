"""Admin of roadmaps: the list; the page of a roadmap and its import are in admin_views."""

from django.contrib import admin

from people.admin_base import ScopedModelAdmin
from roadmaps.models import Roadmap


@admin.register(Roadmap)
class RoadmapAdmin(ScopedModelAdmin):
    list_display = ("title", "year", "organization", "approved_on")
    list_filter = ("year",)
    search_fields = ("title",)
    ordering = ("-year", "-pk")
    fields = ("title", "year", "period_start_on", "period_end_on")
