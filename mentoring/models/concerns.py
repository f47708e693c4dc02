"""Quiet requests: a mentee says that they do not suit each other, and only the curator hears."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.meetings import Attendance
from people.access import ScopedModel


class Concern(ScopedModel):
    """A quiet request of a mentee, open until the curator has dealt with it."""

    owner = "attendance"

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="concern",
                                      verbose_name="ответ")  # fmt: skip
    raised_on = models.DateField("с какого дня")
    settled_on = models.DateField("решено", null=True, blank=True)

    class Meta:
        verbose_name = "тихая просьба куратору"
        verbose_name_plural = "тихие просьбы куратору"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=F("raised_on")),
                name="concern_settled_after_raised",
                violation_error_message="Просьбу нельзя закрыть раньше, чем она пришла.",
            ),
        ]

    def __str__(self):
        return f"Просьба {self.raised_on:%d.%m.%Y}"

    @classmethod
    def path_to_mentor(cls):
        """No mentor sees these rows, not even those of the own pair."""
        return
