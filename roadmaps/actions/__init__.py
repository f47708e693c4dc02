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
from roadmaps.actions.revising import AnotherYear, update_roadmap
from roadmaps.actions.targets import (
    ValueRefused,
    change_target,
    drop_target,
    keep_counted,
    measure,
    plan_targets,
    read_targets,
    restore_target,
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
    "AnotherYear",
    "ImportIncomplete",
    "MarkRefused",
    "ReasonMissing",
    "ValueRefused",
    "accept_upload",
    "add_item",
    "approve",
    "bring_back",
    "cancel",
    "change_head",
    "change_target",
    "change_upload",
    "discard_upload",
    "dismiss",
    "drop_target",
    "edit_item",
    "import_rows",
    "keep_counted",
    "keep_upload",
    "mark_done",
    "measure",
    "move_item",
    "plan_occurrences",
    "plan_targets",
    "postpone",
    "read_targets",
    "remove_item",
    "restore_target",
    "roll_over",
    "take_built_in",
    "unmark",
    "update_roadmap",
]
