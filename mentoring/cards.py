"""What a mentor sees first: own pairs as cards, the nearest meeting, the month so far."""

import datetime
from dataclasses import dataclass

from mentoring.health_rules import SILENCE_DAYS
from mentoring.models import Meeting, Pair, PairState
from mentoring.progress import Step, steps
from mentoring.progress import summary as progress_summary
from people.templatetags.words import plural, word

NUDGE_DAYS = 14  # from then on the card asks for the next day, long before the curator is told
MONTHS = ("январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре",
          "октябре", "ноябре", "декабре")  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One pair for its mentor; `quiet` are the days since they met, when these are many.

    `title` is the post or class of the only mentee, `programme` says how much of it is done.
    """

    pair: Pair
    state: PairState
    ladder: list[Step]
    summary: str
    last: Meeting | None
    next_on: datetime.date | None
    quiet: int | None
    title: str = ""
    programme: str = ""

    @property
    def is_late(self):
        return (self.quiet or 0) > SILENCE_DAYS


def cards(pairs, on):
    """Return a Card for each pair.

    The pairs carry members, `meetings`, the latest first, and `programmes` in force with items.
    """
    return [_card(pair, on) for pair in pairs]


def nearest(shown, on):
    """Return the Card with the nearest day agreed for a meeting, or None."""
    agreed = [card for card in shown if card.next_on and card.next_on >= on]
    return min(agreed, key=lambda card: card.next_on, default=None)


def month_summary(pairs, on):
    """Return «в ноябре записаны 2 встречи, 1 ч 15 мин»."""
    month = MONTHS[on.month - 1]
    held = [
        meeting for pair in pairs for meeting in pair.meetings.all()
        if (meeting.held_on.year, meeting.held_on.month) == (on.year, on.month)
    ]  # fmt: skip
    if not held:
        return f"в {month} встреч пока не записано"
    verb = word(len(held), "записана,записаны,записано")
    number = plural(len(held), "встреча,встречи,встреч")
    return f"в {month} {verb} {number}, {duration(sum(m.minutes for m in held))}"


def duration(minutes):
    """Return «3 ч 55 мин»."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\u00a0ч" if hours else "", f"{rest}\u00a0мин" if rest or not hours else ""]
    return " ".join(filter(None, parts))


def _card(pair, on):
    meetings = list(pair.meetings.all())
    ladder = steps(meetings, pair.ends_on)
    last = meetings[0] if meetings else None
    state = pair.state(on)
    since = last.held_on if last else pair.confirmed_on
    days = (on - since).days if since and state == PairState.ACTIVE else 0
    return Card(
        pair=pair,
        state=state,
        ladder=ladder,
        summary=progress_summary(ladder),
        last=last,
        next_on=last.next_on if last else None,
        quiet=days if days > NUDGE_DAYS else None,
        title=pair.mentees[0].person.title_on(on) if len(pair.mentees) == 1 else "",
        programme=_done(pair),
    )


def _done(pair):
    items = [item for programme in pair.programmes.all() for item in programme.items.all()]
    done = sum(item.done_on is not None for item in items)
    return f"{done} из {plural(len(items), 'задачи,задач,задач')}" if items else ""
