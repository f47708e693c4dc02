"""Days on which somebody is away; the reason is nobody's business and may be about health."""

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel
from people.models.persons import Person


class Absence(ScopedModel):
    """From one day to another, or with an end not known yet; never why."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences",
                               verbose_name="человек")  # fmt: skip
    starts_on = models.DateField("отсутствует с")
    ends_on = models.DateField("по", null=True, blank=True,
                               help_text="Пусто, если день возвращения неизвестен.")  # fmt: skip

    class Meta:
        verbose_name = "отсутствие"
        verbose_name_plural = "отсутствует (причину не пишите)"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_it_starts",
                violation_error_message="Отсутствие не может закончиться раньше, чем началось.",
            ),
        ]

    def __str__(self):
        last = f" по {self.ends_on:%d.%m.%Y}" if self.ends_on else ""
        return f"с {self.starts_on:%d.%m.%Y}{last}"
