"""The public names of this package."""

from mentoring.models.catalogue import MentoringForm, MentoringKind, Topic
from mentoring.models.meetings import (
    HIGHEST,
    LOWEST,
    Attendance,
    GoalReached,
    Meeting,
    MeetingMode,
    MeetingStage,
)
from mentoring.models.pairs import Closing, Pair, PairMember, PairState, Side

__all__ = [
    "HIGHEST",
    "LOWEST",
    "Attendance",
    "Closing",
    "GoalReached",
    "Meeting",
    "MeetingMode",
    "MeetingStage",
    "MentoringForm",
    "MentoringKind",
    "Pair",
    "PairMember",
    "PairState",
    "Side",
    "Topic",
]
