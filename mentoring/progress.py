"""How far a pair has come along the five meetings, and which meeting comes next."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from mentoring.models import Meeting, MeetingStage, PairMember
from people.templatetags.words import day, plural

LADDER = list(MeetingStage)
TITLES = {MeetingStage.PLANNING: "План", MeetingStage.WORKING: "Работа"}
CLOSING_DAYS = 14  # from then on the final meeting is proposed


@dataclass(frozen=True)
class Step:
    """One of the five meetings: `state` is done, now or ahead, `text` stands under the title."""

    title: str
    state: str
    text: str


def steps(meetings, ends_on: datetime.date) -> list[Step]:
    """Return the five Steps of a pair; `meetings` are its Meetings in any order."""
    held = {stage: [m.held_on for m in meetings if m.stage == stage] for stage in LADDER}
    return [_step(stage, held, ends_on) for stage in LADDER]


def with_progress(pairs):
    """Fetch what the meeting form asks of a pair in two queries: members, `held`, the stages."""
    meetings = Meeting.objects.filter(pair=OuterRef("pk")).order_by()
    number = meetings.values("pair").annotate(number=Count("pk")).values("number")
    members = PairMember.objects.select_related("person").order_by("-side", "pk")
    return (
        pairs.select_related("form")
        .prefetch_related(Prefetch("members", members))
        .annotate(
            held=Coalesce(Subquery(number), 0),
            **{f"held_{stage.value}": Exists(meetings.filter(stage=stage)) for stage in LADDER},
        )
    )


def stages_held(pair) -> list[MeetingStage]:
    """Return the stages of a pair fetched by `with_progress`."""
    return [stage for stage in LADDER if getattr(pair, f"held_{stage.value}")]


def proposed_stage(stages, ends_on: datetime.date, on: datetime.date) -> MeetingStage:
    """Return the stage of the next meeting; `stages` are those of the meetings held."""
    if MeetingStage.WORKING in stages and (ends_on - on).days <= CLOSING_DAYS:
        return MeetingStage.FINAL
    reached = max((LADDER.index(stage) for stage in stages), default=-1)
    return LADDER[min(reached + 1, LADDER.index(MeetingStage.WORKING))]


def summary(ladder: list[Step]) -> str:
    """Return «Работа: пройдено 3 этапа из 5» for the card of a pair."""
    done = sum(step.state == "done" for step in ladder)
    current = next((step.title for step in ladder if step.state == "now"), None)
    current = current or next((step.title for step in ladder if step.state == "ahead"), None)
    if current is None:
        return "Все пять этапов пройдены"
    return f"{current}: пройдено {plural(done, 'этап,этапа,этапов')} из {len(ladder)}"


def _step(stage, held, ends_on):
    title = TITLES.get(stage, stage.label)
    if stage == MeetingStage.WORKING and held[stage]:
        state = "done" if held[MeetingStage.FINAL] else "now"
        return Step(title, state, plural(len(held[stage]), "встреча,встречи,встреч"))
    if held[stage]:
        return Step(title, "done", day(max(held[stage])))
    return Step(title, "ahead", f"до {day(ends_on)}" if stage == MeetingStage.FINAL else "впереди")
