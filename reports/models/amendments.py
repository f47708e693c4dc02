"""What became of a registered paper: changed, no longer in force, cancelled."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import User
from reports.models.documents import Document


class Change(models.TextChoices):
    CHANGED = "changed", "изменён"
    REPEALED = "repealed", "утратил силу"
    CANCELLED = "cancelled", "отменён"


class Amendment(ScopedModel):
    """A later paper says something about an earlier one; the earlier one keeps number and text.

    `basis` are the words of the later paper, `by_document` the paper itself where it is here.
    """

    owner = "document"

    document = models.ForeignKey(Document, models.PROTECT, related_name="amendments",
                                 verbose_name="документ")  # fmt: skip
    change = models.CharField("что изменилось", max_length=12, choices=Change.choices)
    since = models.DateField("с какого дня")
    basis = models.CharField("на основании", max_length=200)
    by_document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="amends",
        verbose_name="каким документом",
    )  # fmt: skip
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+",
                                 verbose_name="кто отметил")  # fmt: skip

    class Meta:
        verbose_name = "изменение документа"
        verbose_name_plural = "изменения документов"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=""), name="amendment_has_a_basis",
                violation_error_message="Напишите, на основании чего.",
            ),
            models.CheckConstraint(
                condition=Q(by_document=None) | ~Q(by_document=models.F("document")),
                name="document_does_not_amend_itself",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=~Q(change="changed"),
                name="document_ends_once",
                violation_error_message="Документ уже утратил силу.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.words

    @property
    def words(self):
        """«изменён с 01.12.2026, приказ от 01.12.2026 № 210-ОД», for the journal and the page."""
        return f"{self.get_change_display()} с {self.since:%d.%m.%Y}, {self.basis}"
