"""The words an organization puts in place of ours in its orders."""

from django.db import models

from people.access import ScopedModel
from people.models import Organization


class Wording(ScopedModel):
    """One block of one kind of order; an empty text leaves the clause out."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("вид", max_length=40)
    block = models.CharField("место", max_length=40)
    text = models.TextField("текст", blank=True, max_length=2000)

    class Meta:
        verbose_name = "своя формулировка"
        verbose_name_plural = "свои формулировки"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "block"], name="wording_of_a_block_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.block}"
