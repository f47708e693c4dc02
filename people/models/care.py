"""Confidential notes of the psychologist: nobody else of the house reads them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet
from people.models.persons import Person
from people.models.users import Role, User


class CareNoteQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Return the notes of the own organization to its psychologist, to anybody else none.

        An administrator looks after the program, not after the child.
        """
        work = getattr(user, "membership", None)
        if not user.is_authenticated or work is None or work.role != Role.PSYCHOLOGIST:
            return self.none()
        return self.filter(person__organization=work.organization_id)


class CareNote(ScopedModel):
    """What the psychologist keeps about one person; the journal says only that a note exists."""

    owner = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="care_notes",
                               verbose_name="о ком")  # fmt: skip
    noted_on = models.DateField("дата")
    text = models.TextField("заметка", max_length=8000)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False,
                               verbose_name="кто написал")  # fmt: skip

    objects = CareNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "заметка психолога"
        verbose_name_plural = "заметки психолога"

    def clean(self):
        super().clean()
        if self.noted_on and self.noted_on > timezone.localdate():
            raise ValidationError({"noted_on": "Этот день ещё не наступил. Исправьте дату."})

    def __str__(self):
        return f"Заметка от {self.noted_on:%d.%m.%Y}"
