"""What was read from a file and waits for the curator's yes; nothing of it is saved elsewhere."""

from django.db import models

from people.access import ScopedModel
from people.models.organizations import Organization
from people.models.users import User


class UploadKind(models.TextChoices):
    PEOPLE = "people", "люди"
    ROADMAP = "roadmap", "дорожная карта"


class Upload(ScopedModel):
    """A read file between preview and confirmation; thrown away without trace or accepted."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="uploads",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("что загружено", max_length=20, choices=UploadKind.choices)
    name = models.CharField("файл", max_length=200)
    content = models.JSONField("прочитанное", default=dict)
    loaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                  verbose_name="кто загрузил")  # fmt: skip
    loaded_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "загрузка"
        verbose_name_plural = "загрузки"

    def __str__(self):
        return self.name
