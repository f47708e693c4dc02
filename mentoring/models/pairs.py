"""Pairs and groups: who works with whom, from which day to which, and in what state."""

from django.db import models
from django.db.models import F, Prefetch, Q

from mentoring.models.catalogue import MentoringForm, MentoringKind
from mentoring.models.partners import Partner
from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization, Person, PersonKind


class Side(models.TextChoices):
    MENTOR = "mentor", "наставник"
    MENTEE = "mentee", "наставляемый"


class PairState(models.TextChoices):
    """What the dates of a pair say; never stored."""

    DRAFT = "draft", "Черновик"
    PROPOSED = "proposed", "Предложена"
    AGREED = "agreed", "Согласована"
    ACTIVE = "active", "Действует"
    PAUSED = "paused", "Приостановлена"
    COMPLETED = "completed", "Завершена"
    ENDED_EARLY = "ended_early", "Прекращена досрочно"
    CANCELLED = "cancelled", "Отменена"


class Closing(models.TextChoices):
    COMPLETED = "completed", "программа выполнена"
    ENDED_EARLY = "ended_early", "прекращена досрочно"
    CANCELLED = "cancelled", "отменена до приказа"


class PairQuerySet(ScopedQuerySet):
    """The rows of each state; `Pair.state` says the same of one pair."""

    def awaiting_order(self):
        """Return the pairs that no order has fixed yet: drafts, proposed and agreed ones."""
        return self.filter(confirmed_on=None, closed_on=None)

    def drafts(self):
        return self.awaiting_order().filter(proposed_on=None, agreed_on=None)

    def proposed(self):
        """Return the pairs whose members have not answered yet."""
        return self.awaiting_order().filter(proposed_on__isnull=False, agreed_on=None)

    def agreed(self):
        """Return the pairs that wait for nothing but the order."""
        return self.awaiting_order().filter(agreed_on__isnull=False)

    def active(self, on):
        """Return the pairs at work on that day: fixed by an order, neither paused nor closed."""
        return self._fixed(on).filter(Q(paused_on=None) | Q(paused_on__gt=on))

    def paused(self, on):
        return self._fixed(on).filter(paused_on__lte=on)

    def closed_as(self, closing, on):
        """Return the pairs closed by that day in that way, a `Closing`."""
        return self.filter(closed_on__lte=on, closing=closing)

    def _fixed(self, on):
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), confirmed_on__lte=on)

    def of_year(self, year):
        return self.filter(year=year)

    def with_people(self):
        """Fetch form, kind and members with their persons, posts and classes in few queries."""
        members = PairMember.objects.select_related(
            "person__school_class", "person__organization"
        ).prefetch_related("person__posts")
        return self.select_related("form", "kind", "partner").prefetch_related(
            Prefetch("members", members.order_by("-side", "pk"))
        )


class Pair(ScopedModel):
    """A mentor with one mentee or several; a group is a pair with more members."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    year = models.PositiveSmallIntegerField("учебный год с 1 сентября")
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="pairs",
                             verbose_name="форма")  # fmt: skip
    kind = models.ForeignKey(MentoringKind, models.PROTECT, related_name="pairs",
                             verbose_name="вид")  # fmt: skip
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, editable=False,
                                related_name="pairs", verbose_name="партнёр")  # fmt: skip
    direction = models.CharField("направление", max_length=200, blank=True,
                                 help_text="Например: методика урока, оценивание.")  # fmt: skip
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    proposed_on = models.DateField("предложена", null=True, blank=True, editable=False)
    agreed_on = models.DateField("согласована", null=True, blank=True, editable=False)
    confirmed_on = models.DateField("закреплена", null=True, blank=True, editable=False)
    basis = models.CharField("основание", max_length=200, blank=True, editable=False)
    paused_on = models.DateField("приостановлена", null=True, blank=True, editable=False)
    returns_on = models.DateField("вернётся к работе", null=True, blank=True, editable=False)
    pause_reason = models.CharField("причина паузы", max_length=300, blank=True, editable=False)
    closed_on = models.DateField("закрыта", null=True, blank=True, editable=False)
    closing = models.CharField("чем закончилась", max_length=20, choices=Closing.choices,
                               blank=True, editable=False)  # fmt: skip
    closing_reason = models.CharField("причина", max_length=300, blank=True, editable=False)
    limit_reason = models.CharField("почему сверх предела", max_length=300, blank=True,
                                    editable=False)  # fmt: skip
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False,
                                 related_name="periods", verbose_name="прошлый период")  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара или группа"
        verbose_name_plural = "пары и группы"
        indexes = [models.Index(fields=["organization", "year", "-id"], name="pair_latest_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="pair_ends_after_it_starts",
                violation_error_message="Срок пары не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(confirmed_on=None)
                | Q(closed_on__gte=F("confirmed_on")),
                name="pair_closed_after_formed",
                violation_error_message="Пару нельзя закрыть раньше, чем она закреплена.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closing="")
                | (Q(closed_on__isnull=False) & ~Q(closing="")),
                name="pair_closing_is_named",
            ),
            models.CheckConstraint(
                condition=Q(returns_on=None) | Q(returns_on__gt=F("paused_on")),
                name="pair_returns_after_its_pause",
                violation_error_message="Пара возвращается к работе позже дня паузы.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None) | ~Q(basis=""), name="pair_confirmed_on_a_basis"
            ),
        ]  # fmt: skip

    def __str__(self):
        return " и ".join(
            ", ".join(member.person.short_name for member in side)
            for side in (self.mentors, self.mentees)
            if side
        )

    @classmethod
    def path_to_mentor(cls):
        return "members"

    @property
    def mentors(self):
        """Members on the mentor's side who have not left; reads the fetched `members`."""
        return self._members_of(Side.MENTOR)

    @property
    def mentees(self):
        return self._members_of(Side.MENTEE)

    def _members_of(self, side):
        """Return them as they came in, also where nobody has asked the database for an order."""
        members = [m for m in self.members.all() if m.side == side and m.left_on is None]
        return sorted(members, key=lambda member: member.pk)

    @property
    def is_group(self):
        return len(self.mentees) > 1

    @property
    def is_labour(self):
        """Whether ст. 351.8 ТК РФ applies: one employee mentors another in such a form."""
        kinds = {member.person.kind for member in (*self.mentors, *self.mentees)}
        return self.form.labour_terms_possible and kinds == {PersonKind.EMPLOYEE}

    def first_day(self, on):
        """Return the day an order of that day lets the pair begin: it fixes nothing backwards.

        A pair agreed upon after its first day keeps it: it is written down from paper.
        """
        if self.confirmed_on or (self.agreed_on and self.agreed_on > self.starts_on):
            return self.starts_on
        return max(self.starts_on, on)

    def state(self, on):
        """Return the PairState that the dates give on that day."""
        if self.closed_on and self.closed_on <= on:
            return PairState(self.closing)
        if self.confirmed_on and self.confirmed_on <= on:
            paused = self.paused_on and self.paused_on <= on
            return PairState.PAUSED if paused else PairState.ACTIVE
        if self.agreed_on:
            return PairState.AGREED
        return PairState.PROPOSED if self.proposed_on else PairState.DRAFT


class PairMember(ScopedModel):
    """A person's place in a pair, from the day of joining to the day of leaving."""

    owner = "pair"
    merge_refusal = "Оба состоят в одной паре или группе. Сначала выведите одного из неё."

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="members", verbose_name="пара")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="человек")
    side = models.CharField("сторона", max_length=10, choices=Side.choices)
    joined_on = models.DateField("с")
    left_on = models.DateField("по", null=True, blank=True)
    leaving_reason = models.CharField("причина", max_length=300, blank=True)

    class Meta:
        verbose_name = "участник пары"
        verbose_name_plural = "участники пары"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="member_left_after_joining",
                violation_error_message="Участник не может выйти раньше, чем вошёл.",
            ),
            models.UniqueConstraint(
                fields=["pair", "person"], condition=Q(left_on=None), name="member_has_one_place",
                violation_error_message="Этот человек уже в этой паре.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.person.short_name
