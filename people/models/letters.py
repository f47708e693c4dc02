"""Letters: what is sent by mail, to whom, and what somebody does not want to get."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet
from people.models.organizations import Organization
from people.models.persons import Person


class LetterKind(models.TextChoices):
    FEEDBACK = "feedback", "Отзывы о встречах"
    MEETING = "meeting", "Назначенные встречи"
    ROADMAP = "roadmap", "Сроки дорожной карты"
    SURVEY = "survey", "Опросы"
    DIGEST = "digest", "Сводка куратору по понедельникам"
    MONTH = "month", "Итог месяца директору"


class LetterQuerySet(ScopedQuerySet):
    def unsent(self):
        """Return what waits to be sent, be it for the first time or again."""
        return self.filter(sent_at=None, claimed_at=None, retry_at__isnull=False)

    def ripe(self, at):
        """Return what may be sent at that moment."""
        return self.unsent().filter(retry_at__lte=at)

    def troubled(self):
        """Return what could not be sent, whether or not it will be tried again."""
        return self.filter(sent_at=None).exclude(error="")


class Letter(ScopedModel):
    """All reminders of one day to one person; the words go as soon as they are sent.

    `about` names the reminders, {kind: [keys]}, so that none is repeated before its time.
    A letter is claimed before it is sent: what breaks off in between is never sent again.
    Without `retry_at` it will not be tried any more.
    """

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="letters",
                               verbose_name="кому")  # fmt: skip
    for_day = models.DateField("за день")
    address = models.EmailField("адрес")
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст", blank=True)
    about = models.JSONField("о чём", default=dict)
    posted_at = models.DateTimeField("составлено", auto_now_add=True)
    claimed_at = models.DateTimeField("взято в отправку", null=True, blank=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    retry_at = models.DateTimeField("отправить не раньше", null=True, blank=True,
                                    default=timezone.now)  # fmt: skip
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    error = models.CharField("почему не ушло", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        indexes = [models.Index(fields=["sent_at", "retry_at"], name="letter_to_send")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "for_day"], name="letter_once_a_day",
                violation_error_message="Письмо этому человеку за этот день уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(text=""), name="letter_sent_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False),
                name="letter_claimed_before_it_is_sent",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"письмо за {self.for_day:%d.%m.%Y}"

    @property
    def kinds(self):
        """The Russian names of what the letter is about."""
        return [LetterKind(kind).label for kind in self.about if kind in LetterKind.values]

    @property
    def state(self):
        """The tag and the word of the list: sent, waits, will be tried again, given up."""
        if self.sent_at:
            return "ok", "Отправлено"
        if self.claimed_at or self.retry_at is None:
            return "bad", "Не ушло"
        return ("warn", "Повторим") if self.error else ("idle", "Ждёт отправки")


class MailSwitch(ScopedModel):
    """A kind of letters that is off: for one person, or for everybody when no person is named."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True,
                               related_name="mail_switches", verbose_name="кому")  # fmt: skip
    kind = models.CharField("о чём не писать", max_length=12, choices=LetterKind.choices)
    off_on = models.DateField("выключено")

    class Meta:
        verbose_name = "отказ от писем"
        verbose_name_plural = "отказы от писем"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(person__isnull=False),
                                    name="mail_off_once_for_a_person"),
            models.UniqueConstraint(fields=["organization", "kind"], condition=Q(person=None),
                                    name="mail_off_once_for_all"),
        ]  # fmt: skip

    def __str__(self):
        return self.get_kind_display()
