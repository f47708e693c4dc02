"""Admin of documents: the list is the register, the page of a paper shows its sheets."""

from django.contrib import admin
from django.utils import timezone

from people.admin_base import PlainWords, ReadOnlyAdmin
from people.history import lines_about
from people.templatetags.look import state
from reports.actions import sheet_count
from reports.admin_cases import CaseFileAdmin
from reports.admin_protocols import ProtocolAdmin
from reports.checks import findings
from reports.documents import KINDS
from reports.models import Act, Change, Document, DocumentState
from reports.preview import preview_of
from reports.readers import readers_of

__all__ = ["ActAdmin", "CaseFileAdmin", "DocumentAdmin", "ProtocolAdmin"]

TAGS = {
    DocumentState.DRAFT: "idle", DocumentState.WAITING: "warn", DocumentState.REGISTERED: "ok",
    DocumentState.CHANGED: "info", DocumentState.REPEALED: "idle", DocumentState.CANCELLED: "idle",
}  # fmt: skip


class StateFilter(admin.SimpleListFilter):
    title = "состояние"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return DocumentState.choices

    def queryset(self, request, queryset):
        if self.value() in Change.values:
            return queryset.filter(amendments__change=self.value()).distinct()
        states = {"draft": "drafts", "waiting": "waiting", "registered": "registered"}
        return getattr(queryset, states[self.value()])() if self.value() in states else queryset


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_title = "Приказы и бумаги"
    empty_title = "Бумаг пока нет"
    empty_text = (
        "Проект приказа появится здесь, когда вы соберёте его на странице дорожной карты или пар. "
        "Прочитайте листы и передайте директору на подпись."
    )
    list_display = ("title", "state_word", "number", "registered_on", "sheets", "sent_on")
    list_filter = (StateFilter, "series")
    search_fields = ("title", "number")
    ordering = ("-registered_on", "-pk")
    change_form_template = "reports/document.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("amendments")

    @admin.display(description="состояние")
    def state_word(self, document):
        return state(TAGS[document.state], document.state.label)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        document = self.get_object(request, object_id)
        context = {}
        if document is not None:
            today = timezone.localdate()
            readers = readers_of(document) if document.is_registered else []
            words, sheets = self._preview(request, document)
            context = {
                "document": document,
                "kind": KINDS[document.kind],
                "pages": range(1, (len(sheets) or sheet_count(document)) + 1),
                "words": words,
                "sheets": sheets,
                "findings": [] if document.is_registered else findings(document, on=today),
                "readers": readers,
                "unread": [reader for reader in readers if reader.read_on is None],
                "today": today,
                "amendments": document.amendments.select_related("by_document"),
                "amends": document.amends.select_related("document"),
                "lines": lines_about(document).select_related("by"),
                "title": document.title,
            }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _preview(self, request, document):
        """Return the declined words of a draft and its marked sheets, for who may correct them."""
        if document.is_registered or not request.user.has_perm("people.change_person"):
            return [], []
        return preview_of(document, back=request.path)


@admin.register(Act)
class ActAdmin(PlainWords, admin.ModelAdmin):
    """The list the papers are compared with; an administrator keeps it."""

    accusative = "правовой акт"
    list_display = ("title", "number", "dated", "in_force_on", "ended_on", "replaced_by")
    search_fields = ("title", "number")
    ordering = ("-dated", "number")
