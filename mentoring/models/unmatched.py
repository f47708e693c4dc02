"""What is known of somebody who waits for a pair: why, what comes next, who sees to it."""

from django.db import models

from mentoring.models.pairs import Side
from people.access import ScopedModel
from people.models import Person


class WaitingReason(models.TextChoices):
    NO_MENTOR = "no_mentor", "нет подходящего наставника"
    NO_MENTEE = "no_mentee", "нет подходящего наставляемого"
    CONSENT = "consent", "ждём согласия"
    ABSENT = "absent", "временно отсутствует"
    REFUSED = "refused", "пока отказался"
    OTHER = "other", "другое"


class UnmatchedNote(ScopedModel):
    """The curator's note about one person of the queue of a year."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="человек")
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    side = models.CharField("сторона", max_length=10, choices=Side.choices)
    reason = models.CharField("почему без пары", max_length=12, choices=WaitingReason.choices,
                              blank=True)  # fmt: skip
    next_step = models.CharField("следующий шаг", max_length=200, blank=True)
    until = models.DateField("до", null=True, blank=True)
    responsible = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True,
                                    related_name="+", verbose_name="ответственный")  # fmt: skip

    class Meta:
        verbose_name = "заметка о человеке без пары"
        verbose_name_plural = "заметки о людях без пары"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "side"], name="unmatched_noted_once_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.person.short_name}: {self.get_reason_display() or 'без пары'}"
