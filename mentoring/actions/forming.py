"""How a pair or a group comes about: drafted, proposed, agreed, opened again for a new period."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from mentoring.actions.lifecycle import CLOSED, StepRefused, locked_pair
from mentoring.limits import warnings
from mentoring.models import Pair, PairBan, PairMember, PairState, Side
from people.actions import locked_persons
from people.history import record
from people.years import first_day, last_day, year_of

AUGUST = datetime.timedelta(days=31)  # the next year is prepared in it
OPEN = (PairState.DRAFT, PairState.PROPOSED, PairState.AGREED, PairState.ACTIVE, PairState.PAUSED)
NOT_AGREED = {
    PairState.DRAFT: "Черновик сохранён",
    PairState.PROPOSED: "Предложено участникам",
}


class PairRefused(ValidationError):
    """The pair cannot be formed so; the message says why."""


class LimitExceeded(PairRefused):
    """The pair goes beyond a limit and no reason was given; the messages are the warnings."""


@transaction.atomic
def form_pair(*, organization, year, form, kind, mentors, mentees, starts_on, ends_on, by, on,
              direction="", state=PairState.AGREED, limit_reason="", previous=None,
              partner=None):  # fmt: skip
    """Form a pair or a group as draft, proposed or agreed with its members and return it.

    `mentors` and `mentees` are Persons of the organization. Raises PairRefused when a side is
    empty, somebody stands on both sides, belongs to another organization or does not fit the
    form, when the pair begins in another year, the same people already are an open pair of this
    form or are not to be joined again; LimitExceeded when a limit is passed without `limit_reason`.
    """
    if not mentors or not mentees:
        raise PairRefused("Выберите наставника и хотя бы одного наставляемого.")
    _check_term(year, starts_on, ends_on)
    check_people(organization, form, mentors, mentees)
    check_bans(mentors, mentees)
    _check_not_formed_yet(organization, year, form, mentors, mentees)
    check_limits(limit_reason, year=year, form=form, kind=kind, mentors=mentors, mentees=mentees,
                 on=on)  # fmt: skip
    pair = Pair.objects.create(
        organization=organization, year=year, form=form, kind=kind, direction=direction,
        starts_on=starts_on, ends_on=ends_on, limit_reason=limit_reason.strip(), previous=previous,
        partner=partner, proposed_on=None if state == PairState.DRAFT else on,
        agreed_on=on if state == PairState.AGREED else None,
    )  # fmt: skip
    PairMember.objects.bulk_create(
        PairMember(pair=pair, person=person, side=side, joined_on=starts_on)
        for side, persons in [(Side.MENTOR, mentors), (Side.MENTEE, mentees)]
        for person in persons
    )
    formed = "Сформирована группа" if len(mentees) > 1 else "Сформирована пара"
    record(organization=organization, by=by, action="form_pair", subject=pair,
           text=NOT_AGREED.get(state, formed))  # fmt: skip
    return pair


@transaction.atomic
def propose_pair(pair, *, on, by):
    """Put a draft before its members; from now on the curator waits for their answer."""
    pair = locked_pair(pair, (PairState.DRAFT,), on)
    pair.proposed_on = on
    pair.save(update_fields=["proposed_on"])
    record(organization=pair.organization, by=by, action="propose_pair", subject=pair,
           text=NOT_AGREED[PairState.PROPOSED])  # fmt: skip


@transaction.atomic
def agree_pair(pair, *, on, by):
    """Keep that the members have agreed: the pair may go into an order."""
    pair = locked_pair(pair, (PairState.DRAFT, PairState.PROPOSED), on)
    pair.proposed_on, pair.agreed_on = pair.proposed_on or on, on
    pair.save(update_fields=["proposed_on", "agreed_on"])
    record(organization=pair.organization, by=by, action="agree_pair", subject=pair,
           text="Участники согласны, пара ждёт приказа")  # fmt: skip


@transaction.atomic
def set_partner(pair, *, partner, on, by):
    """Name the organization that sends one side of an open pair; PairRefused for a stranger."""
    pair = locked_pair(pair, OPEN, on)
    if partner.organization_id != pair.organization_id:
        raise PairRefused("Это партнёр другой организации. Выберите своего.")
    pair.partner = partner
    pair.save(update_fields=["partner"])
    record(organization=pair.organization, by=by, action="set_partner", subject=pair,
           text="Указан партнёр")  # fmt: skip


@transaction.atomic
def reopen_pair(pair, *, starts_on, ends_on, on, by, limit_reason=""):
    """Let a closed pair work on as a new period and return that; the old one stays closed."""
    pair = locked_pair(pair, CLOSED, on)
    if starts_on <= pair.closed_on:
        raise StepRefused(
            f"Прошлый период закрыт {pair.closed_on:%d.%m.%Y}. Начните новый хотя бы на день позже."
        )
    old = Pair.objects.with_people().get(pk=pair.pk)
    return form_pair(
        organization=pair.organization, year=year_of(starts_on), form=old.form, kind=old.kind,
        mentors=[member.person for member in old.mentors],
        mentees=[member.person for member in old.mentees], direction=old.direction,
        starts_on=starts_on, ends_on=ends_on, previous=old, limit_reason=limit_reason,
        partner=old.partner,
        by=by, on=on,
    )  # fmt: skip


def _check_term(year, starts_on, ends_on):
    if ends_on < starts_on:
        raise PairRefused("Срок пары не может закончиться раньше, чем начался.")
    if not first_day(year) - AUGUST <= starts_on <= last_day(year):
        raise PairRefused(
            f"{starts_on:%d.%m.%Y} – день другого учебного года. Исправьте дату или выберите "
            "год вверху страницы."
        )


def check_people(organization, form, mentors, mentees):
    everybody = [*mentors, *mentees]
    if len(set(everybody)) < len(everybody):
        raise PairRefused("Один человек не может стоять в паре дважды. Уберите повтор.")
    if any(person.erased_on for person in locked_persons(everybody).values()):
        raise PairRefused("Данные одного из участников уничтожены. Выберите другого человека.")
    if any(person.organization_id != organization.pk for person in everybody):
        raise PairRefused("В паре могут быть только люди вашей организации.")
    sides = [(mentors, form.mentor_is_learner, "наставник"),
             (mentees, form.mentee_is_learner, "наставляемый")]  # fmt: skip
    for side, must_learn, word in sides:
        for person in side:
            if person.is_learner != must_learn:
                raise PairRefused(
                    f"Форма «{form}» не подходит: {word} {person.short_name} – "
                    f"{person.get_kind_display()}. Выберите другую форму или другого человека."
                )


def check_bans(mentors, mentees):
    bans = PairBan.objects.between(mentors, mentees).select_related("first", "second")
    for ban in bans:
        raise PairRefused(
            f"{ban} больше не объединяются: {ban.reason}. "
            "Выберите другого человека или снимите запрет в списке «Больше не объединять»."
        )


def check_limits(reason, **pair):
    found = [] if reason.strip() else warnings(**pair)
    if found:
        raise LimitExceeded([*found, "Напишите, почему так решено, или измените состав."])


def _check_not_formed_yet(organization, year, form, mentors, mentees):
    wanted = {(Side.MENTOR, person.pk) for person in mentors}
    wanted |= {(Side.MENTEE, person.pk) for person in mentees}
    known = Pair.objects.filter(organization=organization, year=year, form=form, closed_on=None)
    for pair in known.filter(members__person=mentors[0]).prefetch_related("members").distinct():
        if wanted == {(m.side, m.person_id) for m in (*pair.mentors, *pair.mentees)}:
            raise PairRefused("Такая пара уже есть. Откройте её в списке пар и групп.")
