"""Two rows of one human made one: what was there before, kept for thirty days."""

from django.db import models

from people.access import ScopedModel
from people.models.organizations import Organization
from people.models.persons import Person
from people.models.users import User


class Merge(ScopedModel):
    """One merging; `snapshot` holds the absorbed row and every row that moved or went."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="merges",
                                     verbose_name="организация")  # fmt: skip
    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges",
                             verbose_name="кто остался")  # fmt: skip
    merged_on = models.DateField("когда")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                           verbose_name="кто объединил")  # fmt: skip
    snapshot = models.JSONField("что было", default=dict)

    class Meta:
        verbose_name = "объединение"
        verbose_name_plural = "объединения"

    def __str__(self):
        return f"{self.kept}, {self.merged_on:%d.%m.%Y}"
