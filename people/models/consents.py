"""Consents: what somebody agreed to, who signed it and when, and its withdrawal."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models.consent_texts import ConsentKind, ConsentText
from people.models.persons import Person
from people.models.users import User


class WithdrawalWay(models.TextChoices):
    IN_PERSON = "in_person", "лично"
    LETTER = "letter", "письмо"
    EMAIL = "email", "электронная почта"
    GOSUSLUGI = "gosuslugi", "Госуслуги"


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
    withdrawal_way = models.CharField("как получен отзыв", max_length=12, blank=True,
                                      choices=WithdrawalWay.choices)  # fmt: skip
    withdrawal_number = models.CharField("входящий номер отзыва", max_length=40, blank=True)
    text = models.ForeignKey(ConsentText, models.PROTECT, null=True, blank=True,
                             related_name="consents", verbose_name="форма бланка")  # fmt: skip
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
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=False)
                | Q(withdrawal_way="", withdrawal_number=""),
                name="consent_withdrawal_has_its_day",
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


class ConsentScan(ScopedModel):
    """The picture of a signed sheet: a private file under a random name, served to few."""

    owner = "consent"

    consent = models.OneToOneField(Consent, models.CASCADE, related_name="scan",
                                   verbose_name="согласие")  # fmt: skip
    file = models.FileField("файл", max_length=120)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                    verbose_name="кто приложил")  # fmt: skip
    uploaded_on = models.DateField("приложен")

    class Meta:
        verbose_name = "скан согласия"
        verbose_name_plural = "сканы согласий"

    def __str__(self):
        return f"Скан: {self.consent}"
