"""Topics: one tree of what needs, competences and meetings are about, and who knows or needs what.

The shared tree comes from fixtures/catalogue.json; an organization adds its own topics beside it.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet
from people.models import Mentee, Mentor, Organization
from people.names import normalise


class TopicQuerySet(ScopedQuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def visible_to(self, user):
        """Return the shared topics and the own ones."""
        own = super().visible_to(user)
        work = getattr(user, "membership", None)
        if user.is_superuser or work is None or work.role == "municipality":
            return own
        return self.of(work.organization_id)

    def of(self, organization):
        """Return the topics the organization works with: the shared tree and its own."""
        return self.filter(Q(organization=None) | Q(organization=organization))

    def fitting(self, form, organization=None):
        """Return the topics for the mentees of that MentoringForm."""
        audience = "for_learners" if form.mentee_is_learner else "for_teachers"
        return self.of(organization).filter(**{audience: True})

    def groups(self):
        """Return the headings of the tree: they group topics and are no topic themselves."""
        return self.filter(parent=None, for_learners=False, for_teachers=False)

    def choosable(self):
        return self.filter(Q(for_learners=True) | Q(for_teachers=True))


class Topic(ScopedModel):
    """What a meeting, a need or a competence is about; without an organization shared by all."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name="организация",
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name="раздел", limit_choices_to={"parent": None, "for_learners": False,
                                                 "for_teachers": False},
    )  # fmt: skip
    code = models.SlugField("код", max_length=40, unique=True, null=True, editable=False)
    name = models.CharField("название", max_length=120)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    for_learners = models.BooleanField("для обучающихся", default=False)
    for_teachers = models.BooleanField("для педагогов", default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "тема"
        verbose_name_plural = "темы"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None, code__isnull=False)
                | Q(organization__isnull=False, code=None),
                name="topic_is_shared_or_own",
            ),
            models.UniqueConstraint(
                fields=["organization", "name"], name="topic_added_once",
                violation_error_message="Такая тема у вас уже есть.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)

    def clean(self):
        shared = Topic.objects.filter(organization=None).values_list("name", flat=True)
        if self.organization_id and normalise(self.name) in map(normalise, shared):
            raise ValidationError({"name": "Такая тема уже есть в общем дереве."})


class Level(models.IntegerChoices):
    KNOWS = 1, "знает"
    DOES = 2, "уверенно применяет"
    TEACHES = 3, "учит других"


class Competence(ScopedModel):
    """What a mentor of the bank can help with, how well, and what shows it."""

    owner = "mentor"

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="+", verbose_name="наставник")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="competences",
                              verbose_name="тема")  # fmt: skip
    level = models.PositiveSmallIntegerField("уровень", choices=Level.choices, default=Level.DOES)
    evidence = models.CharField("чем подтверждается", max_length=200, blank=True)

    class Meta:
        verbose_name = "компетенция"
        verbose_name_plural = "компетенции"
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "topic"], name="competence_named_once",
                violation_error_message="Эта тема уже указана.",
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 3)), name="competence_level"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.topic}: {self.get_level_display()}"


class Severity(models.IntegerChoices):
    SLIGHT = 1, "слабо"
    CLEAR = 2, "заметно"
    URGENT = 3, "остро"


class NeedSource(models.TextChoices):
    SURVEY = "survey", "анкета"
    DIAGNOSTICS = "diagnostics", "диагностика"
    OBSERVATION = "observation", "наблюдение"
    REQUEST = "request", "собственная просьба"


class Need(ScopedModel):
    """What a mentee of the base needs help with, how urgently, and who says so."""

    owner = "mentee"

    mentee = models.ForeignKey(Mentee, models.CASCADE, related_name="+",
                               verbose_name="наставляемый")  # fmt: skip
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="needs", verbose_name="тема")
    severity = models.PositiveSmallIntegerField("насколько остро", choices=Severity.choices,
                                                default=Severity.CLEAR)  # fmt: skip
    source = models.CharField("откуда известно", max_length=20, choices=NeedSource.choices,
                              default=NeedSource.SURVEY)  # fmt: skip
    noted_on = models.DateField("когда замечено", null=True, blank=True)

    class Meta:
        verbose_name = "потребность"
        verbose_name_plural = "потребности"
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "topic"], name="need_named_once",
                violation_error_message="Эта тема уже указана.",
            ),
            models.CheckConstraint(condition=Q(severity__range=(1, 3)), name="need_severity"),
        ]  # fmt: skip

    def clean(self):
        super().clean()
        if self.noted_on and self.noted_on > timezone.localdate():
            raise ValidationError({"noted_on": "Этот день ещё не наступил. Исправьте дату."})

    def __str__(self):
        return f"{self.topic}: {self.get_severity_display()}"
