"""Who must not be put together again."""

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization, Person


class PairBanQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(lifted_on=None)

    def between(self, mentors, mentees):
        """Return the standing bans between any of these mentors and any of these mentees."""
        return self.standing().filter(
            Q(first__in=mentors, second__in=mentees) | Q(first__in=mentees, second__in=mentors)
        )

    def naming(self, persons):
        """Return the bans, lifted ones too, of any of these persons."""
        return self.filter(Q(first__in=persons) | Q(second__in=persons))


class PairBan(ScopedModel):
    """Two persons who are not to be joined in a pair again, whoever of them would mentor."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="с кем")
    reason = models.CharField("причина", max_length=300)
    banned_on = models.DateField("с")
    lifted_on = models.DateField("снят", null=True, blank=True)

    objects = PairBanQuerySet.as_manager()

    class Meta:
        verbose_name = "запрет на пару"
        verbose_name_plural = "больше не объединять"
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="ban_is_between_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="ban_has_its_reason"),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(lifted_on=None), name="ban_stands_once"
            ),
        ]

    def __str__(self):
        return f"{self.first.short_name} и {self.second.short_name}"
