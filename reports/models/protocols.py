"""Minutes of a council or another body: who met, what was asked, said and decided."""

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel
from people.models import Organization, Person


class Body(models.TextChoices):
    COUNCIL = "council", "совет наставников"
    PEDAGOGICAL = "pedagogical", "педагогический совет"
    METHODICAL = "methodical", "методический совет"
    ASSOCIATION = "association", "методическое объединение"
    GROUP = "group", "рабочая группа"


class Protocol(ScopedModel):
    """One meeting of a body; `members` and `present` are numbers, names stand in words."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    body = models.CharField("кто заседал", max_length=20, choices=Body.choices)
    number = models.CharField("номер", max_length=20)
    held_on = models.DateField("дата")
    chair = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+",
                              verbose_name="председатель")  # fmt: skip
    secretary = models.ForeignKey(Person, models.PROTECT, null=True, blank=True,
                                  related_name="+", verbose_name="секретарь")  # fmt: skip
    members = models.PositiveSmallIntegerField("всего членов", null=True, blank=True)
    present = models.PositiveSmallIntegerField("присутствовали, человек", null=True, blank=True)
    names = models.TextField("кто присутствовал", max_length=2000, blank=True,
                             help_text="Фамилии через запятую. Для большого совета можно "
                             "приложить лист регистрации и оставить пустым.")  # fmt: skip
    absent = models.CharField("кто отсутствовал", max_length=500, blank=True)
    invited = models.CharField("приглашены", max_length=500, blank=True)

    class Meta:
        verbose_name = "протокол"
        verbose_name_plural = "протоколы"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(members=None) | Q(present=None) | Q(present__lte=F("members")),
                name="no_more_present_than_members",
                violation_error_message="Присутствовать не может больше человек, чем членов.",
            ),
            models.CheckConstraint(
                condition=Q(chair=None) | Q(secretary=None) | ~Q(chair=F("secretary")),
                name="chair_is_not_the_secretary",
                violation_error_message="Председатель и секретарь – разные люди.",
            ),
        ]

    def __str__(self):
        return f"Протокол № {self.number} от {self.held_on:%d.%m.%Y}"


class AgendaItem(ScopedModel):
    """One question: who reported, who spoke, what was decided and how many voted."""

    owner = "protocol"

    protocol = models.ForeignKey(Protocol, models.CASCADE, related_name="items",
                                 verbose_name="протокол")  # fmt: skip
    position = models.PositiveSmallIntegerField("№", default=1)
    question = models.CharField("вопрос повестки", max_length=300,
                                help_text="Например: О составе наставнических пар.")  # fmt: skip
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+",
                                verbose_name="кого слушали")  # fmt: skip
    speech = models.TextField("что доложено", max_length=3000, blank=True)
    discussion = models.TextField("кто выступил и о чём", max_length=3000, blank=True)
    decision = models.TextField("что постановили", max_length=3000, blank=True,
                                help_text="Каждое решение с новой строки.")  # fmt: skip
    votes_for = models.PositiveSmallIntegerField("за", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("против", null=True, blank=True)
    abstained = models.PositiveSmallIntegerField("воздержались", null=True, blank=True)

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.question
