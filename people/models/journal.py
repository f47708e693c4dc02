"""The journal of an organization: every change of state and personal download, append-only."""

from django.db import models

from people.access import ScopedModel
from people.models.organizations import Organization
from people.models.users import User


class JournalEntry(ScopedModel):
    """One line: who did what to which row, and when. Lines are added, never changed."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="journal",
                                     verbose_name="организация")  # fmt: skip
    at = models.DateTimeField("когда", auto_now_add=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+",
                           verbose_name="кто")  # fmt: skip
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    text = models.CharField("что произошло", max_length=400)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True,
                               related_name="+", verbose_name="о ком")  # fmt: skip

    class Meta:
        verbose_name = "строка журнала действий"
        verbose_name_plural = "журнал действий"
        indexes = [
            models.Index(fields=["organization", "-at"], name="journal_latest"),
            models.Index(fields=["subject_type", "subject_id"], name="journal_by_subject"),
        ]

    def __str__(self):
        return self.text
