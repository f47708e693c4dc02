"""That a register or a report was made: what kind, on which day, by whom, with how many lines."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import Organization, User


class Printout(ScopedModel):
    """A register or a report of the organization as it was made on one day.

    The sheets are not kept: they name everybody, and the rows they were made of are here. What
    stays is that the paper was made and was not empty.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("вид", max_length=40)
    year = models.PositiveSmallIntegerField("учебный год")
    made_on = models.DateField("какого числа")
    lines = models.PositiveIntegerField("сколько строк")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                verbose_name="кто сформировал")  # fmt: skip

    class Meta:
        verbose_name = "сформированный реестр"
        verbose_name_plural = "сформированные реестры"
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "made_on"],
                                    name="printout_once_a_day"),
            models.CheckConstraint(condition=Q(lines__gt=0), name="printout_is_not_empty"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.kind} от {self.made_on:%d.%m.%Y}"
