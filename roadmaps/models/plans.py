"""The plan: a roadmap, its stages and rows, in the words of the school."""

import datetime

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization
from roadmaps.readings import Reading

FIELDS = ("number", "stage", "activity", "deadline", "responsible", "result", "indicator", "mark")


class RoadmapQuerySet(ScopedQuerySet):
    def current(self):
        """Return what counts: no edition that was replaced, none that is not in force yet."""
        return self.filter(in_force())


def in_force(path=""):
    """Return the condition of `current` for rows that reach the roadmap by `path` («item__»)."""
    waiting = Q(**{f"{path}replaces__isnull": False, f"{path}approved_on": None})
    return Q(**{f"{path}replaced_on": None}) & ~waiting


class QuarterBasis(models.TextChoices):
    """By what «ежеквартально» and «раз в четверть» are counted."""

    CALENDAR = "calendar", "Кварталы календаря"
    TERMS = "terms", "Учебные четверти"


class Roadmap(ScopedModel):
    """One plan of measures; `columns` keeps the table as the school drew it.

    A roadmap fixed by an order is changed by a new edition that `replaces` it: a draft until its
    own order is registered, then the old one is `replaced_on` that day and stays readable.

    `terms` are pairs of (month, day), `answers` say of wordings with two readings which is meant.
    """

    open_to_municipality = True

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    title = models.CharField("название", max_length=300)
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    period_start_on = models.DateField("начало", null=True, blank=True)
    period_end_on = models.DateField("окончание", null=True, blank=True)
    columns = models.JSONField("столбцы", default=list, editable=False)
    header = models.JSONField("что стояло над таблицей", default=dict, editable=False)
    layout = models.JSONField("вид таблицы", default=dict, editable=False)
    source_name = models.CharField("из файла", max_length=200, blank=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    teaching_end_on = models.DateField(
        "последний день уроков", null=True, blank=True,
        help_text="Если не указан, это 31 мая.",
    )  # fmt: skip
    quarter_basis = models.CharField(
        "что такое квартал", max_length=10, choices=QuarterBasis.choices,
        default=QuarterBasis.CALENDAR,
    )  # fmt: skip
    terms = models.JSONField("четверти", default=list, blank=True, editable=False)
    answers = models.JSONField("как читать сроки", default=dict, blank=True, editable=False)
    approved_on = models.DateField("утверждена", null=True, blank=True, editable=False)
    approved_basis = models.CharField("чем утверждена", max_length=200, blank=True, editable=False)
    replaces = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, editable=False,
                                    related_name="edition",
                                    verbose_name="новая редакция карты")  # fmt: skip
    replaced_on = models.DateField("действовала до", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    taken_from = models.ForeignKey("roadmaps.RoadmapTemplate", models.SET_NULL, null=True,
                                   blank=True, editable=False, related_name="adopted",
                                   verbose_name="взята из готовой")  # fmt: skip

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end_on=None) | Q(period_start_on=None)
                | Q(period_end_on__gte=F("period_start_on")),
                name="roadmap_ends_after_it_starts",
                violation_error_message="Период не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_basis="")
                | (Q(approved_on__isnull=False) & ~Q(approved_basis="")),
                name="roadmap_approved_on_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(replaced_on=None) | Q(approved_on__isnull=False),
                name="roadmap_replaced_was_in_force",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def is_approved(self):
        return self.approved_on is not None

    @property
    def is_edition(self):
        """Whether this is the draft of a change to a roadmap that is still in force."""
        return self.replaces_id is not None and not self.is_approved

    @property
    def is_by_order(self):
        """Whether it is approved by an order, or is an edition that only an order approves."""
        return self.is_approved or self.replaces_id is not None

    @property
    def reading(self):
        """Return how its deadlines are read."""
        return Reading.of(self.year, teaching_end=self.teaching_end_on, terms=self.terms,
                          quarter_basis=self.quarter_basis, answers=self.answers)  # fmt: skip

    @property
    def end_on(self):
        """The last day of what lasts all the year: the end of the period, else of lessons."""
        return self.period_end_on or self.teaching_end_on or datetime.date(self.year + 1, 5, 31)


class Stage(ScopedModel):
    """A section of the table."""

    owner = "roadmap"
    open_to_municipality = True

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="stages",
                                verbose_name="дорожная карта")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.TextField("название")

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number} {self.title}".strip()


class Item(ScopedModel):
    """A row of the table: every cell as it was written."""

    owner = "roadmap"
    open_to_municipality = True

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="items",
                                verbose_name="дорожная карта")  # fmt: skip
    section = models.ForeignKey(Stage, models.CASCADE, null=True, blank=True, related_name="items",
                                verbose_name="раздел")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    number = models.CharField("№", max_length=40, blank=True)
    stage = models.TextField("этап", blank=True)
    activity = models.TextField("мероприятие", blank=True)
    deadline = models.TextField("срок", blank=True)
    responsible = models.TextField("ответственный", blank=True)
    result = models.TextField("результат", blank=True)
    indicator = models.TextField("показатель", blank=True)
    mark = models.TextField("отметка о выполнении", blank=True)
    inherits = models.JSONField("повторяют строку выше", default=list, editable=False)
    merged = models.JSONField("слитые ячейки", default=list, editable=False)
    other = models.JSONField("прочие столбцы", default=dict, editable=False)
    emphasis = models.JSONField("жирные слова и курсив", default=dict, editable=False)
    deadline_kind = models.CharField("вид срока", max_length=20, blank=True, editable=False)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False,
                                 related_name="+", verbose_name="прежняя строка")  # fmt: skip

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "position"], name="item_has_its_place")
        ]

    def __str__(self):
        return f"{self.number} {self.work}".strip()[:120]

    @property
    def work(self):
        """Return what is to be done; under a merged activity a column of the school says it."""
        beside = (text for text in self.other.values() if text)
        return self.activity or next(beside, "") or self.stage

    @property
    def texts(self):
        """Return {column: text} of all cells, a column that is none of ours by its heading."""
        return {name: getattr(self, name) for name in FIELDS} | self.other

    @property
    def under(self):
        """Return the words it stands under: its section, else its own stage."""
        return self.section.title if self.section else self.stage


class DismissedFinding(ScopedModel):
    """A finding of the checker that the school has answered; with other words it comes back."""

    owner = "roadmap"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="dismissed",
                                verbose_name="дорожная карта")  # fmt: skip
    rule = models.CharField("правило", max_length=40)
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="+",
                             verbose_name="мероприятие")  # fmt: skip
    sentence = models.CharField("замечание", max_length=400)
    reason = models.CharField("почему всё верно", max_length=300)
    dismissed_by = models.ForeignKey(
        "people.User", models.SET_NULL, null=True, related_name="+", verbose_name="кто снял"
    )

    class Meta:
        verbose_name = "снятое замечание"
        verbose_name_plural = "снятые замечания"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="finding_dismissed_for_a_reason",
                violation_error_message="Напишите причину.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.sentence


class LastChange(ScopedModel):
    """What a draft was before its last change, for taking that change back."""

    owner = "roadmap"

    roadmap = models.OneToOneField(Roadmap, models.CASCADE, related_name="last_change",
                                   verbose_name="дорожная карта")  # fmt: skip
    words = models.CharField("что изменено", max_length=200)
    before = models.JSONField("как было", default=dict)

    class Meta:
        verbose_name = "последнее изменение"
        verbose_name_plural = "последние изменения"

    def __str__(self):
        return self.words
