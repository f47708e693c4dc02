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
from people.actions.erasure import ErasureRefused, erase_person, rewrite_database
from people.actions.imports import (
    UploadRefused,
    answer_look_alike,
    confirm_people,
    plan_of,
    take_people,
    undo_people,
)
from people.actions.locking import locked_persons
from people.actions.merging import CHOSEN, UNDO, MergeRefused, merge, undo_merge
from people.actions.naming import (
    NameRefused,
    change_name,
    correct_form,
    restore_forms,
    take_name_back,
)

__all__ = [
    "CHOSEN",
    "UNDO",
    "AccountRefused",
    "ConsentRefused",
    "ErasureRefused",
    "MergeRefused",
    "NameRefused",
    "UploadRefused",
    "answer_look_alike",
    "change_name",
    "confirm_people",
    "correct_form",
    "erase_person",
    "invite",
    "locked_persons",
    "merge",
    "plan_of",
    "record_consent",
    "record_signatures",
    "restore_consent",
    "restore_forms",
    "rewrite_database",
    "set_up_first_administrator",
    "take_name_back",
    "take_people",
    "undo_merge",
    "undo_people",
    "withdraw_consent",
]
