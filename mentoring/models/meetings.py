"""Meetings: when they met, what it was about, who was there and how it was for the mentee."""

from django.db import models
from django.db.models import F, Q

from mentoring.models.pairs import Pair, PairMember
from mentoring.models.programmes import ProgrammeItem
from mentoring.models.topics import Topic
from people.access import ScopedModel, ScopedQuerySet
from people.consent_gaps import withdrawn
from people.models import User

LOWEST, HIGHEST = 1, 10


class MeetingStage(models.TextChoices):
    """The five canonical meetings of the target model (Р-145)."""

    ACQUAINTANCE = "acquaintance", "Знакомство"
    TRIAL = "trial", "Пробная"
    PLANNING = "planning", "Планирование"
    WORKING = "working", "Рабочая"
    FINAL = "final", "Итоговая"


NOUNS = (MeetingStage.ACQUAINTANCE, MeetingStage.PLANNING)


class MeetingMode(models.TextChoices):
    FACE_TO_FACE = "face_to_face", "очно"
    DISTANCE = "distance", "дистанционно"


def rating(name):
    """Return an optional rating of 1 to 10; the CHECK stands in the model's Meta."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


def within_scale(field):
    return Q(**{field: None}) | Q(**{f"{field}__gte": LOWEST, f"{field}__lte": HIGHEST})


class Meeting(ScopedModel):
    """One meeting of a pair as its mentor recorded it."""

    owner = "pair"

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="meetings", verbose_name="пара")
    held_on = models.DateField("когда")
    stage = models.CharField("какая встреча", max_length=20, choices=MeetingStage.choices)
    mode = models.CharField("как", max_length=20, choices=MeetingMode.choices,
                            default=MeetingMode.FACE_TO_FACE)  # fmt: skip
    minutes = models.PositiveSmallIntegerField("сколько минут")
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, verbose_name="о чём")
    tasks = models.ManyToManyField(ProgrammeItem, related_name="meetings", blank=True,
                                   verbose_name="задачи программы")  # fmt: skip
    progress = rating("насколько продвинулись к цели")
    rapport = rating("как работалось вместе")
    next_on = models.DateField("следующая встреча", null=True, blank=True)
    note = models.TextField("слова для дневника", max_length=2000, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                    verbose_name="кто записал")  # fmt: skip
    recorded_at = models.DateTimeField("записана", auto_now_add=True)
    sending = models.UUIDField(unique=True, editable=False)  # one form sent twice is one meeting

    class Meta:
        verbose_name = "встреча"
        verbose_name_plural = "встречи"
        indexes = [models.Index(fields=["pair", "-held_on"], name="meeting_latest_of_pair")]
        constraints = [
            models.CheckConstraint(condition=within_scale("progress"), name="progress_is_1_to_10"),
            models.CheckConstraint(condition=within_scale("rapport"), name="rapport_is_1_to_10"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="meeting_lasts_5_to_480_minutes"
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")),
                name="next_meeting_is_later",
                violation_error_message="Следующая встреча должна быть позже этой.",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.held_on:%d.%m.%Y}"

    @property
    def title(self):
        """What the meeting is called: «Знакомство», «Рабочая встреча»."""
        stage = self.get_stage_display()
        return stage if self.stage in NOUNS else f"{stage} встреча"


class MeetingCorrection(ScopedModel):
    """A meeting put right when its days of correction were over: why, and what it said before.

    `changes` are lists [field as the form names it, old words, new words].
    """

    owner = "meeting"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections",
                                verbose_name="встреча")  # fmt: skip
    corrected_at = models.DateTimeField("исправлена", auto_now_add=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                           verbose_name="кто исправил")  # fmt: skip
    reason = models.CharField("причина", max_length=300, blank=True)
    changes = models.JSONField("что было и что стало", default=list, blank=True)

    class Meta:
        verbose_name = "исправление встречи"
        verbose_name_plural = "исправления встреч"
        ordering = ["pk"]

    def __str__(self):
        return f"Исправление: {self.meeting}"


class GoalReached(models.TextChoices):
    YES = "yes", "Да"
    PARTLY = "partly", "Частично"
    NO = "no", "Нет"


class Fit(models.TextChoices):
    """Whether mentor and mentee suit each other, asked after the first two meetings."""

    YES = "yes", "Подходим"
    UNSURE = "unsure", "Пока не знаю"
    NO = "no", "Не подходим"


FIT_STAGES = (MeetingStage.ACQUAINTANCE, MeetingStage.TRIAL)


class Reader(models.TextChoices):
    """Who reads the mentee's words besides the mentee."""

    CURATOR = "curator", "Только куратор"
    BOTH = "both", "Наставник и куратор"


class AttendanceQuerySet(ScopedQuerySet):
    def awaiting(self, on):
        """Return the rows whose mentees were there, have not answered and may be asked."""
        return self.filter(
            was_present=True, answered_at=None, member__person__erased_on=None
        ).exclude(member__person__in=withdrawn(on))


class Attendance(ScopedModel):
    """A mentee's presence at a meeting, and the answers given afterwards.

    The mentor learns that there is an answer, and reads `message` when `reader` says so.
    """

    owner = "meeting"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances",
                                verbose_name="встреча")  # fmt: skip
    member = models.ForeignKey(PairMember, models.CASCADE, related_name="attendances",
                               verbose_name="участник")  # fmt: skip
    was_present = models.BooleanField("был на встрече", default=True)
    usefulness = rating("встреча была полезной")
    comfort = rating("было спокойно и удобно говорить")
    goal = models.CharField("сделали то, ради чего встречались", max_length=10,
                            choices=GoalReached.choices, blank=True)  # fmt: skip
    fit = models.CharField("подходят ли друг другу", max_length=10, choices=Fit.choices,
                           blank=True)  # fmt: skip
    message = models.TextField("слова о встрече", max_length=2000, blank=True)
    reader = models.CharField("кто прочтёт слова", max_length=10, choices=Reader.choices,
                              default=Reader.CURATOR)  # fmt: skip
    answered_at = models.DateTimeField("ответ получен", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "участие во встрече"
        verbose_name_plural = "участие и обратная связь"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_marked_once"),
            models.CheckConstraint(
                condition=within_scale("usefulness"), name="usefulness_is_1_to_10"
            ),
            models.CheckConstraint(condition=within_scale("comfort"), name="comfort_is_1_to_10"),
            models.CheckConstraint(
                condition=Q(
                    answered_at=None, usefulness=None, comfort=None, goal="", fit="", message=""
                )
                | Q(answered_at__isnull=False),
                name="answers_have_their_moment",
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.meeting}"

    @property
    def words_for_mentor(self):
        """What the mentee wrote for the mentor too; nothing that is for the curator alone."""
        return self.message if self.reader == Reader.BOTH else ""
