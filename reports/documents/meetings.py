"""Papers of one pair about its meetings: the diary, the plan and the mentor's report."""

import datetime

from mentoring.meeting_plan import planned_meetings
from mentoring.models import MeetingStage, Pair
from reports.documents.kinds import document
from reports.documents.letterhead import (
    curator_signature,
    letterhead,
    listed,
    person_facts,
    year_label,
)
from reports.documents.pair_work import (
    FORTNIGHT,
    answers_of,
    average,
    programme_facts,
    topics_of,
)

WEEK = datetime.timedelta(days=7)
UNTIL = {
    MeetingStage.ACQUAINTANCE: WEEK,
    MeetingStage.TRIAL: 3 * WEEK,
    MeetingStage.PLANNING: 5 * WEEK,
}


@document("diary", title="Дневник встреч", subject=Pair)
def diary(pair, *, on):
    """Collect the meetings held until that day, the first at the top.

    Of pairs with learners only neutral facts are printed, not the mentor's own words: a diary
    of a child on paper lies about where anybody can read it.
    """
    pair, meetings = _met(pair, on)
    private = any(member.person.is_learner for member in pair.members.all())
    return pair_head(pair, on) | {
        "minutes": sum(meeting.minutes for meeting in meetings),
        "meetings": [
            _meeting(meeting) | {"note": "" if private else meeting.note} for meeting in meetings
        ],
    }


@document("meeting-plan", title="План-график встреч", subject=Pair)
def meeting_plan(pair, *, on):
    """Collect the five canonical meetings with the days proposed for them and those held."""
    pair, meetings = _met(pair, on)
    return pair_head(pair, on) | {
        "stages": [
            {
                "title": stage.label,
                "planned_on": _planned(stage, pair),
                "often": stage == MeetingStage.WORKING,
                "held": [m.held_on for m in meetings if m.stage == stage],
            }
            for stage in MeetingStage
        ]
    }


@document("mentor-report", title="Отчёт наставника", subject=Pair)
def mentor_report(pair, *, on):
    """Collect what the records say of a pair's work; the mentor adds what no record knows.

    Mentees were promised that only the curator reads their answers: the report of the mentor
    counts them and prints no rating but the mentor's own.
    """
    pair, meetings = _met(pair, on)
    return pair_head(pair, on) | {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [person_facts(member.person, on=on) for member in pair.mentees],
        "until": min(on, pair.closed_on or pair.ends_on),
        "is_closed": bool(pair.closed_on and pair.closed_on <= on),
        "planned": planned_meetings([pair])[pair.pk],
        "held": len(meetings),
        "minutes": sum(meeting.minutes for meeting in meetings),
        "topics": topics_of(meetings),
        "progress": average([meeting.progress for meeting in meetings]),
        "rapport": average([meeting.rapport for meeting in meetings]),
        "answers": answers_of(meetings),
        "programme": programme_facts(pair, on=on),
    }


def _met(pair, on):
    """Return the pair with its people, and its meetings up to that day in their order."""
    pairs = Pair.objects.with_people().select_related("organization")
    pair = pairs.prefetch_related("programmes__items").get(pk=pair.pk)
    rows = pair.meetings.filter(held_on__lte=on).prefetch_related("topics", "tasks")
    return pair, list(rows.order_by("held_on", "pk"))


def pair_head(pair, on):
    """Return what stands above every paper of a pair: who, in which form, from when to when."""
    return letterhead(pair.organization, on=on) | {
        "year": year_label(pair.year),
        "mentors_listed": [listed(member.person, on=on) for member in pair.mentors],
        "mentees_listed": [listed(member.person, on=on) for member in pair.mentees],
        "mentor_signatures": [member.person.as_of(on).signature_name for member in pair.mentors],
        "form": pair.form.name,
        "direction": pair.direction,
        "starts_on": pair.starts_on,
        "ends_on": pair.ends_on,
        "curator": curator_signature(pair.organization, pair.year, on=on),
    }


def _meeting(meeting):
    return {
        "held_on": meeting.held_on,
        "minutes": meeting.minutes,
        "mode": meeting.get_mode_display(),
        "stage": meeting.get_stage_display(),
        "topics": sorted(topic.name for topic in meeting.topics.all()),
        "tasks": [task.activity for task in meeting.tasks.all()],
        "next_on": meeting.next_on,
    }


def _planned(stage, pair):
    """Return the last day proposed for the stage, never after the pair's end."""
    if stage == MeetingStage.WORKING:
        return max(pair.ends_on - FORTNIGHT, pair.starts_on)
    return min(pair.starts_on + UNTIL[stage], pair.ends_on) if stage in UNTIL else pair.ends_on
