"""Who answers for a row, read from its cell, and the parts of those who answer each for oneself."""

from django.db import models
from django.db.models import Q

from people.access import ScopedModel
from people.models import Organization, Person
from roadmaps.assignees import AssigneeKind
from roadmaps.models.plans import Item
from roadmaps.models.progress import Occurrence


class Assignee(ScopedModel):
    """One of those a row names; `person` is who that is this year, when exactly one fits.

    Derived from the cell, which is printed as it was written; made anew when the cell changes.
    """

    owner = "item"

    item = models.ForeignKey(Item, models.CASCADE, related_name="assignees",
                             verbose_name="мероприятие")  # fmt: skip
    position = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("кто это", max_length=12, choices=AssigneeKind.choices)
    text = models.CharField("как назван", max_length=300)
    role = models.CharField("должность рядом с именем", max_length=300, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+",
                               verbose_name="человек")  # fmt: skip
    is_main = models.BooleanField("отвечает первым", default=False)
    note = models.CharField("примечание", max_length=200, blank=True)

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="assignee_has_its_place"),
            models.CheckConstraint(condition=Q(kind__in=AssigneeKind.values),
                                   name="assignee_kind_is_known"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.role} {self.text}".strip()


class Part(ScopedModel):
    """One person's, or one organization's, share of a date that several fulfil each for oneself."""

    owner = "occurrence"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="parts",
                                   verbose_name="срок исполнения")  # fmt: skip
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+",
                               verbose_name="человек")  # fmt: skip
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True,
                                     related_name="+", verbose_name="организация")  # fmt: skip
    done_on = models.DateField("выполнено", null=True, blank=True)
    with_row = models.BooleanField("отмечено вместе со строкой", default=False)
    note = models.CharField("чем подтверждено", max_length=300, blank=True)

    class Meta:
        verbose_name = "доля исполнителя"
        verbose_name_plural = "доли исполнителей"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organization=None)
                | Q(person=None, organization__isnull=False),
                name="part_belongs_to_one",
            ),
            models.UniqueConstraint(fields=["occurrence", "person"], name="part_of_person_once"),
            models.UniqueConstraint(fields=["occurrence", "organization"],
                                    name="part_of_organization_once"),
            models.CheckConstraint(condition=Q(with_row=False) | Q(done_on__isnull=False),
                                   name="part_done_with_its_row"),
        ]  # fmt: skip

    def __str__(self):
        return self.person.short_name if self.person else str(self.organization)
