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
    withdraw_consent,
)
from people.actions.imports import (
    UploadRefused,
    answer_look_alike,
    confirm_people,
    plan_of,
    take_people,
    undo_people,
)

__all__ = [
    "AccountRefused",
    "ConsentRefused",
    "UploadRefused",
    "answer_look_alike",
    "confirm_people",
    "invite",
    "plan_of",
    "record_consent",
    "record_signatures",
    "set_up_first_administrator",
    "take_people",
    "undo_people",
    "withdraw_consent",
]
