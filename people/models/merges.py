"""Rows of one human made one, with what was there before; and rows known to be two humans."""

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


class Distinction(ScopedModel):
    """The curator's word that two persons who look alike are two; the list asks no more."""

    owner = "first"

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="человек")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+",
                               verbose_name="похожий человек")  # fmt: skip
    decided_on = models.DateField("когда решено")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                           verbose_name="кто решил")  # fmt: skip

    class Meta:
        verbose_name = "решение «это разные люди»"
        verbose_name_plural = "решения «это разные люди»"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="told_apart_are_two"
            ),
        ]

    def __str__(self):
        return f"{self.first} и {self.second}"
