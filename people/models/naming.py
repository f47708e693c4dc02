"""What a person was called before, and how names and posts are declined against the rules."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models.organizations import Organization
from people.models.persons import Person, SearchField


class NamePeriod(ScopedModel):
    """A name somebody bore until `ends_on`; the present name stands in the Person."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="names",
                               verbose_name="человек")  # fmt: skip
    surname = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    ends_on = models.DateField("по", help_text="Последний день с этим именем.")
    basis = models.CharField("основание", max_length=120, blank=True,
                             help_text="Например, свидетельство о браке.")  # fmt: skip
    search = SearchField(max_length=250, editable=False)

    class Meta:
        verbose_name = "прежнее имя"
        verbose_name_plural = "прежние имена"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ends_on"], name="name_ends_once_a_day",
                violation_error_message="С этого дня имя уже менялось.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        return " ".join(filter(None, [self.surname, self.first_name, self.patronymic]))


class GrammaticalCase(models.TextChoices):
    GENITIVE = "genitive", "родительный"
    DATIVE = "dative", "дательный"
    ACCUSATIVE = "accusative", "винительный"
    INSTRUMENTAL = "instrumental", "творительный"
    PREPOSITIONAL = "prepositional", "предложный"


class DeclensionCorrection(ScopedModel):
    """One form as the bearer or the office writes it: of a person's name, or of a post's title.

    `nominative` is the text it belongs to: a changed surname leaves the old correction behind.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="declensions",
                                     verbose_name="организация")  # fmt: skip
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True,
                               related_name="declensions", verbose_name="чьё имя")  # fmt: skip
    nominative = models.CharField("именительный", max_length=250)
    case = models.CharField("падеж", max_length=20, choices=GrammaticalCase.choices)
    form = models.CharField("форма", max_length=250)

    class Meta:
        verbose_name = "исправленный падеж"
        verbose_name_plural = "исправленные падежи"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "nominative", "case"], condition=Q(person__isnull=False),
                name="name_corrected_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "nominative", "case"], condition=Q(person=None),
                name="post_corrected_once",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.form
