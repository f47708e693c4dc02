"""What happens to pairs and meetings."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mentoring.legal import missing_consents
from mentoring.models import (
    HIGHEST,
    LOWEST,
    Attendance,
    Closing,
    GoalReached,
    Meeting,
    Pair,
    PairMember,
    PairState,
    Side,
)
from people.history import record

CORRECTION_DAYS = 7
UNFIXED = (PairState.DRAFT, PairState.PROPOSED, PairState.AGREED)


class PairRefused(ValidationError):
    """The pair cannot be formed so; the message says why."""


class ConsentMissing(ValidationError):
    """Somebody of the pair has not signed what the law and the programme demand."""


class StepRefused(ValidationError):
    """The pair is in no state for this step; the message says what is possible."""


class MeetingRefused(ValidationError):
    """The meeting cannot be recorded so; the message says why."""


class AnswerRefused(ValidationError):
    """The answers cannot be taken; the message says why."""


@transaction.atomic
def form_pair(*, organization, year, form, kind, mentors, mentees, starts_on, ends_on, by, on,
              direction=""):  # fmt: skip
    """Form a pair or a group as agreed with its members and return it.

    `mentors` and `mentees` are Persons of the organization. Raises PairRefused when a side is
    empty, somebody stands on both sides, belongs to another organization or does not fit the
    form, or when the same people already are an open pair of this form.
    """
    if not mentors or not mentees:
        raise PairRefused("Выберите наставника и хотя бы одного наставляемого.")
    if ends_on < starts_on:
        raise PairRefused("Срок пары не может закончиться раньше, чем начался.")
    _check_people(organization, form, mentors, mentees)
    _check_not_formed_yet(organization, year, form, mentors, mentees)
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
    _check_consents(pairs, on)
    own = Pair.objects.filter(pk__in=[pair.pk for pair in pairs]).select_for_update(of=("self",))
    locked = list(own.select_related("organization").order_by("pk"))
    for pair in locked:
        if pair.confirmed_on or pair.closed_on:
            raise StepRefused(
                f"Пара «{pair}» уже {'закреплена, ' + pair.basis if pair.basis else 'закрыта'}. "
                "Подготовьте приказ без неё."
            )
    for pair in locked:
        pair.confirmed_on, pair.basis = on, basis
        pair.save(update_fields=["confirmed_on", "basis"])
        record(organization=pair.organization, by=by, action="confirm_pair", subject=pair,
               text=f"Пара закреплена, {basis}")  # fmt: skip


@transaction.atomic
def pause_pair(pair, *, on, by):
    """Stop the work of an active pair from that day until it is resumed."""
    pair = _locked(pair, (PairState.ACTIVE,), on)
    pair.paused_on = on
    pair.save(update_fields=["paused_on"])
    record(organization=pair.organization, by=by, action="pause_pair", subject=pair,
           text="Работа пары приостановлена")  # fmt: skip


@transaction.atomic
def resume_pair(pair, *, on, by):
    """Let a paused pair work again; raises ConsentMissing when a consent ran out meanwhile."""
    pair = _locked(pair, (PairState.PAUSED,), on)
    _check_consents([pair], on)
    pair.paused_on = None
    pair.save(update_fields=["paused_on"])
    record(organization=pair.organization, by=by, action="resume_pair", subject=pair,
           text="Работа пары возобновлена")  # fmt: skip


@transaction.atomic
def close_pair(pair, *, closing, on, by, reason=""):
    """Close a pair: completed or ended early when an order had fixed it, otherwise cancelled.

    An early end needs its reason. Raises StepRefused.
    """
    wanted = UNFIXED if closing == Closing.CANCELLED else (PairState.ACTIVE, PairState.PAUSED)
    if closing == Closing.ENDED_EARLY and not reason.strip():
        raise StepRefused("Напишите причину: она попадёт в отчёт о парах, закрытых досрочно.")
    pair = _locked(pair, wanted, on)
    pair.closed_on, pair.closing, pair.closing_reason = on, closing, reason.strip()
    pair.save(update_fields=["closed_on", "closing", "closing_reason"])
    record(organization=pair.organization, by=by, action="close_pair", subject=pair,
           text=f"Пара закрыта: {Closing(closing).label}")  # fmt: skip


@transaction.atomic
def record_meeting(*, pair, sending, held_on, stage, minutes, topics, by, on, present=None,
                   mode="face_to_face", progress=None, rapport=None, next_on=None,
                   note=""):  # fmt: skip
    """Record a meeting and return it; `sending` is the form's UUID: sent twice it counts once.

    `present` are the PairMembers who came (None: all mentees). Raises MeetingRefused for a day
    in the future, before the pair began, or a pair that is not at work.
    """
    _check_day(pair, held_on, next_on, on)
    meeting, is_new = Meeting.objects.get_or_create(
        sending=sending,
        defaults={
            "pair": pair, "held_on": held_on, "stage": stage, "mode": mode, "minutes": minutes,
            "progress": progress, "rapport": rapport, "next_on": next_on, "note": note,
            "recorded_by": by,
        },
    )  # fmt: skip
    if not is_new:
        if meeting.pair_id != pair.pk:
            raise MeetingRefused("Эта форма уже отправлена для другой пары. Откройте её заново.")
        return meeting
    meeting.topics.set(topics)
    _mark_presence(meeting, present)
    record(organization=pair.organization, by=by, action="record_meeting", subject=meeting,
           text=f"Записана встреча «{meeting.get_stage_display()}», {minutes} мин")  # fmt: skip
    return meeting


@transaction.atomic
def correct_meeting(meeting, *, held_on, stage, minutes, topics, mode, progress, rapport, next_on,
                    note, by, on, present=None):  # fmt: skip
    """Put right what was recorded in the last CORRECTION_DAYS; MeetingRefused afterwards.

    Answers given stay, also those of somebody now marked as absent.
    """
    if not may_correct(meeting, on):
        raise MeetingRefused(f"Исправить встречу можно {CORRECTION_DAYS} дней после отправки.")
    _check_day(meeting.pair, held_on, next_on, on)
    meeting.held_on, meeting.stage, meeting.mode, meeting.minutes = held_on, stage, mode, minutes
    meeting.progress, meeting.rapport, meeting.next_on = progress, rapport, next_on
    meeting.note = note
    meeting.save()
    meeting.topics.set(topics)
    _mark_presence(meeting, present)
    record(organization=meeting.pair.organization, by=by, action="correct_meeting",
           subject=meeting, text="Сведения о встрече исправлены")  # fmt: skip
    return meeting


def may_correct(meeting, on):
    """Tell whether the day after which a meeting stays as recorded has not passed."""
    recorded_on = timezone.localdate(meeting.recorded_at)
    return on <= recorded_on + datetime.timedelta(days=CORRECTION_DAYS)


@transaction.atomic
def answer(attendance, *, usefulness, comfort, goal, message=""):
    """Keep the mentee's three answers; return False when they had been given before.

    The first answer stays: the same link sent twice, or from two phones, counts once. Raises
    AnswerRefused for a rating outside the scale or an unknown goal.
    """
    if not all(LOWEST <= rating <= HIGHEST for rating in (usefulness, comfort)):
        raise AnswerRefused(f"Оценка – число от {LOWEST} до {HIGHEST}.")
    if goal not in GoalReached.values:
        raise AnswerRefused("Выберите ответ: да, частично или нет.")
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if row.answered_at is not None:
        return False
    row.usefulness, row.comfort, row.goal, row.message = usefulness, comfort, goal, message
    row.answered_at = timezone.now()
    row.save()
    record(organization=row.meeting.pair.organization, by=None, action="answer", subject=row,
           text="Получен ответ о встрече", person=row.member.person)  # fmt: skip
    return True


def _check_people(organization, form, mentors, mentees):
    everybody = [*mentors, *mentees]
    if len(set(everybody)) < len(everybody):
        raise PairRefused("Один человек не может стоять в паре дважды. Уберите повтор.")
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


def _check_not_formed_yet(organization, year, form, mentors, mentees):
    wanted = {(Side.MENTOR, person.pk) for person in mentors}
    wanted |= {(Side.MENTEE, person.pk) for person in mentees}
    known = Pair.objects.filter(organization=organization, year=year, form=form, closed_on=None)
    for pair in known.filter(members__person=mentors[0]).prefetch_related("members").distinct():
        if wanted == {(m.side, m.person_id) for m in (*pair.mentors, *pair.mentees)}:
            raise PairRefused("Такая пара уже есть. Откройте её в списке пар и групп.")


def _check_consents(pairs, on):
    gaps = missing_consents(pairs, on)
    if gaps:
        names = "; ".join(f"{gap.person.short_name} – {gap.kind.label}" for gap in gaps[:5])
        more = f" и ещё {len(gaps) - 5}" if len(gaps) > 5 else ""
        raise ConsentMissing(f"Не хватает согласий: {names}{more}. Соберите подписи и повторите.")


def _locked(pair, states, on):
    """Return the pair as the database has it now, locked; StepRefused in any other state."""
    locked = (
        Pair.objects.select_for_update(of=("self",)).select_related("organization").get(pk=pair.pk)
    )
    state = locked.state(on)
    if state not in states:
        raise StepRefused(f"Так сделать нельзя: состояние пары – «{state.label.lower()}».")
    return locked


def _check_day(pair, held_on, next_on, on):
    if held_on > on:
        raise MeetingRefused("Встреча ещё не прошла. Укажите сегодняшний день или раньше.")
    if pair.confirmed_on is None or held_on < pair.starts_on:
        raise MeetingRefused("Пара ещё не работала в этот день. Проверьте дату встречи.")
    if pair.closed_on and held_on > pair.closed_on:
        raise MeetingRefused("Пара к этому дню уже закрыта. Проверьте дату встречи.")
    if pair.paused_on and held_on >= pair.paused_on:
        raise MeetingRefused("Работа пары приостановлена. Проверьте дату или спросите куратора.")
    if next_on and next_on <= held_on:
        raise MeetingRefused("Следующая встреча должна быть позже этой.")


def _mark_presence(meeting, present):
    """Give every mentee of that day an Attendance; `present` None means that all came."""
    mentees = meeting.pair.members.filter(side=Side.MENTEE, joined_on__lte=meeting.held_on).exclude(
        left_on__lt=meeting.held_on
    )
    came = {member.pk for member in (mentees if present is None else present)}
    rows = {row.member_id: row for row in meeting.attendances.all()}
    if not any(member.pk in came for member in mentees):
        raise MeetingRefused("Отметьте, кто был на встрече: хотя бы одного наставляемого.")
    for member in mentees:
        row = rows.get(member.pk) or Attendance(meeting=meeting, member=member)
        row.was_present = member.pk in came
        row.save()
