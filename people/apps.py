"""Name of the section; puts the database guards of the journal back after migrations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from people.guards import Guard, install

GUARDS = (
    Guard(
        "journal_lines_stay_as_written",
        "people_journalentry",
        "UPDATE OF at, action, subject_type, subject_id, text",
    ),
    Guard("journal_lines_are_never_deleted", "people_journalentry", "DELETE"),
)


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        post_migrate.connect(_put_guards_back, sender=self)


def _put_guards_back(using, **kwargs):
    install(GUARDS, using)
