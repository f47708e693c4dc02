"""What is shipped with the program and edited on the site: loaded once, never over an edit."""

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import transaction


def load_shipped():
    """Load the catalogue, the questionnaires (they keep versions of their own) and the acts."""
    add_missing("catalogue")
    call_command("loaddata", "surveys", verbosity=0)
    add_missing("acts")


@transaction.atomic
def add_missing(name):
    """Load the rows of fixtures/<name>.json whose natural key is not there yet; return how many.

    A row that is there stays as the organization has changed it: an update of the program adds
    forms, topics and acts, and takes no edit back.
    """
    text = (settings.ROOT / "fixtures" / f"{name}.json").read_text(encoding="utf-8")
    added = 0
    for row in serializers.deserialize("json", text):
        if row.object.pk is None:
            row.save()
            added += 1
    return added
