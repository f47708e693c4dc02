"""Quiet requests: a mentee says that they do not suit each other, or the curator has a worry."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.meetings import Attendance
from mentoring.models.pairs import Pair
from people.access import ScopedModel


class Concern(ScopedModel):
    """A quiet request, open until the curator has dealt with it.

    It comes from a mentee's answer, or it is the curator's own and then has words.
    """

    owner = "pair"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="concerns", verbose_name="пара")
    attendance = models.OneToOneField(Attendance, models.CASCADE, null=True, blank=True,
                                      related_name="concern", verbose_name="ответ")  # fmt: skip
    note = models.CharField("что тревожит", max_length=300, blank=True)
    raised_on = models.DateField("с какого дня")
    settled_on = models.DateField("решено", null=True, blank=True)

    class Meta:
        verbose_name = "тихая просьба куратору"
        verbose_name_plural = "тихие просьбы куратору"
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance__isnull=False, note="") | (Q(attendance=None) & ~Q(note="")),
                name="concern_is_an_answer_or_a_note",
            ),
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
