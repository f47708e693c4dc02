"""What happens to pairs and meetings; the public names."""

from mentoring.actions.forming import PairRefused, form_pair
from mentoring.actions.lifecycle import (
    ConsentMissing,
    StepRefused,
    close_pair,
    confirm,
    pause_pair,
    resume_pair,
)
from mentoring.actions.meetings import (
    CORRECTION_DAYS,
    AnswerRefused,
    MeetingRefused,
    answer,
    correct_meeting,
    may_correct,
    record_meeting,
)

__all__ = [
    "CORRECTION_DAYS",
    "AnswerRefused",
    "ConsentMissing",
    "MeetingRefused",
    "PairRefused",
    "StepRefused",
    "answer",
    "close_pair",
    "confirm",
    "correct_meeting",
    "form_pair",
    "may_correct",
    "pause_pair",
    "record_meeting",
    "resume_pair",
]
