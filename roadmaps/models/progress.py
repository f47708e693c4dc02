"""The course of the year: when each row is due and when it was done."""

import datetime

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel, ScopedQuerySet
from roadmaps.deadlines import weekend_note
from roadmaps.models.plans import Item

SOON = datetime.timedelta(days=14)
CONTINUOUS, BY_PLAN = "continuous", "by_plan"  # kinds of deadlines that are never overdue


class OccurrenceState(models.TextChoices):
    """What the dates of an occurrence say; never stored.

    QUIET and NO_PLAN depend on the evidence as well: `roadmaps.overview` tells them.
    """

    PLANNED = "planned", "Впереди"
    RUNNING = "running", "Идёт"
    SOON = "soon", "Скоро"
    QUIET = "quiet", "Нет свидетельств"
    NO_PLAN = "no_plan", "Нет плана"
    CONFIRM = "confirm", "Подтвердить"
    OVERDUE = "overdue", "Просрочено"
    DONE = "done", "Выполнено"
    DONE_LATE = "done_late", "Выполнено с опозданием"
    CANCELLED = "cancelled", "Не актуально"


class OccurrenceQuerySet(ScopedQuerySet):
    def open(self):
        """Return what waits to be done: neither done nor given up."""
        return self.filter(done_on=None, cancelled_on=None)

    def answered_by(self, membership):
        """Return what the member answers for by name or has a share in, in that organization.

        It is all of the roadmap that mentors and employees see; other rows are nobody else's to
        look at.
        """
        own = Q(item__assignees__person=membership.person_id)
        own |= Q(parts__person=membership.person_id)
        rows = self.filter(own, item__roadmap__organization=membership.organization_id)
        return rows.distinct() if membership.person_id else self.none()

    def overdue(self, on):
        """Return what is late; work that lasts all the year never is."""
        return self.open().filter(due_on__lt=on).exclude(item__deadline_kind=CONTINUOUS)


class Occurrence(ScopedModel):
    """One date of a row: due once, each quarter, a band without a due date, or no date at all.

    A postponed date keeps what the roadmap says in `planned_on`; `due_on` is the new day.
    """

    owner = "item"
    open_to_municipality = True

    item = models.ForeignKey(Item, models.CASCADE, related_name="occurrences",
                             verbose_name="мероприятие")  # fmt: skip
    start_on = models.DateField("с", null=True, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    planned_on = models.DateField("срок до переноса", null=True, blank=True)
    cancelled_on = models.DateField("признано неактуальным", null=True, blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)

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
            models.CheckConstraint(
                condition=Q(planned_on=None, cancelled_on=None) | ~Q(reason=""),
                name="occurrence_changed_for_a_reason",
                violation_error_message="Напишите причину.",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(cancelled_on=None),
                name="occurrence_done_or_cancelled",
            ),
        ]

    def __str__(self):
        return f"до {self.due_on:%d.%m.%Y}" if self.due_on else "без даты"

    @property
    def is_open(self):
        return self.done_on is None and self.cancelled_on is None

    @property
    def is_continuous(self):
        return self.item.deadline_kind == CONTINUOUS

    @property
    def weekend(self):
        """Return «выходной, фактически до пт 04.09» while an open date falls on a day off."""
        return weekend_note(self.due_on) if self.is_open and self.due_on else ""

    def state(self, on):
        """Return the OccurrenceState of that day; reads `item` and its roadmap."""
        if self.cancelled_on:
            return OccurrenceState.CANCELLED
        if self.done_on:
            late = self.due_on and self.done_on > self.due_on
            return OccurrenceState.DONE_LATE if late else OccurrenceState.DONE
        if self.is_continuous:
            return self._lasting(on)
        if self.due_on and self.due_on < on:
            return OccurrenceState.OVERDUE
        if self.due_on and self.due_on <= on + SOON:
            return OccurrenceState.SOON
        started = self.start_on is not None and self.start_on <= on
        return OccurrenceState.RUNNING if started else OccurrenceState.PLANNED

    def lasts(self, on):
        """Tell whether this is work of all the year that has not come to its end."""
        return self.is_continuous and (self.due_on or self.item.roadmap.end_on) >= on

    def _lasting(self, on):
        """Work that lasts is never overdue: at the end of its period it is confirmed."""
        if not self.lasts(on):
            return OccurrenceState.CONFIRM
        started = self.start_on is None or self.start_on <= on
        return OccurrenceState.RUNNING if started else OccurrenceState.PLANNED
