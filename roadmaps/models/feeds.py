"""Calendars that telephones fetch by a secret link."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import Membership


class Feed(ScopedModel):
    """A leave to read one's own dates without an account; the link itself is not kept."""

    owner = "membership"

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+",
                                   verbose_name="чей календарь")  # fmt: skip
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("создан", auto_now_add=True)
    revoked_on = models.DateField("отозван", null=True, blank=True)

    class Meta:
        verbose_name = "календарь по ссылке"
        verbose_name_plural = "календари по ссылке"
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(revoked_on=None),
                                    name="feed_one_at_a_time"),
        ]  # fmt: skip

    def __str__(self):
        return f"календарь, {self.membership}"
