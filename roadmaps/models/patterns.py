"""Roadmaps kept as a pattern: a school's own for later years, a municipality's for its schools."""

from django.db import models
from django.db.models import F, Q

from people.access import ScopedModel, ScopedQuerySet
from people.models import Organization


class RoadmapTemplateQuerySet(ScopedQuerySet):
    def offered_to(self, organization):
        """Return the patterns an organization may take: its own and what is handed down to it."""
        handed = Q(organization=organization.parent_id, handed_down_on__isnull=False,
                   withdrawn_on=None)  # fmt: skip
        own = Q(organization=organization)
        return self.filter(own | handed if organization.parent_id else own)


class RoadmapTemplate(ScopedModel):
    """A roadmap without people and years; `content` has variables in their places."""

    open_to_municipality = True

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+",
                                     verbose_name="организация")  # fmt: skip
    title = models.CharField("название", max_length=200)
    content = models.JSONField("карта с переменными", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    handed_down_on = models.DateField("передана организациям", null=True, blank=True,
                                      editable=False)  # fmt: skip
    withdrawn_on = models.DateField("отозвана", null=True, blank=True, editable=False)

    objects = RoadmapTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "своя готовая карта"
        verbose_name_plural = "свои готовые карты"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(handed_down_on__isnull=False, withdrawn_on__gte=F("handed_down_on")),
                name="template_withdrawn_after_handed_down",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def is_handed_down(self):
        return self.handed_down_on is not None and self.withdrawn_on is None
