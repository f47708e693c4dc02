"""What mentees say: cards with a personal link, the blank by hand, the response at the end."""

from mentoring.links import LIFETIME, feedback_path
from mentoring.models import Attendance, Fit, GoalReached, Meeting, Pair
from people.addresses import site_address
from people.salutation import called
from reports.documents.kinds import WrongSubject, document
from reports.documents.letterhead import letterhead, listed, person_facts, year_label
from reports.documents.meetings import pair_head

RATINGS = range(1, 11)


def _awaits_answers(meeting, *, on):
    return meeting.attendances.awaiting(on).exists()


@document("feedback-card", title="Карточки для обратной связи", subject=Meeting,
          applies=_awaits_answers)  # fmt: skip
def feedback_card(meeting, *, on):
    """Collect one card a mentee; raises WrongSubject when nobody's answer is awaited."""
    rows = meeting.attendances.awaiting(on).select_related("member__person")
    cards = [
        {
            "name": row.member.person.short_name,
            "called": called(row.member.person),
            "address": site_address(feedback_path(row.pk, on)),
        }
        for row in rows.order_by("member__person__search")
    ]
    if not cards:
        raise WrongSubject("Об этой встрече уже ответили все, кто на ней был. Печатать нечего.")
    return letterhead(meeting.pair.organization, on=on) | {
        "held_on": meeting.held_on,
        "mentors": [member.person.as_of(on).full_name for member in meeting.pair.mentors],
        "rows": [cards[n : n + 2] for n in range(0, len(cards), 2)],
        "last_on": on + LIFETIME,
    }


@document("feedback-blank", title="Лист обратной связи (заполняется от руки)", subject=Pair)
def feedback_blank(pair, *, on):
    """Collect one sheet a mentee with the same questions that the link asks."""
    pair = _read(pair)
    return letterhead(pair.organization, on=on) | {
        "year": year_label(pair.year),
        "mentors_listed": [listed(member.person, on=on) for member in pair.mentors],
        "mentees_listed": [listed(member.person, on=on) for member in pair.mentees],
        "ratings": list(RATINGS),
        "goals": GoalReached.labels,
        "fits": Fit.labels,
    }


@document("mentee-response", title="Отзыв наставляемого", subject=Pair)
def mentee_response(pair, *, on):
    """Collect a sheet for each mentee with the meetings attended; the mentee writes the rest."""
    pair = _read(pair)
    came = Attendance.objects.filter(
        meeting__pair=pair, meeting__held_on__lte=on, was_present=True
    ).values_list("member", flat=True)  # fmt: skip
    came = list(came)
    return pair_head(pair, on) | {
        "mentors": [person_facts(member.person, on=on) for member in pair.mentors],
        "mentees": [
            person_facts(member.person, on=on)
            | {"meetings": came.count(member.pk), "joined_on": member.joined_on}
            for member in pair.mentees
        ],
        "until": min(on, pair.closed_on or pair.ends_on),
    }


def _read(pair):
    return Pair.objects.with_people().select_related("organization").get(pk=pair.pk)
