"""One mentor of a pair replaced by another in the middle of the year."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.pairs import PairMember
from people.access import ScopedModel, ScopedQuerySet
from people.models import Person, User


class ReplacementReason(models.TextChoices):
    REFUSAL = "refusal", "наставник отказался от поручения"
    EMPLOYER = "employer", "работодатель отменил поручение"
    DISMISSAL = "dismissal", "увольнение"
    TRANSFER = "transfer", "перевод на другую работу"
    ABSENCE = "absence", "длительное отсутствие"
    CONFLICT = "conflict", "не сработались"
    OTHER = "other", "другая причина"


class ReplacementQuerySet(ScopedQuerySet):
    def open(self):
        """Return what is being prepared: no order has fixed it, nobody has given it up."""
        return self.filter(registered_on=None, cancelled_on=None)


class Replacement(ScopedModel):
    """A replacement from its reason to its order; until then nothing of the pair is changed."""

    owner = "leaving"

    leaving = models.ForeignKey(PairMember, models.CASCADE, related_name="replacements",
                                verbose_name="кого заменяют")  # fmt: skip
    reason = models.CharField("причина", max_length=12, choices=ReplacementReason.choices)
    details = models.CharField("подробнее", max_length=300, blank=True)
    noticed_on = models.DateField("дата уведомления", null=True, blank=True)
    effective_on = models.DateField("новый наставник работает с")
    successor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+",
                                  verbose_name="кто заменит")  # fmt: skip
    limit_reason = models.CharField("почему сверх предела", max_length=300, blank=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                   verbose_name="кто готовит")  # fmt: skip
    started_on = models.DateField("начата")
    registered_on = models.DateField("дата приказа", null=True, blank=True)
    basis = models.CharField("основание", max_length=200, blank=True)
    cancelled_on = models.DateField("отменена", null=True, blank=True)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "замена наставника"
        verbose_name_plural = "замены наставников"
        constraints = [
            models.UniqueConstraint(
                fields=["leaving"], condition=Q(registered_on=None, cancelled_on=None),
                name="replacement_prepared_once",
                violation_error_message="Замена этого наставника уже готовится.",
            ),
            models.CheckConstraint(
                condition=Q(noticed_on=None) | Q(effective_on__gt=F("noticed_on")),
                name="replacement_follows_the_notice",
                violation_error_message="Замена начинается позже дня уведомления.",
            ),
            models.CheckConstraint(
                condition=Q(registered_on=None, basis="")
                | (Q(registered_on__isnull=False, successor__isnull=False) & ~Q(basis="")),
                name="replacement_registered_with_its_order",
            ),
            models.CheckConstraint(
                condition=Q(registered_on=None) | Q(cancelled_on=None),
                name="replacement_registered_or_given_up",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Замена наставника с {self.effective_on:%d.%m.%Y}"

    @property
    def is_open(self):
        return self.registered_on is None and self.cancelled_on is None
