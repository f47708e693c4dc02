"""What happens to accounts: somebody is invited, the first administrator sets up the house."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction

from people import first_admin
from people.history import record
from people.logins import free_name, latin, propose_login
from people.models import Curator, Membership, Organization, Person, PersonKind, Role, User
from people.names import propose_gender
from people.roles import BY_CURATORS
from people.years import year_of


class AccountRefused(ValidationError):
    """The account cannot be made; the message says why."""


@transaction.atomic
def invite(person, *, role, by):
    """Give the person an account of that role in the own organization and return the User.

    The account has no password: its owner sets one by a link that works once. Invited again, the
    same account comes back with its password gone, so that an older link or password is dead.
    Only an administrator invites others than BY_CURATORS, and renews accounts that work elsewhere:
    a curator with somebody's password link would hold that somebody's rights.
    """
    own = Membership.objects.filter(person=person).select_related("user").order_by("pk").first()
    user = own.user if own else _account_of(person)
    others = Membership.objects.filter(user=user.pk).exclude(person=person, role__in=BY_CURATORS)
    if user.is_superuser:
        raise AccountRefused("Это администратор: пароль он меняет сам.")
    if not by.is_superuser and (role not in BY_CURATORS or others.exists()):
        raise AccountRefused("Такую ссылку выдаёт только администратор. Обратитесь к нему.")
    user.set_unusable_password()
    user.save()
    Membership.objects.get_or_create(
        user=user, organization=person.organization, role=role, defaults={"person": person}
    )
    record(organization=person.organization, by=by, action="invite", subject=user,
           text=f"Выдана ссылка для входа: {Role(role).label}", person=person)  # fmt: skip
    return user


@transaction.atomic
def set_up_first_administrator(*, surname, first_name, patronymic, username, password, kind,
                               full_name, short_name, on):  # fmt: skip
    """Make the first organization with its curator, who is also the administrator; return the User.

    AccountRefused when somebody administers already. Two forms sent at once: one wins.
    """
    # any row serves as the lock: an empty database has none of ours
    list(ContentType.objects.select_for_update().filter(app_label="people", model="user"))
    if not first_admin.is_open():
        raise AccountRefused("Администратор уже есть. Войдите с его логином и паролем.")
    if User.objects.filter(username=username).exists():
        raise AccountRefused("Такой логин занят. Придумайте другой.")
    taken = Organization.objects.values_list("code", flat=True)
    organization = Organization.objects.create(
        code=free_name(latin(short_name)[:30] or "organization", taken),
        kind=kind, full_name=full_name, short_name=short_name,
    )  # fmt: skip
    person = Person.objects.create(
        organization=organization, kind=PersonKind.EMPLOYEE, surname=surname,
        first_name=first_name, patronymic=patronymic,
        gender=propose_gender(patronymic, first_name),
    )  # fmt: skip
    user = User(username=username, first_name=first_name, last_name=surname,
                is_superuser=True, is_staff=True)  # fmt: skip
    user.set_password(password)
    user.save()
    role = Role.MUNICIPALITY if organization.is_municipality else Role.CURATOR
    Membership.objects.create(user=user, organization=organization, role=role, person=person)
    if role == Role.CURATOR:
        Curator.objects.create(person=person, year=year_of(on))
    record(organization=organization, by=user, action="set_up", subject=organization,
           text="Создана организация и её администратор", person=person)  # fmt: skip
    return user


def _account_of(person):
    login = propose_login(person.surname, person.first_name, person.patronymic)
    taken = User.objects.filter(username__startswith=login).values_list("username", flat=True)
    return User(
        username=free_name(login, taken), first_name=person.first_name,
        last_name=person.surname, email=person.email,
    )  # fmt: skip
