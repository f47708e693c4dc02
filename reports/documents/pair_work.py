"""What the records say of a pair's work: meetings against the plan, the programme, the answers."""

import datetime

from django.db.models import Avg, Count, Q

from mentoring.health_rules import CADENCE_DAYS
from mentoring.models import Attendance, GoalReached, Outcome

FORTNIGHT = datetime.timedelta(days=CADENCE_DAYS)  # orders ask for a meeting as often
SETTLED = {Outcome.CLOSED: "settled", Outcome.PARTLY: "partly", Outcome.PROLONG: "partly",
           Outcome.OPEN: "open"}  # fmt: skip
FEWEST = 3  # mentees: averages of fewer would tell what somebody answered


def topics_of(meetings):
    """Return the topics with the number of meetings about them, the most frequent first."""
    counted = {}
    for meeting in meetings:
        for topic in meeting.topics.all():
            counted[topic.name] = counted.get(topic.name, 0) + 1
    ordered = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [{"name": name, "meetings": number} for name, number in ordered]


def programme_facts(pair, *, on):
    """Return the state of the programme in force on that day, {} without one.

    Of pairs with learners the results and reviews stay out: they may tell of health or behaviour.
    `settled` says what became of the mentee's request: settled, partly, open or "".
    """
    current = next((row for row in pair.programmes.all() if row.superseded_on is None), None)
    if current is None:
        return {}
    private = any(member.person.is_learner for member in pair.members.all())
    items = list(current.items.all())
    done = [item for item in items if item.done_on and item.done_on <= on]
    late = [item for item in items if item not in done and item.due_on and item.due_on < on]
    return {
        "goal": bare(current.goal), "needs": "" if private else bare(current.needs),
        "part": len(done), "whole": len(items),
        "done": [{"activity": item.activity, "result": "" if private else bare(item.result)}
                 for item in done],
        "late": [item.activity for item in late],
        "review": "" if private else bare(current.final_review),
        "outcome": current.get_outcome_display(),
        "settled": SETTLED.get(current.outcome, ""), "prolong": current.outcome == Outcome.PROLONG,
    }  # fmt: skip


def answers_of(meetings, *, ratings=False):
    """Return how many answers were asked for and given about these meetings.

    With `ratings` also their averages, once FEWEST mentees have answered: mentees were promised
    that only the curator reads what they answer.
    """
    rows = Attendance.objects.filter(meeting__in=meetings, was_present=True)
    told = Q(answered_at__isnull=False)
    found = rows.aggregate(
        asked=Count("pk"), answered=Count("pk", told),
        people=Count("member__person", told, distinct=True),
        usefulness=Avg("usefulness"), comfort=Avg("comfort"),
        reached=Count("pk", Q(goal=GoalReached.YES)), goals=Count("pk", ~Q(goal="")),
    )  # fmt: skip
    shown = ratings and found["people"] >= FEWEST
    averages = {"usefulness": decimal(found["usefulness"]), "comfort": decimal(found["comfort"]),
                "reached": found["reached"], "goals": found["goals"]}  # fmt: skip
    return {name: found[name] for name in ("asked", "answered", "people")} | {
        "averages": averages if shown else None
    }


def average(ratings):
    """Return «7,5» of the ratings given, "" without any."""
    given = [rating for rating in ratings if rating is not None]
    return decimal(sum(given) / len(given)) if given else ""


def decimal(number):
    """Return «7,5», "" for None."""
    return "" if number is None else f"{number:.1f}".replace(".", ",")


def bare(text):
    """Return words without their last full stop: the paper puts its own."""
    return text.strip().removesuffix(".")
