"""Questionnaires and their questions: the words asked; never who was asked or what came back."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization
from surveys.questions import TITLES


class Audience(models.TextChoices):
    """Whom a questionnaire is worded for, and therefore who is invited to a wave."""

    EMPLOYEES = "employees", "все работники"
    LEARNERS = "learners", "все обучающиеся"
    MENTORS = "mentors", "все наставники"
    MENTEES = "mentees", "все наставляемые"
    TEACHER_MENTORS = "teacher_mentors", "наставники-педагоги"
    TEACHER_MENTEES = "teacher_mentees", "наставляемые педагоги"
    LEARNER_MENTORS = "learner_mentors", "наставники-обучающиеся"
    LEARNER_MENTEES = "learner_mentees", "наставляемые обучающиеся"
    PARENTS = "parents", "родители наставляемых"
    CURATORS = "curators", "кураторы"


class Moment(models.TextChoices):
    """Which of two measurements that are compared; `none` stands alone or recurs."""

    BEFORE = "before", "до начала"
    AFTER = "after", "после завершения"
    NONE = "none", "отдельный опрос"


QuestionType = models.TextChoices(
    "QuestionType", {code.upper(): (code, title) for code, title in TITLES.items()}
)


class SurveyQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Return the own questionnaires and the built-in ones, which belong to nobody."""
        own = super().visible_to(user)
        work = getattr(user, "membership", None)
        if user.is_superuser or work is None or work.role not in ("curator", "director"):
            return own
        return self.filter(Q(organization=work.organization_id) | Q(organization=None))

    def get_by_natural_key(self, code, version):
        """Find a built-in questionnaire: only those come from a fixture."""
        return self.get(code=code, version=version, organization=None)

    def latest(self):
        """Return of every code only the newest version: an own copy hides the built-in one."""
        newest = {}
        for survey in self.order_by("position", "code", "version", "pk"):
            newest[survey.code] = max(newest.get(survey.code, survey), survey,
                                      key=lambda row: (row.organization_id is not None,
                                                       row.version))  # fmt: skip
        return list(newest.values())


class Survey(ScopedModel):
    """One version of a questionnaire; without an organization it is built in and never edited.

    `family` ties questionnaires whose answers are compared: before with after, quarter by quarter.
    """

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name="организация",
    )  # fmt: skip
    code = models.SlugField("код", max_length=40)
    version = models.PositiveSmallIntegerField("версия", default=1)
    family = models.SlugField("с чем сравнивается", max_length=40)
    title = models.CharField("название", max_length=160)
    intro = models.CharField("что сказать перед вопросами", max_length=500, blank=True)
    audience = models.CharField("для кого", max_length=20, choices=Audience.choices)
    moment = models.CharField("какой замер", max_length=10, choices=Moment.choices,
                              default=Moment.NONE)  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок", default=0)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "анкета"
        verbose_name_plural = "анкеты"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "version"], name="survey_version_written_once",
                violation_error_message="Такая версия анкеты уже есть.",
            ),
            models.UniqueConstraint(
                fields=["code", "version"], condition=Q(organization=None),
                name="built_in_survey_version_written_once",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="survey_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(moment__in=Moment.values), name="survey_moment_is_known"
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def natural_key(self):
        return (self.code, self.version)

    @property
    def is_built_in(self):
        return self.organization_id is None


class QuestionQuerySet(ScopedQuerySet):
    def get_by_natural_key(self, key, code, version):
        return self.get(
            key=key, survey__code=code, survey__version=version, survey__organization=None
        )


class Question(ScopedModel):
    """One question; `key` is the same before and after and in every later version."""

    owner = "survey"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions",
                               verbose_name="анкета")  # fmt: skip
    key = models.SlugField("ключ", max_length=40)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    block = models.CharField("раздел", max_length=80, blank=True)
    text = models.CharField("вопрос", max_length=300)
    type = models.CharField("как отвечают", max_length=12, choices=QuestionType.choices)
    options = models.JSONField("варианты", default=dict, blank=True)
    is_required = models.BooleanField("нужен ответ", default=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос"
        verbose_name_plural = "вопросы"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "key"], name="question_key_once_in_a_survey",
                violation_error_message="Такой вопрос в анкете уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=list(TITLES)), name="question_type_is_known"
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.text

    def natural_key(self):
        return (self.key, *self.survey.natural_key())

    natural_key.dependencies = ["surveys.survey"]
