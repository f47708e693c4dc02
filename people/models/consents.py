"""Consents: what somebody agreed to, who signed it and when, and its withdrawal."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models.persons import Person


class ConsentKind(models.TextChoices):
    PERSONAL_DATA = "personal_data", "обработка персональных данных"
    PARTICIPATION = "participation", "участие в программе"
    DISSEMINATION = "dissemination", "распространение персональных данных"
    IMAGE = "image", "фото и видео"
    LABOUR = "labour", "работа наставника по ст. 351.8 ТК РФ"


REQUIRED_KINDS = (ConsentKind.PERSONAL_DATA, ConsentKind.PARTICIPATION)


class ConsentQuerySet(ScopedQuerySet):
    def valid(self, on):
        """Return the consents in force on that day: signed, not withdrawn, not run out."""
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
            Q(valid_until=None) | Q(valid_until__gte=on),
            signed_on__lte=on,
        )


class Consent(ScopedModel):
    """One paper of one kind; 152-ФЗ ст. 9 ч. 1 wants each as a separate sheet."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents",
                               verbose_name="чьё согласие")  # fmt: skip
    kind = models.CharField("вид", max_length=20, choices=ConsentKind.choices)
    signed_on = models.DateField("подписано")
    valid_until = models.DateField("действует по", null=True, blank=True)
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)
    shelf_mark = models.CharField("где лежит", max_length=80, blank=True,
                                  help_text="Папка и лист, например «08-12, л. 4».")  # fmt: skip

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("signed_on")),
                name="consent_withdrawn_after_signing",
                violation_error_message="Отозвать согласие можно не раньше дня подписи.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("signed_on")),
                name="consent_valid_after_signing",
                violation_error_message="Срок действия не может кончиться раньше дня подписи.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "signed_on"],
                name="consent_recorded_once_a_day",
                violation_error_message="Это согласие с той же датой уже отмечено.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.signed_on:%d.%m.%Y}"


class ConsentSignature(ScopedModel):
    """A signature under a consent: the person's own, or a guardian's."""

    owner = "consent"

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="signatures",
                                verbose_name="согласие")  # fmt: skip
    signer = models.ForeignKey(Person, models.PROTECT, related_name="signed",
                               verbose_name="кто подписал")  # fmt: skip
    is_guardian = models.BooleanField("как законный представитель", default=False)

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "signer"], name="consent_signed_once_by_each"
            )
        ]

    def __str__(self):
        return self.signer.short_name
