"""What the school answers to a finding of the checker."""

from django.core.exceptions import ValidationError
from django.db import transaction

from people.history import record
from roadmaps.models import DismissedFinding


class ReasonMissing(ValidationError):
    """A finding is dismissed without a word of why."""


@transaction.atomic
def dismiss(roadmap, *, finding, reason, by):
    """Answer a Finding, each of its rows by itself; it returns when its sentence changes.

    Raises ReasonMissing.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing("Напишите, почему здесь всё верно.")
    for part in finding.parts or (finding,):
        DismissedFinding.objects.get_or_create(
            roadmap=roadmap, rule=part.rule, item_id=next(iter(part.keys), None),
            sentence=part.sentence[:400], defaults={"reason": reason, "dismissed_by": by},
        )  # fmt: skip
    record(organization=roadmap.organization, by=by, action="dismiss_finding", subject=roadmap,
           text="Снято замечание проверки дорожной карты")  # fmt: skip


@transaction.atomic
def bring_back(dismissed, *, by):
    """Let the checker say it again."""
    roadmap = dismissed.roadmap
    dismissed.delete()
    record(organization=roadmap.organization, by=by, action="restore_finding", subject=roadmap,
           text="Возвращено замечание проверки дорожной карты")  # fmt: skip
