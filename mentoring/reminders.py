"""Whom to remind of meetings: of the answer about the last one, of the day of the next one."""

import datetime

from django.db.models import F, Max, Prefetch, Q
from django.urls import reverse

from mentoring.links import feedback_path
from mentoring.models import Attendance, Meeting, Pair, PairMember, Side
from mentoring.salutation import company
from people.consent_gaps import withdrawn
from people.ladder import LADDERS
from people.letters import Reminder, readers_of
from people.models import Guardian, Membership, Role
from people.templatetags.words import day


def reminders(organization, on):
    """Return the Reminders about the pairs at work; six queries whatever their number."""
    pairs = Pair.objects.filter(organization=organization).active(on)
    pairs = pairs.prefetch_related(Prefetch("members", _members(on))).in_bulk()
    accounts = Membership.objects.filter(organization=organization, role=Role.MENTOR)
    able = set(accounts.values_list("person", flat=True))
    return [*_answers(pairs, able, on), *_next_meetings(pairs, able, on)]


def _members(on):
    present = Q(left_on=None) | Q(left_on__gte=on)
    return PairMember.objects.filter(present).select_related("person").order_by("pk")


def _answers(pairs, able, on):
    since = on - datetime.timedelta(days=LADDERS["feedback"].until)
    rows = Attendance.objects.filter(
        Q(member__left_on=None) | Q(member__left_on__gte=on), meeting__pair__in=pairs,
        meeting__held_on__range=(since, on), was_present=True, answered_at=None,
    ).exclude(member__person__in=withdrawn(on).values("pk"))  # fmt: skip
    guardians = Guardian.objects.select_related("adult").order_by("pk")
    rows = rows.select_related("member__person", "meeting")
    rows = rows.prefetch_related(Prefetch("member__person__guardians", guardians))
    for row in rows.order_by("meeting__held_on", "pk"):
        readers = readers_of(row.member.person, on)
        for reader in readers:
            yield _reminder(row, reader, _question(row, reader), feedback_path(row.pk, on))
        if not readers:
            for mentor in _mentors(pairs[row.meeting.pair_id]):
                path = reverse("my-meeting", args=[row.meeting_id]) if mentor.pk in able else ""
                yield _reminder(row, mentor, _request(row), path)


def _reminder(row, reader, text, path):
    return Reminder(reader, "feedback", str(row.pk), row.meeting.held_on, text, path)


def _question(row, reader):
    when = day(row.meeting.held_on)
    if reader == row.member.person:
        return (
            f"Как прошла встреча {when}? Три вопроса, меньше минуты; ответ прочтёт только куратор."
        )
    return (
        f"Передайте, пожалуйста, эту ссылку ребёнку ({row.member.person.first_name}): три вопроса "
        f"о встрече {when}. Отвечает сам ребёнок, ответ прочтёт только куратор."
    )


def _request(row):
    return (
        f"О встрече {day(row.meeting.held_on)} пока нет ответа ({row.member.person.short_name}). "
        "Покажите, пожалуйста, QR-код встречи или перешлите ссылку на три вопроса."
    )


def _next_meetings(pairs, able, on):
    latest = Meeting.objects.filter(pair__in=pairs).annotate(last_on=Max("pair__meetings__held_on"))
    for meeting in latest.filter(held_on=F("last_on"), next_on__lte=on).order_by("next_on", "pk"):
        pair = pairs[meeting.pair_id]
        mentees = [member for member in pair.members.all() if member.side == Side.MENTEE]
        for mentor in _mentors(pair) if mentees else ():
            path = reverse("meeting-new", args=[pair.pk]) if mentor.pk in able else ""
            yield Reminder(mentor, "meeting", str(meeting.pk), meeting.next_on,
                           _appointment(meeting.next_on, mentees, on), path)  # fmt: skip


def _appointment(next_on, mentees, on):
    if next_on == on:
        return f"Сегодня назначена встреча {company(mentees)}. Запись займёт меньше минуты."
    return (
        f"Встреча {company(mentees)} была назначена на {day(next_on)}, но не записана. "
        "Запишите её или назначьте новый день."
    )


def _mentors(pair):
    return [member.person for member in pair.members.all() if member.side == Side.MENTOR]
