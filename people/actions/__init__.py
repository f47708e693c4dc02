"""What happens to people: consents, tables from Excel, accounts; the public names."""

from people.actions.accounts import (
    AccountRefused,
    invite,
    set_up_first_administrator,
)
from people.actions.consents import (
    ConsentRefused,
    record_consent,
    record_signatures,
    restore_consent,
    withdraw_consent,
)
from people.actions.duties import carry_duties
from people.actions.erasure import ErasureRefused, erase_person, rewrite_database
from people.actions.headcount_table import write_headcount
from people.actions.imports import (
    UploadRefused,
    answer_look_alike,
    confirm_people,
    plan_of,
    take_people,
    undo_people,
)
from people.actions.locking import locked_persons
from people.actions.mail import choose_letters, kinds_for, post, send_letters, switch_kind
from people.actions.merging import (
    CHOSEN,
    UNDO,
    MergeRefused,
    merge,
    tell_apart,
    think_again,
    undo_merge,
)
from people.actions.naming import (
    NameRefused,
    change_name,
    correct_form,
    restore_forms,
    take_name_back,
)
from people.actions.scans import ScanRefused, attach_scan
from people.actions.tables import (
    confirm_table,
    counts,
    explain_headings,
    keep_sheets,
    meanings_of,
    take_table,
    undo_table,
)

__all__ = [
    "CHOSEN",
    "UNDO",
    "AccountRefused",
    "ConsentRefused",
    "ErasureRefused",
    "MergeRefused",
    "NameRefused",
    "ScanRefused",
    "UploadRefused",
    "answer_look_alike",
    "attach_scan",
    "carry_duties",
    "change_name",
    "choose_letters",
    "confirm_people",
    "confirm_table",
    "correct_form",
    "counts",
    "erase_person",
    "explain_headings",
    "invite",
    "keep_sheets",
    "kinds_for",
    "locked_persons",
    "meanings_of",
    "merge",
    "plan_of",
    "post",
    "record_consent",
    "record_signatures",
    "restore_consent",
    "restore_forms",
    "rewrite_database",
    "send_letters",
    "set_up_first_administrator",
    "switch_kind",
    "take_name_back",
    "take_people",
    "take_table",
    "tell_apart",
    "think_again",
    "undo_merge",
    "undo_people",
    "undo_table",
    "withdraw_consent",
    "write_headcount",
]
