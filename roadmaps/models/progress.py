"""The course of the year: when each row is due and when it was done."""

import datetime

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel, ScopedQuerySet
from roadmaps.models.plans import Item

SOON = datetime.timedelta(days=14)


class OccurrenceState(models.TextChoices):
    """What the dates of an occurrence say; never stored."""

    PLANNED = "planned", "Впереди"
    RUNNING = "running", "Идёт"
    SOON = "soon", "Скоро"
    OVERDUE = "overdue", "Просрочено"
    DONE = "done", "Выполнено"
    DONE_LATE = "done_late", "Выполнено с опозданием"


class OccurrenceQuerySet(ScopedQuerySet):
    def overdue(self, on):
        return self.filter(done_on=None, due_on__lt=on)

    def due_soon(self, on):
        """Return what is due from today to a fortnight ahead."""
        return self.filter(done_on=None, due_on__gte=on, due_on__lte=on + SOON)


class Occurrence(ScopedModel):
    """One date of a row: due once, each quarter, or a band without a due date."""

    owner = "item"
    open_to_municipality = True

    item = models.ForeignKey(Item, models.CASCADE, related_name="occurrences",
                             verbose_name="мероприятие")  # fmt: skip
    start_on = models.DateField("с", null=True, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    note = models.CharField("чем подтверждено", max_length=300, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "срок исполнения"
        verbose_name_plural = "сроки исполнения"
        indexes = [models.Index(fields=["due_on", "done_on"], name="occurrence_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(due_on=None) | Q(due_on__gte=F("start_on")),
                name="occurrence_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(start_on=None) | Q(done_on__gte=F("start_on")),
                name="occurrence_done_after_start",
                violation_error_message="Выполнить раньше начала срока нельзя.",
            ),
        ]

    def __str__(self):
        return f"до {self.due_on:%d.%m.%Y}" if self.due_on else "без даты"

    def state(self, on):
        """Return the OccurrenceState of that day."""
        if self.done_on:
            late = self.due_on and self.done_on > self.due_on
            return OccurrenceState.DONE_LATE if late else OccurrenceState.DONE
        if self.due_on and self.due_on < on:
            return OccurrenceState.OVERDUE
        if self.due_on and self.due_on <= on + SOON:
            return OccurrenceState.SOON
        started = self.start_on is not None and self.start_on <= on
        return OccurrenceState.RUNNING if started else OccurrenceState.PLANNED
