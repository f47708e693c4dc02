"""What somebody answers for in one academic year besides the banks: councils, the site, papers."""

from django.db import models
from django.db.models import F, Q

from people.models.participants import Participant
from people.models.persons import Person


class DutyKind(models.TextChoices):
    COUNCIL_HEAD = "council_head", "председатель совета наставников"
    COUNCIL = "council", "член совета наставников"
    GROUP_HEAD = "group_head", "руководитель рабочей группы"
    GROUP = "group", "член рабочей группы"
    PSYCHOLOGIST = "psychologist", "педагог-психолог"
    SITE = "site", "ответственный за сайт и социальные сети"
    CLERK = "clerk", "секретарь, делопроизводитель"
    PERSONAL_DATA = "personal_data", "ответственный за обработку персональных данных"
    COMMISSION_HEAD = "commission_head", "председатель комиссии по уничтожению данных"
    COMMISSION = "commission", "член комиссии по уничтожению данных"
    STAFF = "staff", "специалист по кадрам"
    OTHER = "other", "другая роль"


class Duty(Participant):
    """A role of the year; somebody may have several, and a role may pass to another mid-year."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="duties",
                               verbose_name="человек")  # fmt: skip
    kind = models.CharField("роль", max_length=20, choices=DutyKind.choices)
    words = models.CharField("своими словами", max_length=120, blank=True,
                             help_text="Как в дорожной карте.")  # fmt: skip
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)

    class Meta:
        verbose_name = "роль в году"
        verbose_name_plural = "роли по годам"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "kind", "words"], name="duty_once_a_year",
                violation_error_message="Эта роль в этом году у человека уже есть.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DutyKind.OTHER) | ~Q(words=""), name="other_duty_is_worded",
                violation_error_message="Напишите, какая это роль, своими словами.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="duty_ends_after_it_starts",
                violation_error_message="Роль не может закончиться раньше, чем началась.",
            ),
        ]  # fmt: skip

    @property
    def title(self):
        """The role as people say it: the own words, or those of its kind."""
        return self.words or self.get_kind_display()
