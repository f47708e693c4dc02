"""SWOT of the first stage of monitoring: what the curator made of open answers and her own eyes."""

import hashlib

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import Organization


class Quadrant(models.TextChoices):
    """The four fields of the table, in the order in which it is read (Р-145, first stage)."""

    STRENGTH = "strength", "Сильные стороны"
    WEAKNESS = "weakness", "Слабые стороны"
    OPPORTUNITY = "opportunity", "Возможности"
    THREAT = "threat", "Угрозы"


def words_key(text):
    """Return what the words of an answer are known by: the same words have the same key."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class SwotLine(ScopedModel):
    """One sentence of the table of a year.

    No row leads to the answer it was taken from: an answer without a name stays without one. `said`
    knows the words it was made of, so that they are not taken twice.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    quadrant = models.CharField("поле", max_length=12, choices=Quadrant.choices)
    text = models.CharField("формулировка", max_length=500)
    said = models.CharField("из каких слов", max_length=16, blank=True, editable=False)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "строка SWOT"
        verbose_name_plural = "строки SWOT"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["organization", "year"], name="swot_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quadrant__in=Quadrant.values), name="swot_quadrant_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="swot_line_says_something"),
        ]

    def __str__(self):
        return self.text
