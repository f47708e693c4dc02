"""When somebody is reminded and reminded again: rules as data. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Ladder:
    """Days from the event on which a reminder goes out, then every `again` days up to `until`.

    A negative step lies before the event. Without `again` the last step is the end; `on_mondays`
    goes on every Monday instead, so that whatever is late comes in one letter a week; what was
    said on the Sunday before is not said again.
    """

    steps: tuple[int, ...]
    again: int | None = None
    until: int | None = None
    on_mondays: bool = False


WEEK, FORTNIGHT, MONTH = 7, 14, 28
LADDERS = {
    "feedback": Ladder(steps=(2,), again=WEEK, until=FORTNIGHT + 2),
    "meeting": Ladder(steps=(0,), again=WEEK, until=MONTH),
    "roadmap": Ladder(steps=(-2, 0), on_mondays=True),
    "survey": Ladder(steps=(0, 3), again=WEEK),
    "digest": Ladder(steps=(0,), until=3),
    "month": Ladder(steps=(0,), until=3),
}


def is_due(ladder: Ladder, event_on: datetime.date, last_on: datetime.date | None,
           on: datetime.date) -> bool:  # fmt: skip
    """Tell whether a step was reached since the last reminder; a missed day is made up for once."""
    age = (on - event_on).days
    if ladder.until is not None and age > ladder.until:
        return False
    reached = [step for step in ladder.steps if step <= age]
    if not reached:
        return False
    step = reached[-1]
    if ladder.again and step == ladder.steps[-1]:
        step += (age - step) // ladder.again * ladder.again
    if ladder.on_mondays and step == ladder.steps[-1]:
        step = max(step, age - on.weekday() - 1)
    return last_on is None or (last_on - event_on).days < step
