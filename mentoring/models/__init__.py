"""The public names of this package."""

from mentoring.models.bans import PairBan
from mentoring.models.catalogue import MentoringForm, MentoringKind
from mentoring.models.criteria import Criterion, CriterionCheck
from mentoring.models.labour import PAID, LabourTerms, NoticeBy, PayKind
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
from mentoring.models.programmes import Outcome, Programme, ProgrammeItem, TaskState
from mentoring.models.replacements import Replacement, ReplacementReason
from mentoring.models.topics import Competence, Level, Need, NeedSource, Severity, Topic
from mentoring.models.unmatched import UnmatchedNote, WaitingReason

__all__ = [
    "HIGHEST",
    "LOWEST",
    "PAID",
    "Attendance",
    "Closing",
    "Competence",
    "Criterion",
    "CriterionCheck",
    "GoalReached",
    "LabourTerms",
    "Level",
    "Meeting",
    "MeetingMode",
    "MeetingStage",
    "MentoringForm",
    "MentoringKind",
    "Need",
    "NeedSource",
    "NoticeBy",
    "Outcome",
    "Pair",
    "PairBan",
    "PairMember",
    "PairState",
    "PayKind",
    "Programme",
    "ProgrammeItem",
    "Replacement",
    "ReplacementReason",
    "Severity",
    "Side",
    "TaskState",
    "Topic",
    "UnmatchedNote",
    "WaitingReason",
]
