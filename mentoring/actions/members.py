"""Who comes into a group and who leaves it, from which day to which."""

from django.db import transaction

from mentoring.actions.forming import (
    OPEN,
    PairRefused,
    check_bans,
    check_limits,
    check_people,
)
from mentoring.actions.lifecycle import StepRefused, check_persons, locked_pair
from mentoring.models import Attendance, Pair, PairMember, Side
from people.history import record


@transaction.atomic
def join_pair(pair, *, persons, joined_on, on, by, side=Side.MENTEE, limit_reason=""):
    """Let these Persons take part from that day and return their PairMembers.

    Raises PairRefused for somebody who does not fit, LimitExceeded beyond a limit without a
    reason, ConsentMissing when an order has fixed the pair and a newcomer lacks a consent.
    """
    locked = locked_pair(pair, OPEN, on)
    pair = Pair.objects.with_people().select_related("organization").get(pk=locked.pk)
    _check_day_of_joining(pair, persons, joined_on)
    present = {Side.MENTOR: [], Side.MENTEE: []}
    for member in (*pair.mentors, *pair.mentees):
        present[member.side].append(member.person)
    present[side] += persons
    mentors, mentees = present[Side.MENTOR], present[Side.MENTEE]
    check_people(pair.organization, pair.form, mentors, mentees)
    check_bans(mentors, mentees)
    check_limits(limit_reason, year=pair.year, form=pair.form, kind=pair.kind, mentors=mentors,
                 mentees=mentees, on=joined_on, beside=pair)  # fmt: skip
    if pair.confirmed_on:
        asked = pair.form.guardian_consent and side == Side.MENTEE
        guarded = {person.pk for person in persons} if asked else ()
        check_persons(persons, joined_on, guarded=guarded)
    members = PairMember.objects.bulk_create(
        PairMember(pair=pair, person=person, side=side, joined_on=joined_on) for person in persons
    )
    if limit_reason.strip():
        locked.limit_reason = limit_reason.strip()
        locked.save(update_fields=["limit_reason"])
    for member in members:
        record(organization=pair.organization, by=by, action="join_pair", subject=pair,
               text=f"Новый участник, {member.get_side_display()}, с {joined_on:%d.%m.%Y}",
               person=member.person)  # fmt: skip
    return members


@transaction.atomic
def leave_pair(member, *, left_on, reason, on, by):
    """Let a member take part for the last time on that day; the last of a side stays."""
    pair = locked_pair(member.pair, OPEN, on)
    member = PairMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    others = pair.members.filter(side=member.side, left_on=None).exclude(pk=member.pk)
    if member.left_on is not None:
        raise StepRefused("Этот участник уже вышел. Обновите страницу пары.")
    if not others.exists():
        raise StepRefused(
            "Это последний наставник: замените его или закройте пару."
            if member.side == Side.MENTOR
            else "Это последний наставляемый: закройте пару, если работа закончена."
        )
    if not reason.strip():
        raise StepRefused("Напишите причину: она останется в истории группы.")
    if not member.joined_on <= left_on <= pair.ends_on:
        raise StepRefused(
            f"Последний день – между {member.joined_on:%d.%m.%Y} и {pair.ends_on:%d.%m.%Y}."
        )
    came = Attendance.objects.filter(member=member, was_present=True, meeting__held_on__gt=left_on)
    if came.exists():
        raise StepRefused("После этого дня участник ещё был на встрече. Выберите день позже.")
    member.left_on, member.leaving_reason = left_on, reason.strip()
    member.save(update_fields=["left_on", "leaving_reason"])
    record(organization=pair.organization, by=by, action="leave_pair", subject=pair,
           text=f"Участник вышел, последний день {left_on:%d.%m.%Y}",
           person=member.person)  # fmt: skip


def _check_day_of_joining(pair, persons, joined_on):
    if not persons:
        raise PairRefused("Отметьте, кто приходит в группу.")
    if not pair.starts_on <= joined_on <= pair.ends_on:
        raise PairRefused(
            f"День прихода – между {pair.starts_on:%d.%m.%Y} и {pair.ends_on:%d.%m.%Y}, "
            "пока пара работает."
        )
    for member in pair.members.all():
        if member.person in persons and member.left_on and member.left_on >= joined_on:
            raise PairRefused(
                f"{member.person.short_name} в этой группе до {member.left_on:%d.%m.%Y}. "
                "Выберите день позже."
            )
