"""Erasures: whose data were destroyed, why and by whom, kept for three years (РКН, приказ 179)."""

from django.db import models

from people.access import ScopedModel
from people.models.organizations import Organization
from people.models.persons import Person
from people.models.users import User


class ErasureGround(models.TextChoices):
    WITHDRAWAL = "withdrawal", "отзыв согласия (ч. 5 ст. 21 152-ФЗ)"
    DEMAND = "demand", "требование прекратить обработку (ч. 5.1 ст. 21 152-ФЗ)"
    PURPOSE = "purpose", "цель обработки достигнута (ч. 4 ст. 21 152-ФЗ)"
    UNLAWFUL = "unlawful", "выявлена неправомерная обработка (ч. 3 ст. 21 152-ФЗ)"


class Erasure(ScopedModel):
    """One destruction: what the act and the extract of the log print. It names nobody erased."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    number = models.PositiveIntegerField("номер акта")
    stub = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="чьи данные")
    ground = models.CharField("причина", max_length=12, choices=ErasureGround.choices)
    erased_on = models.DateField("дата")
    erased_at = models.DateTimeField("время", auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="кто уничтожил")
    lines = models.JSONField("что уничтожено", default=list)  # [category, rows]
    rewritten_at = models.DateTimeField("файл базы переписан", null=True, blank=True)

    class Meta:
        verbose_name = "уничтожение данных"
        verbose_name_plural = "акты об уничтожении"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"], name="erasure_numbered_once"
            ),
            models.UniqueConstraint(fields=["stub"], name="person_erased_once"),
        ]

    def __str__(self):
        return f"Акт № {self.number} от {self.erased_on:%d.%m.%Y}"
