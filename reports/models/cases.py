"""The files in which an office keeps its orders: its nomenclature (номенклатура дел)."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization


class CaseFileQuerySet(ScopedQuerySet):
    def index_for(self, organization, kind, series):
        """Return the index of the file an order goes into, "" where none is named.

        A file for the kind of order comes before the one for all orders of the series.
        """
        rows = self.filter(organization=organization, keeps__in=[kind, series])
        found = dict(rows.values_list("keeps", "index"))
        return found.get(kind) or found.get(series, "")


class CaseFile(ScopedModel):
    """One file: `keeps` is a Series (all its orders) or the code of one kind of order."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    index = models.CharField("индекс дела", max_length=20, help_text="Как в номенклатуре: 01-05.")
    title = models.CharField("заголовок дела", max_length=200, blank=True)
    keeps = models.CharField("что подшивают", max_length=40)
    term = models.CharField(
        "срок хранения", max_length=100, blank=True,
        help_text="Приказы по основной деятельности – постоянно (ст. 19), по личному составу – "
        "50/75 лет ЭПК (ст. 434 Перечня, приказ Росархива № 236).",
    )  # fmt: skip

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = "дело"
        verbose_name_plural = "номенклатура дел"
        ordering = ["index", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "keeps"], name="orders_of_a_kind_in_one_file",
                violation_error_message="Для этих приказов дело уже указано.",
            ),
            models.CheckConstraint(
                condition=~Q(index=""), name="case_file_has_an_index",
                violation_error_message="Введите индекс дела.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.index} {self.title}".strip()
