"""What happens to questionnaires, waves and what is made of their answers."""

from surveys.actions.needs import NeedsRefused, keep_needs, needs_told
from surveys.actions.questionnaires import (
    SurveyLocked,
    add_question,
    change_question,
    change_survey,
    copy_survey,
    is_locked,
    move_question,
    remove_question,
)
from surveys.actions.swot import (
    MOST_LINES,
    SwotRefused,
    add_lines,
    change_line,
    move_line,
    remove_line,
)
from surveys.actions.waves import (
    AnswerRefused,
    WaveRefused,
    close_wave,
    open_wave,
    reopen_wave,
    submit,
    switch_mail,
)

__all__ = [
    "MOST_LINES",
    "AnswerRefused",
    "NeedsRefused",
    "SurveyLocked",
    "SwotRefused",
    "WaveRefused",
    "add_lines",
    "add_question",
    "change_line",
    "change_question",
    "change_survey",
    "close_wave",
    "copy_survey",
    "is_locked",
    "keep_needs",
    "move_line",
    "move_question",
    "needs_told",
    "open_wave",
    "remove_line",
    "remove_question",
    "reopen_wave",
    "submit",
    "switch_mail",
]
