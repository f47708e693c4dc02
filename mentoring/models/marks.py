"""What a curator decided about a signal of a pair: it waits, it was right, it was a false alarm."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.pairs import Pair
from people.access import ScopedModel
from people.models import User


class Verdict(models.TextChoices):
    SNOOZED = "snoozed", "Отложить до дня"
    PROBLEM = "problem", "Закрыть: была проблема"
    FALSE_ALARM = "false_alarm", "Закрыть: ложная тревога"


class SignalMark(ScopedModel):
    """One decision about one rule of one pair; a later one stands beside it, none is changed."""

    owner = "pair"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="signal_marks",
                             verbose_name="пара")  # fmt: skip
    rule = models.SlugField("правило", max_length=20)
    verdict = models.CharField("решение", max_length=12, choices=Verdict.choices)
    marked_on = models.DateField("когда")
    until = models.DateField("отложен до", null=True, blank=True)
    reason = models.CharField("почему", max_length=300, blank=True)
    marked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                  verbose_name="кто решил")  # fmt: skip

    class Meta:
        verbose_name = "решение о сигнале"
        verbose_name_plural = "решения о сигналах"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.SNOOZED, until__gt=F("marked_on"))
                | (~Q(verdict=Verdict.SNOOZED) & Q(until=None)),
                name="snooze_has_its_later_day",
                violation_error_message="Отложить сигнал можно только до дня в будущем.",
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} {self.marked_on:%d.%m.%Y}"

    @classmethod
    def path_to_mentor(cls):
        """No mentor sees these rows, not even those of the own pair."""
        return
