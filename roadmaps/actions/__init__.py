"""What happens to roadmaps: the public names of this package."""

from roadmaps.actions.answering import resolve
from roadmaps.actions.editions import NotInForce, drop_edition, open_edition
from roadmaps.actions.feeds import open_feed, revoke_feed
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
from roadmaps.actions.parts import mark_part, unmark_part
from roadmaps.actions.plans import (
    AlreadyApproved,
    add_item,
    approve,
    change_head,
    edit_item,
    move_item,
    place_item,
    remove_item,
    split_item,
    take_back,
)
from roadmaps.actions.proofs import (
    accept_proposal,
    add_evidence,
    attach,
    decline_proposal,
    evidence_of,
    prove,
    remove_evidence,
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
from roadmaps.actions.undo import NothingToTakeBack
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
    "NotInForce",
    "NothingToTakeBack",
    "ReasonMissing",
    "ValueRefused",
    "accept_proposal",
    "accept_upload",
    "add_evidence",
    "add_item",
    "approve",
    "attach",
    "bring_back",
    "cancel",
    "change_head",
    "change_target",
    "change_upload",
    "decline_proposal",
    "discard_upload",
    "dismiss",
    "drop_edition",
    "drop_target",
    "edit_item",
    "evidence_of",
    "import_rows",
    "keep_counted",
    "keep_upload",
    "mark_done",
    "mark_part",
    "measure",
    "move_item",
    "open_edition",
    "open_feed",
    "place_item",
    "plan_occurrences",
    "plan_targets",
    "postpone",
    "prove",
    "read_targets",
    "remove_evidence",
    "remove_item",
    "resolve",
    "restore_target",
    "revoke_feed",
    "roll_over",
    "split_item",
    "take_back",
    "take_built_in",
    "unmark",
    "unmark_part",
    "update_roadmap",
]
