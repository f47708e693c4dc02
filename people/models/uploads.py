"""What was read from a file and waits for the curator's yes; nothing of it is saved elsewhere."""

from django.db import models

from people.access import ScopedModel, ScopedQuerySet
from people.models.organizations import Organization
from people.models.users import User


class UploadKind(models.TextChoices):
    PEOPLE = "people", "люди"
    MENTORS = "mentors", "банк наставников"
    MENTEES = "mentees", "база наставляемых"
    HEADCOUNTS = "headcounts", "контингент"
    PAIRS = "pairs", "пары и группы"
    ROADMAP = "roadmap", "дорожная карта"


class UploadQuerySet(ScopedQuerySet):
    def unread(self):
        """Return the files whose headings are still to be explained: they have no rows."""
        return self.filter(content__has_key="sheets").exclude(content__has_key="rows")

    def read(self):
        return self.exclude(content__has_key="sheets") | self.filter(content__has_key="rows")

    def waiting(self):
        """Return what was read and waits for the yes."""
        return self.read().filter(content__done=None)

    def written(self):
        """Return what was written and may be taken back."""
        return self.exclude(content__done=None)


class Upload(ScopedModel):
    """A read file between preview and confirmation; thrown away without trace or accepted.

    While some headings are unknown `content` also keeps the `sheets`, to be read again.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="uploads",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("что загружено", max_length=20, choices=UploadKind.choices)
    name = models.CharField("файл", max_length=200)
    content = models.JSONField("прочитанное", default=dict)
    loaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+",
                                  verbose_name="кто загрузил")  # fmt: skip
    loaded_at = models.DateTimeField("когда", auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка"
        verbose_name_plural = "загрузки"

    def __str__(self):
        return self.name


class HeadingMeaning(ScopedModel):
    """What a foreign heading of a table means here: chosen once, known ever after."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="headings",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("что загружают", max_length=20, choices=UploadKind.choices)
    heading = models.CharField("заголовок столбца", max_length=120)
    key = models.CharField("что это", max_length=40, blank=True)  # empty: the column is left out

    class Meta:
        verbose_name = "известный заголовок"
        verbose_name_plural = "известные заголовки"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "heading"], name="heading_explained_once"
            )
        ]

    def __str__(self):
        return self.heading
