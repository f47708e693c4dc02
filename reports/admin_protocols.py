"""Admin of minutes: the meeting with its questions, each with its extract."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from people.admin_base import ScopedInline, ScopedModelAdmin
from people.models import DutyKind
from people.years import year_of
from reports.actions import keep_minutes
from reports.documents.letterhead import holder_of, holders_of
from reports.models import AgendaItem, Body, Protocol


class AgendaInline(ScopedInline):
    """A question is too long for a row of a table: its fields stand one below the other."""

    template = "admin/edit_inline/stacked.html"
    model = AgendaItem
    fields = (("position", "question"), "speaker", "speech", "discussion", "decision",
              ("votes_for", "votes_against", "abstained"), "extract")  # fmt: skip
    readonly_fields = ("extract",)
    autocomplete_fields = ("speaker",)
    verbose_name_plural = "Повестка и решения"

    @admin.display(description="выписка")
    def extract(self, item):
        if item.pk is None:
            return "После сохранения"
        return format_html('<a href="{}">Напечатать</a>',
                           reverse("paper", args=["protocol-extract", item.pk]))  # fmt: skip


@admin.register(Protocol)
class ProtocolAdmin(ScopedModelAdmin):
    accusative = "протокол"
    list_title = "Протоколы"
    empty_title = "Протоколов пока нет"
    empty_text = (
        "Внесите заседание совета наставников или педсовета: повестку, кого слушали и что решили. "
        "Протокол и выписки из него напечатаются сами."
    )
    list_display = ("__str__", "body", "held_on", "present", "members")
    list_filter = ("body",)
    search_fields = ("number",)
    ordering = ("-held_on", "-pk")
    autocomplete_fields = ("chair", "secretary")
    fields = ("body", "number", "held_on", "chair", "secretary", "members", "present", "names",
              "absent", "invited")  # fmt: skip
    inlines = (AgendaInline,)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for date in keep_minutes(form.instance, by=request.user, on=timezone.localdate()):
            messages.success(request, f"Протокол подтверждает строку карты «{date.item}».")

    def get_changeform_initial_data(self, request):
        """Offer the council of this year: its head, its clerk and its members."""
        given = super().get_changeform_initial_data(request)
        if request.user.membership is None:
            return given
        today, own = timezone.localdate(), request.user.membership.organization
        year = year_of(today)
        head, clerk = (holder_of(own, kind, year, on=today)
                       for kind in (DutyKind.COUNCIL_HEAD, DutyKind.CLERK))  # fmt: skip
        members = [head] if head else []
        members += holders_of(own, DutyKind.COUNCIL, year, on=today)
        return {
            "body": Body.COUNCIL, "held_on": today, "chair": head and head.pk,
            "secretary": clerk and clerk.pk,
            "names": ", ".join(person.short_name for person in members),
            "members": len(members) or None, "present": len(members) or None,
        } | given  # fmt: skip
