"""The terms on which an employee mentors a colleague (ТК РФ ст. 351.8)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from mentoring.models.pairs import PairMember
from people.access import ScopedModel, ScopedQuerySet


class PayKind(models.TextChoices):
    PERCENT = "percent", "процент от оклада"
    SUM = "sum", "сумма"
    NONE = "none", "без выплаты"
    DUTIES = "duties", "входит в обязанности"


PAID = (PayKind.PERCENT, PayKind.SUM)


class NoticeBy(models.TextChoices):
    EMPLOYEE = "employee", "работник отказался"
    EMPLOYER = "employer", "работодатель отменил поручение"


class LabourTermsQuerySet(ScopedQuerySet):
    def on(self, day):
        """Return the terms in force on that day."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=day), starts_on__lte=day, ends_on__gte=day
        )


class LabourTerms(ScopedModel):
    """Content, term, form and pay of a mentor's work, as the supplementary agreement names them.

    A prolongation is another row: what was agreed for last term stays as it was.
    """

    owner = "member"

    member = models.ForeignKey(PairMember, models.CASCADE, related_name="labour_terms",
                               verbose_name="наставник")  # fmt: skip
    content = models.TextField("содержание работы", max_length=2000)
    form = models.CharField("форма работы", max_length=200)
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    pay_kind = models.CharField("выплата", max_length=10, choices=PayKind.choices)
    pay_value = models.DecimalField(
        "сколько", max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1_000_000)],
    )  # fmt: skip
    pay_basis = models.CharField(
        "основание выплаты или причина, почему её нет", max_length=300, blank=True,
        help_text="Например: положение об оплате труда, п. 4.2.",
    )  # fmt: skip
    agreement_number = models.CharField("номер доп. соглашения", max_length=40, blank=True)
    agreed_on = models.DateField("дата доп. соглашения", null=True, blank=True)
    consented_on = models.DateField("дата письменного согласия", null=True, blank=True)
    notice_by = models.CharField("кто уведомил", max_length=10, choices=NoticeBy.choices,
                                 blank=True)  # fmt: skip
    noticed_on = models.DateField("дата уведомления", null=True, blank=True)
    ended_on = models.DateField("последний день работы", null=True, blank=True)

    objects = LabourTermsQuerySet.as_manager()

    class Meta:
        verbose_name = "условия работы наставника"
        verbose_name_plural = "условия работы наставников"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="labour_terms_end_after_start",
                violation_error_message="Срок работы не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(pay_kind__in=PAID, pay_value__gt=0)
                | (~Q(pay_kind__in=PAID) & Q(pay_value=None)),
                name="labour_pay_has_its_value",
                violation_error_message="Укажите размер выплаты: число больше нуля.",
            ),
            models.CheckConstraint(
                condition=~Q(pay_kind=PayKind.NONE) | ~Q(pay_basis=""),
                name="labour_without_pay_says_why",
                violation_error_message="Напишите, почему работа без выплаты.",
            ),
            models.CheckConstraint(
                condition=Q(agreement_number="", agreed_on=None)
                | (~Q(agreement_number="") & Q(agreed_on__isnull=False)),
                name="labour_agreement_has_number_and_date",
                violation_error_message="Укажите и номер, и дату дополнительного соглашения.",
            ),
            models.CheckConstraint(
                condition=Q(notice_by="", noticed_on=None)
                | (~Q(notice_by="") & Q(noticed_on__isnull=False)),
                name="labour_notice_has_its_day",
                violation_error_message="Укажите, кто и когда уведомил.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="labour_ended_after_start",
                violation_error_message="Работа не может закончиться раньше, чем началась.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.member}, по {self.last_day:%d.%m.%Y}"

    @property
    def last_day(self):
        """The last day on which the mentor works and is paid."""
        return min(self.ended_on or self.ends_on, self.ends_on)

    @property
    def pay(self):
        """Say what is paid: «15 % должностного оклада», «3 000 руб. в месяц», «без выплаты»."""
        if self.pay_value is None:
            return PayKind(self.pay_kind).label
        digits = 0 if self.pay_value == self.pay_value.to_integral_value() else 2
        number = f"{self.pay_value:,.{digits}f}".replace(",", "\u00a0").replace(".", ",")
        percent = self.pay_kind == PayKind.PERCENT
        unit = "% должностного оклада" if percent else "руб. в месяц"
        return f"{number}\u00a0{unit}"

    @property
    def is_agreed(self):
        """Whether the agreement is signed, or no agreement is needed at all."""
        return self.agreed_on is not None or self.pay_kind == PayKind.DUTIES
