"""Name of the section; puts the database guards of registered papers back after migrations."""

from django.apps import AppConfig

from people.guards import Guard, keep

GUARDS = (
    Guard("registered_document_never_changes", "reports_document", "UPDATE", "OLD.sha256 <> ''"),
    Guard("registered_document_is_never_deleted", "reports_document", "DELETE", "OLD.sha256 <> ''"),
    Guard("stored_bytes_never_change", "reports_documentfile", "UPDATE"),
    Guard("stored_bytes_are_never_deleted", "reports_documentfile", "DELETE"),
    Guard("amendments_stay_as_noted", "reports_amendment", "UPDATE"),
    Guard(
        "amendment_by_a_paper_is_never_deleted",
        "reports_amendment",
        "DELETE",
        "OLD.by_document_id IS NOT NULL",
    ),
    Guard("documents_are_never_emptied", "reports_document", "TRUNCATE"),
    Guard("stored_bytes_are_never_emptied", "reports_documentfile", "TRUNCATE"),
    Guard("amendments_are_never_emptied", "reports_amendment", "TRUNCATE"),
)


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Документы и показатели"

    def ready(self):
        keep(GUARDS, self)
