"""Name of the section; puts the database guards of the journal back after migrations."""

from django.apps import AppConfig

from people.guards import Guard, keep

GUARDS = (
    Guard(
        "journal_lines_stay_as_written",
        "people_journalentry",
        "UPDATE OF id, organization_id, at, action, subject_type, subject_id, text",
    ),
    Guard(  # an account may be deleted, but nobody gets another's deeds
        "journal_lines_keep_their_author",
        "people_journalentry",
        "UPDATE OF by_id",
        "NEW.by_id IS NOT NULL AND (OLD.by_id IS NULL OR NEW.by_id <> OLD.by_id)",
    ),
    Guard("journal_lines_are_never_deleted", "people_journalentry", "DELETE"),
    Guard("journal_is_never_emptied", "people_journalentry", "TRUNCATE"),
    Guard(
        "erasures_stay_as_written",
        "people_erasure",
        "UPDATE OF number, stub_id, ground, erased_on, erased_at, by_id, lines",
    ),
    Guard("erasures_are_never_deleted", "people_erasure", "DELETE"),
    Guard("erasures_are_never_emptied", "people_erasure", "TRUNCATE"),
)


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Люди"

    def ready(self):
        keep(GUARDS, self)
