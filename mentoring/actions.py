"""What happens to pairs and meetings."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mentoring.legal import missing_consents
from mentoring.models import Attendance, Meeting, Pair, PairMember, Side
from people.history import record


class PairRefused(ValidationError):
    """The pair cannot be formed so; the message says why."""


class ConsentMissing(ValidationError):
    """Somebody of the pair has not signed what the law and the programme demand."""


class MeetingRefused(ValidationError):
    """The meeting cannot be recorded so; the message says why."""


class AnswerRefused(ValidationError):
    """The answers cannot be taken; the message says why."""


@transaction.atomic
def form_pair(*, organization, year, form, kind, mentors, mentees, starts_on, ends_on, by, on,
              direction=""):  # fmt: skip
    """Form a pair or a group as agreed with its members and return it.

    `mentors` and `mentees` are Persons of the organization. Raises PairRefused when a side is
    empty, somebody stands on both sides, or belongs to another organization.
    """
    everybody = [*mentors, *mentees]
    if not mentors or not mentees:
        raise PairRefused("Выберите наставника и хотя бы одного наставляемого.")
    if len(set(everybody)) < len(everybody):
        raise PairRefused("Один человек не может стоять в паре дважды. Уберите повтор.")
    if any(person.organization_id != organization.pk for person in everybody):
        raise PairRefused("В паре могут быть только люди вашей организации.")
    if ends_on < starts_on:
        raise PairRefused("Срок пары не может закончиться раньше, чем начался.")
    pair = Pair.objects.create(
        organization=organization, year=year, form=form, kind=kind, direction=direction,
        starts_on=starts_on, ends_on=ends_on, proposed_on=on, agreed_on=on,
    )  # fmt: skip
    sides = [(Side.MENTOR, mentors), (Side.MENTEE, mentees)]
    PairMember.objects.bulk_create(
        PairMember(pair=pair, person=person, side=side, joined_on=starts_on)
        for side, persons in sides
        for person in persons
    )
    record(organization=organization, by=by, action="form_pair", subject=pair,
           text="Сформирована группа" if len(mentees) > 1 else "Сформирована пара")  # fmt: skip
    return pair


@transaction.atomic
def confirm(pairs, *, basis, on, by):
    """Make the pairs active from that day on the basis of a registered order.

    Raises ConsentMissing, naming everybody who lacks a consent, and changes nothing then
    (152-ФЗ ст. 9; invariant: a pair is active only with the consents its members need).
    """
    gaps = missing_consents(pairs, on)
    if gaps:
        names = "; ".join(f"{gap.person.short_name} – {gap.kind.label}" for gap in gaps[:5])
        more = f" и ещё {len(gaps) - 5}" if len(gaps) > 5 else ""
        raise ConsentMissing(f"Не хватает согласий: {names}{more}. Соберите подписи и повторите.")
    for pair in Pair.objects.select_for_update().filter(pk__in=[pair.pk for pair in pairs]):
        pair.confirmed_on, pair.basis = on, basis
        pair.save(update_fields=["confirmed_on", "basis"])
        record(organization=pair.organization, by=by, action="confirm_pair", subject=pair,
               text=f"Пара закреплена, {basis}")  # fmt: skip


@transaction.atomic
def record_meeting(*, pair, sending, held_on, stage, minutes, topics, by, on, present=None,
                   mode="face_to_face", progress=None, rapport=None, next_on=None,
                   note=""):  # fmt: skip
    """Record a meeting and return it; `sending` is the form's UUID: sent twice it counts once.

    `present` are the PairMembers who came (None: all mentees). Raises MeetingRefused for a day
    in the future, before the pair began, or a pair that is not at work.
    """
    known = Meeting.objects.filter(sending=sending).first()
    if known is not None:
        if known.pair_id != pair.pk:
            raise MeetingRefused("Эта форма уже отправлена для другой пары. Откройте её заново.")
        return known
    if held_on > on:
        raise MeetingRefused("Встреча ещё не прошла. Укажите сегодняшний день или раньше.")
    if pair.confirmed_on is None or held_on < pair.starts_on:
        raise MeetingRefused("Пара ещё не работала в этот день. Проверьте дату встречи.")
    if pair.closed_on and held_on > pair.closed_on:
        raise MeetingRefused("Пара к этому дню уже закрыта. Проверьте дату встречи.")
    if next_on and next_on <= held_on:
        raise MeetingRefused("Следующая встреча должна быть позже этой.")
    meeting = Meeting.objects.create(
        pair=pair, sending=sending, held_on=held_on, stage=stage, mode=mode, minutes=minutes,
        progress=progress, rapport=rapport, next_on=next_on, note=note, recorded_by=by,
    )  # fmt: skip
    meeting.topics.set(topics)
    mentees = pair.members.filter(side=Side.MENTEE, joined_on__lte=held_on).exclude(
        left_on__lt=held_on
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=member, was_present=present is None or member in present)
        for member in mentees
    )
    record(organization=pair.organization, by=by, action="record_meeting", subject=meeting,
           text=f"Записана встреча «{meeting.get_stage_display()}», {minutes} мин")  # fmt: skip
    return meeting


@transaction.atomic
def answer(attendance, *, usefulness, comfort, goal, message=""):
    """Keep the mentee's three answers; return False when they had been given before.

    The first answer stays: the same link sent twice, or from two phones, counts once.
    """
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if row.answered_at is not None:
        return False
    row.usefulness, row.comfort, row.goal, row.message = usefulness, comfort, goal, message
    row.answered_at = timezone.now()
    row.save()
    record(organization=row.meeting.pair.organization, by=None, action="answer", subject=row,
           text="Получен ответ о встрече", person=row.member.person)  # fmt: skip
    return True
