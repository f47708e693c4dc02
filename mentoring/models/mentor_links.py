"""Personal links of mentors: the own pairs and the meeting form without an account."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from mentoring.models.pairs import PairMember, Side
from people.access import ScopedModel, ScopedQuerySet
from people.models import Person


class MentorLinkQuerySet(ScopedQuerySet):
    def working(self, on):
        """Return the links that open something on that day.

        The pairs are asked, nothing is stored: who has left, whose pairs are closed or whose data
        are destroyed has no link any more, whoever did it.
        """
        leads = PairMember.objects.filter(
            Q(left_on=None) | Q(left_on__gte=on),
            Q(pair__closed_on=None) | Q(pair__closed_on__gt=on),
            person=OuterRef("person"), side=Side.MENTOR, pair__confirmed_on__lte=on,
        )  # fmt: skip
        return self.filter(
            Exists(leads), revoked_on=None, expires_on__gte=on, person__erased_on=None
        )


class MentorLink(ScopedModel):
    """The leave of one mentor, good until `expires_on`; only the digest of its token is kept."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="наставник")
    digest = models.CharField("отпечаток ссылки", max_length=64, unique=True)
    created_on = models.DateField("создана")
    expires_on = models.DateField("работает по")
    revoked_on = models.DateField("отозвана", null=True, blank=True)

    objects = MentorLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "ссылка наставника"
        verbose_name_plural = "ссылки наставников"

    def __str__(self):
        return f"Ссылка: {self.person}"
