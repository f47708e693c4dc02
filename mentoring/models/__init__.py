"""The public names of this package."""

from mentoring.models.bans import PairBan
from mentoring.models.catalogue import MentoringForm, MentoringKind
from mentoring.models.concerns import Concern
from mentoring.models.criteria import Criterion, CriterionCheck
from mentoring.models.endings import EndingGround
from mentoring.models.labour import PAID, LabourTerms, NoticeBy, PayKind
from mentoring.models.marks import SignalMark, Verdict
from mentoring.models.meetings import (
    FIT_STAGES,
    HIGHEST,
    LOWEST,
    Attendance,
    Fit,
    GoalReached,
    Meeting,
    MeetingCorrection,
    MeetingMode,
    MeetingStage,
    Reader,
)
from mentoring.models.mentor_links import MentorLink
from mentoring.models.pairs import Closing, Pair, PairMember, PairState, Side
from mentoring.models.partners import Partner
from mentoring.models.programmes import Outcome, Programme, ProgrammeItem, TaskState
from mentoring.models.replacements import Replacement, ReplacementReason
from mentoring.models.topics import Competence, Level, Need, NeedSource, Severity, Topic
from mentoring.models.unmatched import UnmatchedNote, WaitingReason

__all__ = [
    "FIT_STAGES",
    "HIGHEST",
    "LOWEST",
    "PAID",
    "Attendance",
    "Closing",
    "Competence",
    "Concern",
    "Criterion",
    "CriterionCheck",
    "EndingGround",
    "Fit",
    "GoalReached",
    "LabourTerms",
    "Level",
    "Meeting",
    "MeetingCorrection",
    "MeetingMode",
    "MeetingStage",
    "MentorLink",
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
    "Partner",
    "PayKind",
    "Programme",
    "ProgrammeItem",
    "Reader",
    "Replacement",
    "ReplacementReason",
    "Severity",
    "Side",
    "SignalMark",
    "TaskState",
    "Topic",
    "UnmatchedNote",
    "Verdict",
    "WaitingReason",
]
