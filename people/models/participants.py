"""A person's part in one academic year: curator, mentor, mentee."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet
from people.models.persons import Person

LARGEST_GROUP = 5  # of all forms; those of teachers have a smaller limit of their own


class Participant(ScopedModel):
    """What curators, mentors and mentees share: the person and the year."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss",
                               verbose_name="человек")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    entered_on = models.DateField("внесён", default=timezone.localdate, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.person)

    def clean(self):
        """Refuse a day to come for what has been heard or decided, and a year of another age."""
        super().clean()
        today, wrong = timezone.localdate(), {}
        for name in ("heard_on", "recommended_on"):
            day = getattr(self, name, None)
            if day and day > today:
                wrong[name] = "Этот день ещё не наступил. Исправьте дату."
        if self.year and not 2000 <= self.year <= today.year + 1:
            wrong["year"] = f"Учебный год – с 2000 по {today.year + 1}. Исправьте год."
        if wrong:
            raise ValidationError(wrong)


def once_a_year(name, sentence):
    return models.UniqueConstraint(
        fields=["person", "year"], name=name, violation_error_message=sentence
    )


class Curator(Participant):
    """Who runs mentoring in the organization that year, with the duty as orders word it."""

    class Meta:
        verbose_name = "куратор"
        verbose_name_plural = "кураторы"
        constraints = [once_a_year("curator_once_a_year", "Этот человек уже куратор этого года.")]


class Shift(models.TextChoices):
    FIRST = "first", "первая"
    SECOND = "second", "вторая"


class MatchedQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).known()

    def known(self):
        """Return those whose data are kept; of the others a stub is left, for figures."""
        return self.filter(person__erased_on=None)


class Matched(Participant):
    """What both banks say of somebody's time and wishes: pairs are matched by it."""

    objects = MatchedQuerySet.as_manager()

    availability = models.CharField("когда свободен", max_length=200, blank=True,
                                    help_text="Вторник и четверг после 15:00.")  # fmt: skip
    shift = models.CharField("смена", max_length=10, choices=Shift.choices, blank=True)
    building = models.CharField("здание, корпус", max_length=80, blank=True)
    wishes = models.CharField("пожелания", max_length=300, blank=True,
                              help_text="С кем и о чём хотелось бы работать.")  # fmt: skip

    class Meta:
        abstract = True


class Mentor(Matched):
    """Somebody of the mentors' bank of that year."""

    capacity = models.PositiveSmallIntegerField(
        "сколько наставляемых может вести", default=LARGEST_GROUP,
        help_text="Поставьте меньше, если так договорились. Пределы формы программа помнит сама.",
    )  # fmt: skip
    strengths = models.CharField("чем может помочь", max_length=300, blank=True)
    achievements = models.CharField("важные достижения", max_length=300, blank=True)
    recommended_by = models.CharField(
        "кто рекомендовал", max_length=120, blank=True,
        help_text="Методическое объединение, педагогический совет.",
    )  # fmt: skip
    recommended_on = models.DateField("когда рекомендовали", null=True, blank=True)

    class Meta:
        verbose_name = "наставник"
        verbose_name_plural = "банк наставников"
        constraints = [
            once_a_year("mentor_once_a_year", "Этот человек уже в банке наставников этого года.")
        ]


class Mentee(Matched):
    """Somebody of the mentees' base of that year."""

    request = models.CharField("запрос, дефицит", max_length=300, blank=True)

    class Meta:
        verbose_name = "наставляемый"
        verbose_name_plural = "база наставляемых"
        constraints = [
            once_a_year("mentee_once_a_year", "Этот человек уже в базе наставляемых этого года.")
        ]


class CandidateSource(models.TextChoices):
    TEACHERS = "teachers", "собрание педагогов"
    PUPILS = "pupils", "встреча с учениками"
    PARENTS = "parents", "родительское собрание"
    PARTNERS = "partners", "встреча с партнёрами"
    OWN_WISH = "own_wish", "собственное желание"


class Candidate(Participant):
    """Somebody who may become a mentor: heard of at a meeting, perhaps agreed to be invited."""

    source = models.CharField("откуда узнали", max_length=20, choices=CandidateSource.choices)
    heard_on = models.DateField("дата встречи", null=True, blank=True)
    field = models.CharField("чем может помочь", max_length=300, blank=True)
    agreed = models.BooleanField("согласен на приглашение", default=False)

    class Meta:
        verbose_name = "возможный наставник"
        verbose_name_plural = "возможные наставники"
        constraints = [
            once_a_year("candidate_once_a_year", "Этот человек уже в списке этого года.")
        ]
