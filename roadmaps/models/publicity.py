"""What the school shows of its work: events with those who came, publications with those named."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from people.access import ScopedModel, ScopedQuerySet
from people.models import Consent, ConsentKind, Organization, Person, SchoolClass
from people.years import first_day, last_day


class EventKind(models.TextChoices):
    COUNCIL = "council", "педагогический совет"
    PARENTS = "parents", "родительское собрание"
    CLASS_HOUR = "class_hour", "классный час"
    SCHOOL = "school", "школа наставников"
    NETWORKING = "networking", "встреча-знакомство, нетворкинг"
    CLOSING = "closing", "итоговое мероприятие"
    SEMINAR = "seminar", "семинар, мастер-класс"
    CONFERENCE = "conference", "конференция, форум"
    CONTEST = "contest", "конкурс"
    OTHER = "other", "другое"


class EventLevel(models.TextChoices):
    OWN = "own", "внутри организации"
    MUNICIPAL = "municipal", "муниципальный"
    REGIONAL = "regional", "региональный"
    FEDERAL = "federal", "федеральный"


class EventQuerySet(ScopedQuerySet):
    def held(self, on):
        """Return the events whose attendance has been entered, none later than that day."""
        return self.filter(counted_on__isnull=False, held_on__lte=on)

    def to_count(self, on):
        """Return the events that are over and whose attendance nobody has entered."""
        return self.filter(counted_on=None, cancelled_on=None, held_on__lt=on)

    def with_numbers(self):
        """Add `present` and `called`: persons by name and those only counted, together."""
        named = Participation.objects.filter(event=OuterRef("pk")).order_by().values("event")
        groups = Turnout.objects.filter(event=OuterRef("pk")).order_by().values("event")
        came = Count("pk", Q(was_present=True))
        return self.annotate(
            present=_sum(named, came) + _sum(groups, Sum("present")),
            called=_sum(named, Count("pk")) + _sum(groups, Sum("expected")),
        )


def _sum(rows, what):
    return Coalesce(Subquery(rows.annotate(n=what).values("n")), 0)


class Event(ScopedModel):
    """Something people come to; planned, then counted or cancelled.

    `year` is the year it belongs to: a council of August prepares the next one.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    kind = models.CharField("вид", max_length=20, choices=EventKind.choices)
    title = models.CharField("название", max_length=300)
    held_on = models.DateField("дата")
    starts_at = models.TimeField("начало", null=True, blank=True)
    place = models.CharField("место", max_length=200, blank=True)
    level = models.CharField("уровень", max_length=20, choices=EventLevel.choices,
                             default=EventLevel.OWN)  # fmt: skip
    note = models.CharField("заметка", max_length=500, blank=True)
    counted_on = models.DateField("явка внесена", null=True, blank=True, editable=False)
    cancelled_on = models.DateField("отменено", null=True, blank=True, editable=False)
    reason = models.CharField("почему отменено", max_length=300, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["organization", "year", "held_on"], name="event_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_on=None, reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(reason="")),
                name="event_cancelled_for_a_reason",
                violation_error_message="Напишите, почему событие отменено.",
            ),
            models.CheckConstraint(
                condition=Q(counted_on=None) | Q(cancelled_on=None),
                name="event_counted_or_cancelled",
                violation_error_message="У отменённого события явки нет.",
            ),
        ]

    def __str__(self):
        return self.title


class Participation(ScopedModel):
    """Somebody invited to an event by name; present once the sheet says so."""

    owner = "event"

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations",
                              verbose_name="событие")  # fmt: skip
    person = models.ForeignKey(Person, models.CASCADE, related_name="+",
                               verbose_name="человек")  # fmt: skip
    was_present = models.BooleanField("был", default=False)

    class Meta:
        verbose_name = "участник события"
        verbose_name_plural = "участники события"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], name="participation_once_an_event",
                violation_error_message="Этот человек уже в списке.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person)


class Turnout(ScopedModel):
    """People counted and not named: a class, the parents of a class, guests."""

    owner = "event"

    event = models.ForeignKey(Event, models.CASCADE, related_name="turnouts",
                              verbose_name="событие")  # fmt: skip
    school_class = models.ForeignKey(SchoolClass, models.SET_NULL, null=True, blank=True,
                                     related_name="+", verbose_name="класс")  # fmt: skip
    title = models.CharField("кто", max_length=120)
    expected = models.PositiveSmallIntegerField("ждали", null=True, blank=True)
    present = models.PositiveSmallIntegerField("пришли", default=0)

    class Meta:
        verbose_name = "число пришедших"
        verbose_name_plural = "числа пришедших"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "title"],
                name="turnout_counted_once",
                violation_error_message="Эта группа уже указана.",
            ),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(present__lte=F("expected")),
                name="turnout_within_expected",
                violation_error_message="Пришло больше, чем ждали. Исправьте одно из чисел.",
            ),
        ]

    def __str__(self):
        return self.title


class Channel(models.TextChoices):
    SITE = "site", "сайт"
    VK = "vk", "ВКонтакте"
    TELEGRAM = "telegram", "Телеграм"
    NEWSPAPER = "newspaper", "газета"
    COLLECTION = "collection", "сборник"
    OTHER = "other", "другое"


class PublicationQuerySet(ScopedQuerySet):
    def of_year(self, year):
        """Return what came out or is planned from 1 September to 31 August."""
        span = (first_day(year), last_day(year))
        return self.filter(
            Q(published_on__range=span) | Q(published_on=None, planned_on__range=span)
        )

    def published(self, on):
        return self.filter(published_on__lte=on)

    def overdue(self, on):
        return self.filter(published_on=None, planned_on__lt=on)

    def to_remove(self, on):
        """Return what still stands although somebody named has no consent in force that day.

        152-ФЗ ст. 10.1 ч. 12: the spreading stops at any time the person demands it.
        """
        given = Consent.objects.valid(on).filter(kind=ConsentKind.DISSEMINATION).values("person")
        bare = self.model.persons.through.objects.exclude(person__in=given).values("publication")
        return self.published(on).filter(removed_on=None, pk__in=bare)


class Publication(ScopedModel):
    """A text about mentoring that everybody can read: planned, published, perhaps taken down."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    title = models.CharField("о чём", max_length=300)
    channel = models.CharField("где", max_length=20, choices=Channel.choices,
                               default=Channel.SITE)  # fmt: skip
    planned_on = models.DateField("по плану", null=True, blank=True)
    published_on = models.DateField("опубликовано", null=True, blank=True)
    link = models.CharField("ссылка", max_length=500, blank=True)
    persons = models.ManyToManyField(Person, related_name="+", blank=True,
                                     verbose_name="кто назван")  # fmt: skip
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+",
                               verbose_name="кто готовит")  # fmt: skip
    note = models.CharField("заметка", max_length=500, blank=True)
    removed_on = models.DateField("снято с публикации", null=True, blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "публикация"
        verbose_name_plural = "публикации"
        indexes = [
            models.Index(fields=["organization", "published_on"], name="publication_of_month")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(published_on__isnull=False),
                name="publication_has_a_day",
                violation_error_message="Укажите, когда публикация вышла или когда планируется.",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None)
                | Q(published_on__isnull=False, removed_on__gte=F("published_on")),
                name="publication_removed_after_it_came_out",
                violation_error_message="Снять можно только то, что уже вышло.",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="http://")
                | Q(link__startswith="https://"),
                name="publication_link_is_of_the_web",
                violation_error_message="Ссылка начинается с http:// или https://.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title
