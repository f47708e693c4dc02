"""What a mentor is chosen by: criteria per form, and which of them somebody of the bank meets."""

from django.db import models

from mentoring.models.catalogue import CatalogueRow, MentoringForm
from people.access import ScopedModel
from people.models import Mentor


class Criterion(CatalogueRow):
    """A condition of becoming a mentor; without forms it holds for all of them."""

    name = models.CharField("название", max_length=200)
    forms = models.ManyToManyField(MentoringForm, related_name="criteria", blank=True,
                                   verbose_name="для каких форм")  # fmt: skip

    class Meta(CatalogueRow.Meta):
        verbose_name = "критерий отбора"
        verbose_name_plural = "критерии отбора"


class CriterionCheck(ScopedModel):
    """Whether a mentor of the bank meets a criterion, and what shows it."""

    owner = "mentor"

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="+", verbose_name="наставник")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="checks",
                                  verbose_name="критерий")  # fmt: skip
    is_met = models.BooleanField("выполнен", default=True)
    evidence = models.CharField("чем подтверждается", max_length=200, blank=True)

    class Meta:
        verbose_name = "проверка критерия"
        verbose_name_plural = "критерии отбора наставника"
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "criterion"], name="criterion_checked_once",
                violation_error_message="Этот критерий уже отмечен.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.criterion)
