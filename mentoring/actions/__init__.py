"""What happens to pairs, programmes and meetings; the public names."""

from mentoring.actions.bank_tables import write_mentee, write_mentor
from mentoring.actions.bans import BanRefused, ban_pair, lift_ban
from mentoring.actions.diary import DiaryRefused, record_diary
from mentoring.actions.ending import end_pairs, refuse_ending
from mentoring.actions.erasure import erase, shared_pairs
from mentoring.actions.forming import (
    LimitExceeded,
    PairRefused,
    agree_pair,
    form_pair,
    propose_pair,
    reopen_pair,
    set_partner,
)
from mentoring.actions.labour import LabourRefused, give_notice, set_labour_terms, sign_labour_terms
from mentoring.actions.lifecycle import (
    ConsentMissing,
    PartnerMissing,
    StepRefused,
    close_pair,
    confirm,
    pause_pair,
    resume_pair,
)
from mentoring.actions.marks import MarkRefused, mark_signal, raise_concern
from mentoring.actions.meetings import (
    CORRECTION_DAYS,
    AnswerRefused,
    MeetingRefused,
    answer,
    correct_meeting,
    needs_reason,
    record_meeting,
)
from mentoring.actions.members import join_pair, leave_pair
from mentoring.actions.mentor_links import LinkRefused, open_mentor_link, revoke_mentor_link
from mentoring.actions.pair_table import write_pair
from mentoring.actions.programmes import (
    ProgrammeRefused,
    change_programme,
    mark_task,
    new_version,
    postpone_task,
    review_programme,
    rows_copied,
    start_programme,
    unmark_task,
)
from mentoring.actions.replacement import (
    cancel_replacement,
    choose_successor,
    complete_replacements,
    earliest_day,
    notice_needed,
    prepare_replacement,
)
from mentoring.actions.waiting import NoteRefused, note_unmatched
from mentoring.actions.withdrawal import pause_unlawful, withdraw

__all__ = [
    "CORRECTION_DAYS",
    "AnswerRefused",
    "BanRefused",
    "ConsentMissing",
    "DiaryRefused",
    "LabourRefused",
    "LimitExceeded",
    "LinkRefused",
    "MarkRefused",
    "MeetingRefused",
    "NoteRefused",
    "PairRefused",
    "PartnerMissing",
    "ProgrammeRefused",
    "StepRefused",
    "agree_pair",
    "answer",
    "ban_pair",
    "cancel_replacement",
    "change_programme",
    "choose_successor",
    "close_pair",
    "complete_replacements",
    "confirm",
    "correct_meeting",
    "earliest_day",
    "end_pairs",
    "erase",
    "form_pair",
    "give_notice",
    "join_pair",
    "leave_pair",
    "lift_ban",
    "mark_signal",
    "mark_task",
    "needs_reason",
    "new_version",
    "note_unmatched",
    "notice_needed",
    "open_mentor_link",
    "pause_pair",
    "pause_unlawful",
    "postpone_task",
    "prepare_replacement",
    "propose_pair",
    "raise_concern",
    "record_diary",
    "record_meeting",
    "refuse_ending",
    "reopen_pair",
    "resume_pair",
    "review_programme",
    "revoke_mentor_link",
    "rows_copied",
    "set_labour_terms",
    "set_partner",
    "shared_pairs",
    "sign_labour_terms",
    "start_programme",
    "unmark_task",
    "withdraw",
    "write_mentee",
    "write_mentor",
    "write_pair",
]
