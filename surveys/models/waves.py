"""Waves: a questionnaire asked of certain people from one day to another."""

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel
from people.models import Organization
from surveys.models.questionnaires import Moment, Survey


class Wave(ScopedModel):
    """One asking; anonymous or personal is settled when it opens and never changes."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    survey = models.ForeignKey(Survey, models.RESTRICT, related_name="waves", verbose_name="анкета")
    title = models.CharField("название опроса", max_length=160)
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    moment = models.CharField("какой замер", max_length=10, choices=Moment.choices,
                              default=Moment.NONE)  # fmt: skip
    opens_on = models.DateField("с")
    closes_on = models.DateField("по")
    is_anonymous = models.BooleanField("без имён")
    by_mail = models.BooleanField("писать о нём на почту", default=True)
    closed_on = models.DateField("закрыт", null=True, blank=True)

    class Meta:
        verbose_name = "опрос"
        verbose_name_plural = "опросы"
        indexes = [models.Index(fields=["organization", "year"], name="wave_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="wave_closes_after_it_opens",
                violation_error_message="Опрос не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(moment__in=Moment.values), name="wave_moment_is_known"
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def is_open(self, on):
        """Tell whether answers are taken on that day."""
        return self.closed_on is None and self.opens_on <= on <= self.closes_on
