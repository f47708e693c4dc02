"""What a row is to bring and what proves that it was done."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from roadmaps.expected import PAPERS, ResultKind
from roadmaps.models.answering import Part
from roadmaps.models.plans import Item
from roadmaps.models.progress import Occurrence


class EvidenceKind(models.TextChoices):
    """What can prove a row."""

    DOCUMENT = "document", "Документ"
    WAVE = "wave", "Опрос"
    EVENT = "event", "Событие"
    PUBLICATION = "publication", "Публикация"
    PRINTOUT = "printout", "Реестр или отчёт"
    PROTOCOL = "protocol", "Протокол"
    FILE = "file", "Файл"
    NOTE = "note", "Запись"


class ExpectedResult(ScopedModel):
    """One result the cell of the row names; derived, made anew when the cell changes."""

    owner = "item"

    item = models.ForeignKey(Item, models.CASCADE, related_name="results",
                             verbose_name="мероприятие")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("вид", max_length=12, choices=ResultKind.choices)
    text = models.CharField("как назван", max_length=500)
    quantity = models.PositiveSmallIntegerField("сколько", null=True, blank=True)

    class Meta:
        verbose_name = "ожидаемый результат"
        verbose_name_plural = "ожидаемые результаты"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="result_has_its_place"),
            models.CheckConstraint(condition=Q(kind__in=ResultKind.values),
                                   name="result_kind_is_known"),
        ]  # fmt: skip

    def __str__(self):
        return self.text

    @property
    def is_paper(self):
        return self.kind in PAPERS


class Proof(ScopedModel):
    """What evidence and proposals share: a row of this or another app, named by kind and key.

    `key` is plain: documents live above. It is empty for a file, a link or a note.
    """

    owner = "occurrence"

    kind = models.CharField("вид", max_length=12, choices=EvidenceKind.choices)
    key = models.PositiveBigIntegerField("ключ", null=True, blank=True, editable=False)
    title = models.CharField("что подтверждает", max_length=300)
    dated_on = models.DateField("от какого числа")

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


class Evidence(Proof):
    """What proves a date of a row; `with_mark`: came with the mark and goes with it.

    What somebody brought for the own share names the `part` and goes with that share's mark.
    """

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="evidence",
                                   verbose_name="срок исполнения")  # fmt: skip
    link = models.URLField("ссылка", max_length=500, blank=True)
    with_mark = models.BooleanField("появилось вместе с отметкой", default=False)
    part = models.ForeignKey(Part, models.SET_NULL, null=True, blank=True, related_name="proofs",
                             verbose_name="о чьей доле")  # fmt: skip
    added_by = models.ForeignKey("people.User", models.SET_NULL, null=True, related_name="+",
                                 verbose_name="кто приложил")  # fmt: skip
    added_at = models.DateTimeField("приложено", auto_now_add=True)

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["dated_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "kind", "key"], name="evidence_once"),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values),
                                   name="evidence_kind_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_words",
                                   violation_error_message="Напишите, чем подтверждено."),
        ]  # fmt: skip


class EvidenceFile(ScopedModel):
    """The bytes of a file that proves a row, beside it in the database: one copy keeps all."""

    owner = "evidence"

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="file",
                                    verbose_name="подтверждение")  # fmt: skip
    name = models.CharField("имя файла", max_length=200)
    content = models.BinaryField()

    class Meta:
        verbose_name = "файл подтверждения"
        verbose_name_plural = "файлы подтверждений"

    def __str__(self):
        return self.name


class Proposal(Proof):
    """Something that may prove a date: the school says yes, which makes evidence, or no."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="proposals",
                                   verbose_name="срок исполнения")  # fmt: skip
    declined_on = models.DateField("отклонено", null=True, blank=True)

    class Meta:
        verbose_name = "предложенное подтверждение"
        verbose_name_plural = "предложенные подтверждения"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "kind", "key"], name="proposal_once"),
        ]
