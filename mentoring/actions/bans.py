"""«Больше не объединять»: two persons are kept apart, and the ban is lifted."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.models import PairBan
from people.history import record


class BanRefused(ValidationError):
    """The ban cannot be set so; the message says why."""


@transaction.atomic
def ban_pair(first, second, *, reason, on, by):
    """Let these two Persons not be joined again, and return the PairBan; set twice it stays one."""
    if first == second or first.organization_id != second.organization_id:
        raise BanRefused("Выберите двух разных людей одной организации.")
    if not reason.strip():
        raise BanRefused("Напишите причину: её увидит тот, кто будет подбирать пары.")
    one, other = sorted((first, second), key=lambda person: person.pk)
    ban, is_new = PairBan.objects.get_or_create(
        first=one, second=other, lifted_on=None,
        defaults={"organization": first.organization, "reason": reason.strip(), "banned_on": on},
    )  # fmt: skip
    if is_new:
        record(organization=first.organization, by=by, action="ban_pair", subject=ban,
               text="Двух человек решено больше не объединять")  # fmt: skip
    return ban


@transaction.atomic
def lift_ban(ban, *, on, by):
    """Let the two be joined again; lifted twice it stays lifted on the first day."""
    ban = PairBan.objects.select_for_update().get(pk=ban.pk)
    if ban.lifted_on is None:
        ban.lifted_on = on
        ban.save(update_fields=["lifted_on"])
        record(organization=ban.organization, by=by, action="lift_ban", subject=ban,
               text="Запрет объединять двух человек снят")  # fmt: skip
