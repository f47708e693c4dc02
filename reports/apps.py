"""Name of the section; puts the database guards of registered papers back after migrations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from people.guards import Guard, install

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
        post_migrate.connect(_put_guards_back, sender=self)


def _put_guards_back(using, **kwargs):
    install(GUARDS, using)
