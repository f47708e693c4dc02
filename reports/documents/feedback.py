"""Cards with the personal link of each mentee who has not yet answered about a meeting."""

from mentoring.links import LIFETIME, feedback_path
from mentoring.models import Attendance, Meeting
from people.addresses import site_address
from people.salutation import called
from reports.documents.kinds import WrongSubject, document


def _waiting(meeting):
    return Attendance.objects.filter(meeting=meeting, was_present=True, answered_at=None)


def _awaits_answers(meeting, *, on):
    return _waiting(meeting).exists()


@document("feedback-card", title="Карточки для обратной связи", subject=Meeting,
          applies=_awaits_answers)  # fmt: skip
def feedback_card(meeting, *, on):
    """Collect one card a mentee; raises WrongSubject when nobody's answer is awaited."""
    rows = _waiting(meeting).select_related("member__person").order_by("member__person__search")
    cards = [
        {
            "name": row.member.person.short_name,
            "called": called(row.member.person),
            "address": site_address(feedback_path(row.pk, on)),
        }
        for row in rows
    ]
    if not cards:
        raise WrongSubject("Об этой встрече уже ответили все, кто на ней был. Печатать нечего.")
    return {
        "held_on": meeting.held_on,
        "mentors": [member.person.as_of(on).full_name for member in meeting.pair.mentors],
        "rows": [cards[n : n + 2] for n in range(0, len(cards), 2)],
        "last_on": on + LIFETIME,
    }
