"""Posts: what somebody works as, from one day to another; main posts exclude each other."""

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models

from people.access import ScopedModel
from people.birth import YOUNGEST_AT_WORK, work_trouble
from people.models.organizations import share_a_day
from people.models.persons import Person


class PositionPeriod(ScopedModel):
    """A post somebody holds from one day to another."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts",
                               verbose_name="человек")  # fmt: skip
    title = models.CharField("должность", max_length=200, help_text="учитель математики")
    is_main = models.BooleanField("основная", default=True)
    category = models.CharField("квалификационная категория", max_length=60, blank=True)
    hired_on = models.DateField("педагогический стаж с", null=True, blank=True)
    starts_on = models.DateField("в должности с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    contract_number = models.CharField("номер трудового договора", max_length=50, blank=True)
    contract_on = models.DateField("дата трудового договора", null=True, blank=True)

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")) | models.Q(ends_on=None),
                name="post_ends_after_it_starts",
                violation_error_message="Должность не может закончиться раньше, чем началась.",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        born_on = self.person.birth_on if self.person_id else None
        for name in ("hired_on", "starts_on") if born_on else ():
            day = getattr(self, name)
            if day and work_trouble(born_on, day):
                raise ValidationError({name: (
                    f"В этот день человеку не было {YOUNGEST_AT_WORK} лет. Исправьте дату."
                )})  # fmt: skip

    def covers(self, day):
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )

    def experience(self, day):
        """Return the full years of teaching on that day, or None when its beginning is unknown."""
        if self.hired_on is None or self.hired_on > day:
            return None
        return relativedelta(day, self.hired_on).years


def refuse_overlapping(posts):
    """Raise ValidationError when two main posts of one person, or one post twice, share a day.

    ТК РФ ст. 60.1, 282: the main work is one; whatever is held beside it is a part-time post.
    """
    for number, post in enumerate(posts):
        for other in posts[:number]:
            if not share_a_day(post, other):
                continue
            if post.title.casefold() == other.title.casefold():
                raise ValidationError(
                    f"Должность «{post.title}» записана дважды на одни и те же дни. "
                    "Удалите одну из записей или исправьте даты."
                )
            if post.is_main and other.is_main:
                raise ValidationError(
                    f"Основная должность бывает одна, а «{other.title}» и «{post.title}» "
                    "пересекаются. Укажите, по какой день была первая, или снимите у второй "
                    "отметку «основная»."
                )
