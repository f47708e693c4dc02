"""Days that differ from the production calendar: transferred, regional, of one organization."""

from django.db import models

from people.access import ScopedModel
from people.models.organizations import Organization


class CalendarException(ScopedModel):
    """A day that works or rests other than the calendar says; a municipality's binds its schools.

    The Government moves days off every year (ТК РФ ст. 112), regions add holidays of their own.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    day = models.DateField("день")
    is_working = models.BooleanField("рабочий день", default=False)
    reason = models.CharField("почему", max_length=200,
                              help_text="Перенос выходного, праздник республики.")  # fmt: skip

    class Meta:
        verbose_name = "день-исключение"
        verbose_name_plural = "производственный календарь"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "day"], name="calendar_day_named_once",
                violation_error_message="Этот день в календаре уже отмечен.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.day:%d.%m.%Y} – {'рабочий' if self.is_working else 'выходной'}"
