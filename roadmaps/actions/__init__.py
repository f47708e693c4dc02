"""What happens to roadmaps: the public names of this package."""

from roadmaps.actions.findings import ReasonMissing, bring_back, dismiss
from roadmaps.actions.intake import import_rows, take_built_in
from roadmaps.actions.marks import (
    MarkRefused,
    cancel,
    mark_done,
    plan_occurrences,
    postpone,
    unmark,
)
from roadmaps.actions.plans import (
    AlreadyApproved,
    add_item,
    approve,
    change_head,
    edit_item,
    move_item,
    remove_item,
)
from roadmaps.actions.uploads import (
    ImportIncomplete,
    accept_upload,
    change_upload,
    discard_upload,
    keep_upload,
    roll_over,
)

__all__ = [
    "AlreadyApproved",
    "ImportIncomplete",
    "MarkRefused",
    "ReasonMissing",
    "accept_upload",
    "add_item",
    "approve",
    "bring_back",
    "cancel",
    "change_head",
    "change_upload",
    "discard_upload",
    "dismiss",
    "edit_item",
    "import_rows",
    "keep_upload",
    "mark_done",
    "move_item",
    "plan_occurrences",
    "postpone",
    "remove_item",
    "roll_over",
    "take_built_in",
    "unmark",
]
