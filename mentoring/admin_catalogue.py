"""Admin of the shared catalogue: forms and kinds with the flags that drive the rules."""

from django.contrib import admin

from mentoring.models import MentoringForm, MentoringKind
from people.admin_base import PlainWords


class CatalogueAdmin(PlainWords, admin.ModelAdmin):
    """Rows every organization shares: only an administrator changes them, nobody deletes them."""

    ordering = ("position", "pk")
    list_per_page = 50

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()

    def has_delete_permission(self, request, obj=None):
        return False

    def log_addition(self, request, obj, message):
        """The journal belongs to organizations: what all share has no line in it."""

    log_change = log_addition


@admin.register(MentoringForm)
class MentoringFormAdmin(CatalogueAdmin):
    accusative = "форму наставничества"
    list_display = ("name", "mentee_limit", "allows_group", "labour_terms_possible",
                    "partner_required", "guardian_consent", "is_active")  # fmt: skip
    fields = ("code", "name", "position", "mentor_is_learner", "mentee_is_learner",
              "labour_terms_possible", "partner_required", "guardian_consent", "allows_group",
              "mentee_limit", "is_active")  # fmt: skip


@admin.register(MentoringKind)
class MentoringKindAdmin(CatalogueAdmin):
    accusative = "вид наставничества"
    list_display = ("name", "needs_group", "is_active")
    fields = ("code", "name", "position", "needs_group", "is_active")
