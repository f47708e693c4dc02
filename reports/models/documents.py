"""Documents: drafts, papers waiting for the signature, and registered papers that never change."""

import re

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization, User
from people.names import normalise


class Series(models.TextChoices):
    """The two registers every school keeps apart within a calendar year."""

    CORE = "core", "основная деятельность"
    PERSONNEL = "personnel", "личный состав"


class DocumentState(models.TextChoices):
    DRAFT = "draft", "Черновик"
    WAITING = "waiting", "На подписи"
    REGISTERED = "registered", "Зарегистрирован"
    CHANGED = "changed", "Изменён"
    REPEALED = "repealed", "Утратил силу"
    CANCELLED = "cancelled", "Отменён"


def number_key(number):
    """Return what makes two numbers the same: letters in any case, no spaces, one kind of dash."""
    return re.sub(r"\s+", "", re.sub("[‐‑‒–—−]", "-", normalise(number)))


class DocumentQuerySet(ScopedQuerySet):
    def registered(self):
        return self.exclude(sha256="")

    def in_force(self):
        """Return the registered papers that no later one has ended."""
        return self.registered().exclude(amendments__change__in=["repealed", "cancelled"])

    def waiting(self):
        """Return what lies on the director's desk, the oldest first."""
        return self.filter(sha256="", sent_on__isnull=False).order_by("sent_on", "pk")

    def sent_back(self):
        """Return what the director has returned to the curator with a remark."""
        return self.drafts().exclude(remark="")

    def drafts(self):
        return self.filter(sha256="", sent_on=None)


class Document(ScopedModel):
    """A paper with a number: its facts are frozen when it is drafted, its bytes when registered."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("вид", max_length=40)
    title = models.CharField("заголовок", max_length=300)
    subject_ids = models.JSONField("о чём", default=list)
    facts = models.JSONField("содержание", default=dict)
    series = models.CharField("журнал", max_length=12, choices=Series.choices, default=Series.CORE)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+",
                                   verbose_name="кто подготовил")  # fmt: skip
    drafted_at = models.DateTimeField("подготовлен", auto_now_add=True)
    sent_on = models.DateField("на подписи с", null=True, blank=True)
    remark = models.CharField("замечание директора", max_length=300, blank=True)
    number = models.CharField("номер", max_length=50, blank=True)
    number_key = models.CharField(max_length=150, blank=True)  # one letter may fold into three
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField("порядковый номер, выданный программой", null=True,
                                         blank=True)  # fmt: skip
    registered_on = models.DateField("дата", null=True, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True,
                                      related_name="+", verbose_name="кто внёс номер")  # fmt: skip
    registered_at = models.DateTimeField("внесён в журнал", null=True, blank=True)
    sheets = models.PositiveSmallIntegerField("листов", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField("контрольный код", max_length=12, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        permissions = [("register_document", "Может зарегистрировать документ")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "series", "number_year", "number_key"],
                condition=~Q(sha256=""), name="number_given_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["organization", "series", "number_year", "serial"],
                name="serial_issued_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="control_code_of_one_document"
            ),
            models.CheckConstraint(
                condition=Q(sha256="", number="", number_key="", number_year=None, serial=None,
                            registered_on=None, registered_at=None)
                | (~Q(sha256="") & ~Q(number="") & ~Q(number_key="")
                   & Q(number_year__isnull=False, registered_on__isnull=False,
                       registered_at__isnull=False)),
                name="document_has_number_date_and_hash_together",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.mark if self.is_registered else self.title

    @property
    def is_registered(self):
        return self.sha256 != ""

    @property
    def state(self):
        """The DocumentState; of a registered paper what the last amendment made of it."""
        if self.is_registered:
            changes = {row.change for row in self.amendments.all()}
            ended = changes - {DocumentState.CHANGED}
            return DocumentState(next(iter(ended or changes), DocumentState.REGISTERED))
        return DocumentState.WAITING if self.sent_on else DocumentState.DRAFT

    @property
    def mark(self):
        """«от 15.09.2026 № 163-ОД», as annexes and other papers name it."""
        return f"от {self.registered_on:%d.%m.%Y} № {self.number}" if self.is_registered else ""

    @property
    def basis(self):
        return f"приказ {self.mark}"


class DocumentFile(ScopedModel):
    """The stored bytes; they win over everything, nothing renders a registered paper again."""

    owner = "document"

    document = models.OneToOneField(Document, models.PROTECT, related_name="file",
                                    verbose_name="документ")  # fmt: skip
    pdf = models.BinaryField()

    class Meta:
        verbose_name = "файл документа"
        verbose_name_plural = "файлы документов"

    def __str__(self):
        return str(self.document)
