"""Packs: many papers asked for at once, drawn in the background, kept for a day."""

import datetime

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization, User

KEPT_FOR = datetime.timedelta(days=1)
SILENT_FOR = datetime.timedelta(minutes=2)  # longer than any one paper takes


class PackState(models.TextChoices):
    WAITING = "waiting", "Ждёт очереди"
    AT_WORK = "at_work", "Готовится"
    READY = "ready", "Готов"
    FAILED = "failed", "Не получился"


class PackQuerySet(ScopedQuerySet):
    def unfinished(self, now):
        """Return what nobody works at, the oldest first: new packs and those whose maker died."""
        silent = Q(beat_at=None) | Q(beat_at__lt=now - SILENT_FOR)
        return self.filter(silent, finished_at=None).order_by("pk")

    def old(self, now):
        """Return the packs whose day is over."""
        return self.filter(created_at__lt=now - KEPT_FOR)


class Pack(ScopedModel):
    """An order for papers: which ones, how far the work is, and the file when it is done."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    made_by = models.ForeignKey(User, models.CASCADE, related_name="+",
                                verbose_name="кто заказал")  # fmt: skip
    kind = models.CharField("вид", max_length=40)
    title = models.CharField("название", max_length=200)
    leaves = models.JSONField("бумаги", default=list)
    on = models.DateField("день бумаг")
    done = models.PositiveIntegerField("готово бумаг", default=0)
    problems = models.JSONField("не получилось", default=list)
    created_at = models.DateTimeField("заказан", auto_now_add=True)
    beat_at = models.DateTimeField("работа идёт", null=True, blank=True)
    finished_at = models.DateTimeField("закончен", null=True, blank=True)
    file = models.FileField("файл", upload_to="packs", blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        verbose_name = "комплект бумаг"
        verbose_name_plural = "комплекты бумаг"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    @property
    def state(self):
        if self.finished_at:
            return PackState.READY if self.file else PackState.FAILED
        return PackState.AT_WORK if self.beat_at else PackState.WAITING

    @property
    def kept_until(self):
        return self.created_at + KEPT_FOR

    @property
    def percent(self):
        return 100 * self.done // max(len(self.leaves), 1)
