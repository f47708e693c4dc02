"""Accounts and their memberships: in which organization somebody works in which role."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from people.access import ScopedModel
from people.models.organizations import Organization
from people.names import initials_last


class Role(models.TextChoices):
    CURATOR = "curator", "куратор"
    DIRECTOR = "director", "директор"
    MENTOR = "mentor", "наставник"
    MUNICIPALITY = "municipality", "муниципальный куратор"
    PSYCHOLOGIST = "psychologist", "педагог-психолог"
    EMPLOYEE = "employee", "ответственный исполнитель"


class User(AbstractUser):
    """An account; what it may do depends on the membership it works in now."""

    class Meta(AbstractUser.Meta):
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"

    def __str__(self):
        if self.last_name and self.first_name:
            return initials_last(self.last_name, *self.first_name.split(maxsplit=1))
        return self.first_name or self.username

    @cached_property
    def membership(self):
        """The membership chosen in the session; outside a request the first one, or None.

        MembershipMiddleware overwrites this with the choice kept in the session.
        """
        return next(iter(self.own_memberships), None)

    def has_perm(self, perm, obj=None):
        """Notes of the psychologist are opened by that role alone, not to an administrator."""
        if perm.endswith("_carenote"):
            work = self.membership
            return self.is_active and work is not None and work.role == Role.PSYCHOLOGIST
        return super().has_perm(perm, obj)

    @cached_property
    def own_memberships(self):
        """All memberships of the account: one query serves the rights and the choice of work."""
        return list(self.memberships.select_related("organization", "person").order_by("pk"))


class Membership(ScopedModel):
    """A user's part in one organization: the role, and the person behind the account."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships",
                             verbose_name="учётная запись")  # fmt: skip
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships",
                                     verbose_name="организация")  # fmt: skip
    role = models.CharField("роль", max_length=20, choices=Role.choices)
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="memberships",
        verbose_name="человек",
    )  # fmt: skip

    class Meta:
        verbose_name = "доступ"
        verbose_name_plural = "доступы"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"], name="membership_given_once",
                violation_error_message="У этой учётной записи такой доступ уже есть.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organization}, {self.get_role_display()}"
