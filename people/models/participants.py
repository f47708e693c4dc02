"""A person's part in one academic year: curator, mentor, mentee."""

from django.db import models

from people.access import ScopedModel
from people.models.persons import Person


class Participant(ScopedModel):
    """What curators, mentors and mentees share: the person and the year."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss",
                               verbose_name="человек")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.person)


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


class Mentor(Participant):
    """Somebody of the mentors' bank of that year."""

    capacity = models.PositiveSmallIntegerField("сколько наставляемых может вести", default=2)
    strengths = models.CharField("чем может помочь", max_length=300, blank=True)

    class Meta:
        verbose_name = "наставник"
        verbose_name_plural = "банк наставников"
        constraints = [
            once_a_year("mentor_once_a_year", "Этот человек уже в банке наставников этого года.")
        ]


class Mentee(Participant):
    """Somebody of the mentees' base of that year."""

    request = models.CharField("запрос, дефицит", max_length=300, blank=True)

    class Meta:
        verbose_name = "наставляемый"
        verbose_name_plural = "база наставляемых"
        constraints = [
            once_a_year("mentee_once_a_year", "Этот человек уже в базе наставляемых этого года.")
        ]
