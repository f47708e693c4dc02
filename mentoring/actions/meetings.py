"""What happens to meetings: recorded, put right, answered by the mentee."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mentoring.meeting_words import words_of
from mentoring.models import (
    HIGHEST,
    LOWEST,
    Attendance,
    Concern,
    Fit,
    GoalReached,
    Meeting,
    MeetingCorrection,
    Reader,
    Side,
)
from people.history import record

CORRECTION_DAYS = 7


class MeetingRefused(ValidationError):
    """The meeting cannot be recorded so; the message says why."""


class AnswerRefused(ValidationError):
    """The answers cannot be taken; the message says why."""


@transaction.atomic
def record_meeting(*, pair, sending, held_on, stage, minutes, topics, by, on, present=None,
                   mode="face_to_face", progress=None, rapport=None, next_on=None,
                   note="", tasks=(), holder=None):  # fmt: skip
    """Record a meeting and return it; `sending` is the form's UUID: sent twice it counts once.

    `present` are the PairMembers who came (None: all mentees). `holder` is the mentor who has no
    account and came by a personal link: `by` is None then. Raises MeetingRefused for a day
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
    meeting.tasks.set(_own_tasks(pair, tasks))
    _mark_presence(meeting, present)
    record(organization=pair.organization, by=by, action="record_meeting", subject=meeting,
           text=f"Записана встреча «{meeting.get_stage_display()}», {minutes} мин{_way(holder)}",
           person=holder)  # fmt: skip
    return meeting


@transaction.atomic
def correct_meeting(meeting, *, held_on, stage, minutes, topics, mode, progress, rapport, next_on,
                    note, by, on, present=None, tasks=(), reason="", holder=None):  # fmt: skip
    """Put right what was recorded; after CORRECTION_DAYS a reason is needed and the old words stay.

    Answers given stay, also those of somebody now marked as absent. Raises MeetingRefused.
    """
    late = needs_reason(meeting, on)
    if late and not reason.strip():
        raise MeetingRefused("Напишите причину: прошло больше недели, прежнее тоже останется.")
    _check_day(meeting.pair, held_on, next_on, on)
    before = words_of(meeting) if late else {}
    meeting.held_on, meeting.stage, meeting.mode, meeting.minutes = held_on, stage, mode, minutes
    meeting.progress, meeting.rapport, meeting.next_on = progress, rapport, next_on
    meeting.note = note
    meeting.save()
    meeting.topics.set(topics)
    meeting.tasks.set(_own_tasks(meeting.pair, tasks))
    _mark_presence(meeting, present)
    if late:
        _keep_correction(meeting, before, reason, by)
    text = "Встреча исправлена с причиной" if late else "Сведения о встрече исправлены"
    record(organization=meeting.pair.organization, by=by, action="correct_meeting",
           subject=meeting, text=f"{text}{_way(holder)}", person=holder)  # fmt: skip
    return meeting


def needs_reason(meeting, on):
    """Tell whether the days in which a meeting is simply put right have passed."""
    recorded_on = timezone.localdate(meeting.recorded_at)
    return on > recorded_on + datetime.timedelta(days=CORRECTION_DAYS)


@transaction.atomic
def answer(attendance, *, usefulness, comfort, goal, fit="", message="", reader=Reader.CURATOR):
    """Keep the mentee's answers; return False when they had been given before.

    The first answer stays: the same link sent twice, or from two phones, counts once. «Не
    подходим» opens a Concern for the curator; the journal tells it from no other answer. Raises
    AnswerRefused for a rating outside the scale, a word that is no choice, a person erased.
    """
    if not all(LOWEST <= rating <= HIGHEST for rating in (usefulness, comfort)):
        raise AnswerRefused(f"Оценка – число от {LOWEST} до {HIGHEST}.")
    if goal not in GoalReached.values:
        raise AnswerRefused("Выберите ответ: да, частично или нет.")
    if fit not in ("", *Fit.values):
        raise AnswerRefused("Выберите ответ: подходим, пока не знаю или не подходим.")
    if reader not in Reader.values:
        raise AnswerRefused("Выберите, кто прочтёт ваши слова.")
    known = Attendance.objects.filter(member__person__erased_on=None)
    row = known.select_for_update(of=("self",)).filter(pk=attendance.pk).first()
    if row is None:
        raise AnswerRefused("Об этой встрече больше не спрашивают, ответ не сохранён.")
    if row.answered_at is not None:
        return False
    row.usefulness, row.comfort, row.goal = usefulness, comfort, goal
    row.fit, row.message, row.reader = fit, message, reader
    row.answered_at = timezone.now()
    row.save()
    if fit == Fit.NO:
        Concern.objects.create(
            pair=row.meeting.pair, attendance=row, raised_on=timezone.localdate(row.answered_at)
        )
    record(organization=row.meeting.pair.organization, by=None, action="answer", subject=row,
           text="Получен ответ о встрече", person=row.member.person)  # fmt: skip
    return True


def _keep_correction(meeting, before, reason, by):
    after = words_of(Meeting.objects.get(pk=meeting.pk))
    changes = [[name, before[name], after[name]] for name in after if before[name] != after[name]]
    if not changes:
        raise MeetingRefused("Ничего не изменилось. Исправьте нужное поле или вернитесь назад.")
    MeetingCorrection.objects.create(meeting=meeting, by=by, reason=reason.strip(), changes=changes)


def _way(holder):
    return ", по личной ссылке наставника" if holder else ""


def _own_tasks(pair, tasks):
    """Return the rows that belong to the pair's own programmes."""
    return [task for task in tasks if task.programme.pair_id == pair.pk]


def _check_day(pair, held_on, next_on, on):
    if held_on > on:
        raise MeetingRefused("Встреча ещё не прошла. Укажите сегодняшний день или раньше.")
    if pair.confirmed_on is None or held_on < max(pair.starts_on, pair.confirmed_on):
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
