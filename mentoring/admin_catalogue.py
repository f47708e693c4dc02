"""Admin of the shared catalogue: forms and kinds with the flags that drive the rules."""

from django.contrib import admin, messages
from django.utils import timezone

from mentoring.legal import lacking_by_flag
from mentoring.models import MentoringForm, MentoringKind
from people.admin_base import PlainWords
from people.templatetags.words import plural

GOES_ON = "Работа не остановлена: кураторы видят это на главной и на странице пары."
TOUCHED = {
    "guardian_consent": "У {pairs}, которые уже работают, нет подписи родителя. " + GOES_ON
    + " Попросите их собрать подписи или приостановить пару.",
    "partner_required": "У {pairs}, которые уже работают, нет действующего договора с партнёром. "
    + GOES_ON + " Попросите их записать договор или приостановить пару.",
}  # fmt: skip


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
    change_form_template = "mentoring/form_of_mentoring.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Say beforehand how many pairs at work would lack what a flag asks for."""
        context = dict(extra_context or {})
        form = self.get_object(request, object_id) if object_id else None
        if form is not None:
            at_work, lacking = lacking_by_flag(form, timezone.localdate())
            context |= {"at_work": at_work, "lacking": lacking}
        return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        _, lacking = lacking_by_flag(obj, timezone.localdate()) if change else (0, {})
        for flag, pairs in lacking.items():
            if flag in form.changed_data and getattr(obj, flag) and pairs:
                messages.warning(request, TOUCHED[flag].format(
                    pairs=plural(pairs, "пары,пар,пар"),
                ))  # fmt: skip


@admin.register(MentoringKind)
class MentoringKindAdmin(CatalogueAdmin):
    accusative = "вид наставничества"
    list_display = ("name", "needs_group", "is_active")
    fields = ("code", "name", "position", "needs_group", "is_active")
