"""Persons: one row per human and organization, and who represents a child."""

import copy
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.access import ScopedModel, ScopedQuerySet
from people.birth import birth_trouble, work_trouble
from people.models.organizations import Organization, SchoolClass
from people.names import initials_first, initials_last, normalise
from people.signers import ADULT, age_on


class Gender(models.TextChoices):
    MALE = "m", "мужской"
    FEMALE = "f", "женский"


class PersonKind(models.TextChoices):
    EMPLOYEE = "employee", "работник"
    PUPIL = "pupil", "ученик"
    STUDENT = "student", "студент"
    GUARDIAN = "guardian", "родитель, представитель"
    PARTNER = "partner", "работник партнёра"
    GRADUATE = "graduate", "выпускник"


LEARNERS = (PersonKind.PUPIL, PersonKind.STUDENT)
_WORDED = re.compile("класс|групп", re.IGNORECASE)  # «9 класс», «группа ПК-21»


class SearchField(models.CharField):
    """The folded full name, kept by every save and bulk_create: SQLite folds no Cyrillic."""

    def pre_save(self, instance, add):
        folded = normalise(instance.full_name)[: self.max_length]
        setattr(instance, self.attname, folded)
        return folded


class PersonQuerySet(ScopedQuerySet):
    def search(self, text):
        """Return the persons whose present or former name holds every word of the text.

        Letter case and ё do not matter.
        """
        rows = self
        for word in normalise(text.replace("\0", " ")).split():  # PostgreSQL refuses NUL
            rows = rows.filter(Q(search__contains=word) | Q(former__contains=word))
        return rows

    def visible_to(self, user):
        """Return whom the user may see; of an erased person only a stub is left, for figures."""
        return super().visible_to(user).filter(erased_on=None)

    def in_order(self):
        return self.order_by("search", "pk")


class Person(ScopedModel):
    """A human as one organization knows him or her."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="persons",
                                     verbose_name="организация")  # fmt: skip
    kind = models.CharField("кто это", max_length=20, choices=PersonKind.choices)
    surname = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    gender = models.CharField(
        "пол", max_length=1, choices=Gender.choices, blank=True,
        help_text="Без пола нельзя поставить имя в нужный падеж.",
    )  # fmt: skip
    birth_on = models.DateField("дата рождения", null=True, blank=True)
    school_class = models.ForeignKey(
        SchoolClass, models.SET_NULL, null=True, blank=True, related_name="pupils",
        verbose_name="класс или группа",
    )  # fmt: skip
    workplace = models.CharField("место работы (для партнёра)", max_length=200, blank=True)
    email = models.EmailField("эл. почта", blank=True)
    phone = models.CharField("телефон", max_length=40, blank=True)
    search = SearchField(max_length=250, editable=False)
    erased_on = models.DateField("данные уничтожены", null=True, blank=True, editable=False)
    former = models.CharField(max_length=1000, blank=True, editable=False)  # folded former names

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        indexes = [
            models.Index(fields=["organization", "search"], name="person_by_name"),
            models.Index(fields=["organization", "erased_on"], name="person_known"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(gender__in=["", "m", "f"]), name="person_gender_is_known_or_empty"
            ),
            models.UniqueConstraint(
                fields=["organization", "search", "birth_on"], name="person_entered_once",
                violation_error_message="Человек с этим именем и датой рождения уже есть.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.full_name

    def clean(self):
        today = timezone.localdate()
        trouble = self.birth_on and birth_trouble(self.birth_on, today)
        if not trouble and self.birth_on and self.kind == PersonKind.EMPLOYEE:
            trouble = work_trouble(self.birth_on, today)
        if trouble:
            raise ValidationError({"birth_on": trouble})
        if self.kind == PersonKind.PUPIL and not self.birth_on:
            raise ValidationError({"birth_on": (
                "Укажите дату рождения: без неё нельзя выбрать форму согласия."
            )})  # fmt: skip
        if self.pk and self.birth_on and self.consents.filter(signed_on__lt=self.birth_on).exists():
            raise ValidationError({"birth_on": (
                "У этого человека есть согласие, подписанное раньше этого дня. Проверьте дату."
            )})  # fmt: skip
        same = Person.objects.filter(
            organization=self.organization_id, search=normalise(self.full_name)[:250],
            birth_on=self.birth_on,
        )  # fmt: skip
        if self.surname and same.exclude(pk=self.pk).exists():
            raise ValidationError(
                "Человек с этим именем и датой рождения уже есть. Найдите его в списке."
                if self.birth_on
                else "Человек с этим именем уже есть. Если это другой, укажите дату рождения."
            )

    @property
    def full_name(self):
        return " ".join(filter(None, [self.surname, self.first_name, self.patronymic]))

    @property
    def short_name(self):
        """«Иванова А.П.», as in lists."""
        return initials_last(self.surname, self.first_name, self.patronymic)

    @property
    def signature_name(self):
        """«А.П. Иванова», as in signatures."""
        return initials_first(self.surname, self.first_name, self.patronymic)

    @property
    def is_learner(self):
        return self.kind in LEARNERS

    def as_of(self, day):
        """Return the person under the name of that day; reads `names` of the renamed only.

        What comes back may be a copy: it is for reading, never for saving.
        """
        if not self.former:
            return self
        later = (name for name in self.names.all() if day <= name.ends_on)
        borne = min(later, key=lambda name: name.ends_on, default=None)
        if borne is None:
            return self
        then = copy.copy(self)
        then.surname, then.first_name = borne.surname, borne.first_name
        then.patronymic = borne.patronymic
        return then

    def post_on(self, day):
        """Return the post held on that day, the main one first, or None; reads `posts`."""
        held = [post for post in self.posts.all() if post.covers(day)]
        return min(held, key=lambda post: (not post.is_main, post.pk), default=None)

    def title_on(self, day):
        """Return what stands under the name in lists: the post, the class or the workplace."""
        if self.is_learner:
            name = str(self.school_class or "")
            return f"{name} класс" if name and not _WORDED.search(name) else name
        post = self.post_on(day)
        return ", ".join(filter(None, [post.title if post else "", self.workplace]))


class Guardian(ScopedModel):
    """Who represents a child by law, and on what ground."""

    owner = "child"

    child = models.ForeignKey(Person, models.CASCADE, related_name="guardians",
                              verbose_name="ребёнок")  # fmt: skip
    adult = models.ForeignKey(Person, models.CASCADE, related_name="wards",
                              verbose_name="представитель")  # fmt: skip
    relation = models.CharField("кем приходится", max_length=40, help_text="мать, отец, опекун")
    authority = models.CharField(
        "документ о полномочиях", max_length=200, blank=True,
        help_text="Родителю – свидетельство о рождении, опекуну – акт об установлении опеки.",
    )  # fmt: skip

    class Meta:
        verbose_name = "законный представитель"
        verbose_name_plural = "законные представители"
        constraints = [
            models.CheckConstraint(
                condition=~Q(child=models.F("adult")), name="guardian_is_another_person",
                violation_error_message="Представитель и ребёнок – это разные люди.",
            ),
            models.UniqueConstraint(
                fields=["child", "adult"], name="guardian_named_once",
                violation_error_message="Этот представитель уже указан.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.relation} {self.adult.short_name}"

    def clean(self):
        if (
            self.child_id
            and self.adult_id
            and self.child.organization_id != self.adult.organization_id
        ):
            raise ValidationError("Представитель должен быть внесён в ту же организацию.")
        if self.child_id and self.child_id == self.adult_id:
            raise ValidationError("Представитель и ребёнок – это разные люди.")
        if self.adult_id and self.adult.birth_on:
            age = age_on(self.adult.birth_on, timezone.localdate())
            if age < ADULT:
                raise ValidationError(
                    f"{self.adult.short_name} моложе 18 лет и не может быть представителем. "
                    "Выберите взрослого."
                )
