"""Organizations beside the school: they send mentors or trainees under an agreement."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel
from people.models import Organization
from people.models.organizations import digits
from people.names import GenderUnknown, gender_of_full


def tells_gender(full_name):
    """Refuse a name without a patronymic that tells the gender: an agreement declines it."""
    try:
        gender_of_full(full_name)
    except GenderUnknown as unknown:
        raise ValidationError(
            "Напишите фамилию, имя и отчество полностью: без отчества имя не поставить в падеж."
        ) from unknown


class Partner(ScopedModel):
    """An enterprise, a college or a university, and the agreement with it that is in force."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    name = models.CharField("партнёр", max_length=200, help_text="ООО «Верхнеозёрский завод»")
    address = models.CharField("адрес", max_length=200, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True, validators=[digits(10, 12)])
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, validators=[digits(13, 15)])
    head_position = models.CharField("должность руководителя", max_length=120, blank=True,
                                     help_text="Например: генеральный директор.")  # fmt: skip
    head_name = models.CharField("фамилия, имя, отчество руководителя", max_length=150, blank=True,
                                 validators=[tells_gender],
                                 help_text="В именительном падеже: договор поставит в "
                                 "родительный сам.")  # fmt: skip
    basis = models.CharField("действует на основании", max_length=120, blank=True,
                             help_text="В родительном падеже: устава; доверенности от "
                             "01.09.2026 № 5.")  # fmt: skip
    contact = models.CharField("с кем связаться", max_length=200, blank=True)
    agreement_number = models.CharField("номер договора", max_length=40, blank=True,
                                        help_text="Без номера – «б/н».")  # fmt: skip
    agreed_on = models.DateField("дата договора", null=True, blank=True)
    ends_on = models.DateField("действует по", null=True, blank=True,
                               help_text="Пусто – без срока.")  # fmt: skip

    class Meta:
        verbose_name = "партнёр"
        verbose_name_plural = "партнёры"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="partner_entered_once",
                violation_error_message="Такой партнёр уже внесён.",
            ),
            models.CheckConstraint(
                condition=Q(agreement_number="", agreed_on=None)
                | (~Q(agreement_number="") & Q(agreed_on__isnull=False)),
                name="partner_agreement_has_number_and_date",
                violation_error_message="Укажите и номер, и дату договора.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("agreed_on")),
                name="partner_agreement_ends_after_its_date",
                violation_error_message="Договор не может закончиться раньше, чем заключён.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def trouble(self, on):
        """Say what is wrong with the agreement on that day, or ""."""
        if self.agreed_on is None:
            return "договор не заключён"
        if on < self.agreed_on:
            return f"договор начнётся {self.agreed_on:%d.%m.%Y}"
        if self.ends_on and self.ends_on < on:
            return f"договор истёк {self.ends_on:%d.%m.%Y}"
        return ""
