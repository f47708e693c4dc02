"""Kinds of consent, and the wordings of their blanks: which version is required from which day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models.organizations import Organization


class ConsentKind(models.TextChoices):
    PERSONAL_DATA = "personal_data", "обработка персональных данных"
    PARTICIPATION = "participation", "участие в программе"
    DISSEMINATION = "dissemination", "распространение персональных данных"
    IMAGE = "image", "фото и видео"
    TRANSFER = "transfer", "передача данных третьей стороне"
    LABOUR = "labour", "работа наставника по ст. 351.8 ТК РФ"


REQUIRED_KINDS = (ConsentKind.PERSONAL_DATA, ConsentKind.PARTICIPATION)


BLOCKS = ("purpose", "data", "actions", "extra")
PLACES = {  # which blocks the blanks of a kind have room for
    ConsentKind.PERSONAL_DATA: BLOCKS,
    ConsentKind.PARTICIPATION: ("actions", "extra"),
    ConsentKind.DISSEMINATION: ("purpose", "data", "extra"),
    ConsentKind.IMAGE: ("purpose", "actions", "extra"),
    ConsentKind.TRANSFER: BLOCKS,
    ConsentKind.LABOUR: ("extra",),
}


class ConsentTextQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Return the own wordings and the shared ones, which belong to nobody."""
        own = super().visible_to(user)
        work = getattr(user, "membership", None)
        if user.is_superuser or work is None or work.role not in ("curator", "director"):
            return own
        return self.of(work.organization_id)

    def of(self, organization):
        return self.filter(Q(organization=None) | Q(organization=organization))

    def required(self, organization, on):
        """Return {kind: the wording required on that day}, the latest one; the own one wins."""
        rows = self.of(organization).filter(required_from__lte=on)
        ranked = sorted(rows, key=lambda row: (row.required_from, row.organization_id is not None,
                                               row.pk))  # fmt: skip
        return {row.kind: row for row in ranked}


class ConsentText(ScopedModel):
    """One version of a blank; an empty block keeps the words the program prints by itself.

    Without an organization it is shared by all. What somebody has signed is never reworded.
    """

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name="организация",
    )  # fmt: skip
    kind = models.CharField("вид", max_length=20, choices=ConsentKind.choices)
    version = models.CharField("версия", max_length=40, help_text="Например, «2026-09».")
    required_from = models.DateField(
        "обязательна с",
        help_text="Согласия, подписанные раньше на прежнем бланке, станут устаревшими.",
    )
    purpose = models.TextField("цель обработки", max_length=1000, blank=True)
    data = models.TextField("перечень данных", max_length=2000, blank=True)
    actions = models.TextField("действия с данными", max_length=2000, blank=True)
    extra = models.TextField("дополнительный абзац", max_length=2000, blank=True)
    reason = models.CharField("почему изменилась", max_length=300, blank=True,
                              help_text="Закон, решение, смена адреса.")  # fmt: skip

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = "форма согласия"
        verbose_name_plural = "формы согласий"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "version"], name="consent_text_version_once",
                condition=Q(organization__isnull=False),
                violation_error_message="Такая версия этого вида уже есть.",
            ),
            models.UniqueConstraint(
                fields=["kind", "version"], name="shared_consent_text_version_once",
                condition=Q(organization=None),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()}, версия {self.version}"

    def clean(self):
        places = PLACES.get(self.kind, BLOCKS)
        homeless = [name for name in BLOCKS if getattr(self, name).strip() and name not in places]
        if homeless:
            raise ValidationError(
                dict.fromkeys(
                    homeless,
                    "На этом бланке такого места нет. Впишите текст в дополнительный абзац.",
                )
            )

    @property
    def words(self):
        """The own words of the blank by block, with the version that is printed under them."""
        own = {name: getattr(self, name) for name in PLACES.get(self.kind, BLOCKS)}
        return own | {"version": self.version}
