"""The individual programme of a pair: what for, what, until when and what came of it."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.pairs import Pair
from people.access import ScopedModel, ScopedQuerySet


class TaskState(models.TextChoices):
    """What the dates of a row say; never stored."""

    DONE = "done", "Выполнено"
    OVERDUE = "overdue", "Просрочено"
    STARTED = "started", "Идёт"
    AHEAD = "ahead", "Впереди"


class Outcome(models.TextChoices):
    CLOSED = "closed", "цель достигнута"
    PARTLY = "partly", "достигнута частично"
    PROLONG = "prolong", "программу нужно продлить"
    OPEN = "open", "цель не достигнута"


def words(name, length=1000, **options):
    return models.TextField(name, max_length=length, blank=True, **options)


class ProgrammeQuerySet(ScopedQuerySet):
    def current(self):
        """Return the programmes in force: of every pair the last version."""
        return self.filter(superseded_on=None)


class Programme(ScopedModel):
    """One version of a pair's programme; the version before stays as it was."""

    owner = "pair"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="programmes", verbose_name="пара")
    version = models.PositiveSmallIntegerField("версия", default=1)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    needs = words("затруднения и запрос")
    strengths = words("на что опереться")
    goal = words("цель", 500)
    tasks = words("задачи")
    expected = words("ожидаемые результаты")
    approved_on = models.DateField("утверждена", null=True, blank=True)
    approved_basis = models.CharField("основание", max_length=200, blank=True,
                                      help_text="Приказ, протокол совета.")  # fmt: skip
    interim_on = models.DateField("промежуточный итог", null=True, blank=True)
    interim_review = words("что показал промежуточный итог", 2000)
    final_on = models.DateField("итог", null=True, blank=True)
    final_review = words("итог работы", 2000)
    outcome = models.CharField("вывод", max_length=10, choices=Outcome.choices, blank=True)
    superseded_on = models.DateField("заменена версией позже", null=True, blank=True,
                                     editable=False)  # fmt: skip
    created_on = models.DateField("составлена", editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "персонализированная программа"
        verbose_name_plural = "персонализированные программы"
        constraints = [
            models.UniqueConstraint(fields=["pair", "version"], name="programme_version_once"),
            models.UniqueConstraint(
                fields=["pair"], condition=Q(superseded_on=None), name="programme_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="programme_ends_after_start",
                violation_error_message="Программа не может закончиться раньше, чем началась.",
            ),
            models.CheckConstraint(
                condition=Q(final_on=None) | ~Q(outcome=""), name="programme_review_has_outcome",
                violation_error_message="Выберите вывод: достигнута ли цель.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Программа, версия {self.version}"


class ProgrammeItem(ScopedModel):
    """A row of the plan: what they do, until when, with which result."""

    owner = "programme"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="items",
                                  verbose_name="программа")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    direction = models.CharField("направление", max_length=120, blank=True)
    activity = models.CharField("что сделать", max_length=300)
    due_on = models.DateField("срок", null=True, blank=True)
    planned = models.CharField("планируемый результат", max_length=300, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    result = models.CharField("что получилось", max_length=500, blank=True)

    class Meta:
        verbose_name = "строка программы"
        verbose_name_plural = "строки программы"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="programme_row_has_its_place"
            ),
            models.CheckConstraint(condition=~Q(activity=""), name="programme_row_says_what"),
        ]

    def __str__(self):
        return self.activity

    def state(self, on, *, started=False):
        """Return the TaskState of that day; `started` when a meeting was about the row."""
        if self.done_on:
            return TaskState.DONE
        if self.due_on and self.due_on < on:
            return TaskState.OVERDUE
        return TaskState.STARTED if started else TaskState.AHEAD
