"""What happens to documents: the public names of this package."""

from reports.actions.amendments import AmendmentRefused, amend, take_back
from reports.actions.documents import (
    NotADraft,
    NumberTaken,
    RegistrationRefused,
    RemarkMissing,
    discard,
    docx_of,
    draft,
    pdf_of,
    refresh,
    register,
    register_several,
    return_to_curator,
    send_to_sign,
    sheet_count,
    subjects_of,
)

__all__ = [
    "AmendmentRefused",
    "NotADraft",
    "NumberTaken",
    "RegistrationRefused",
    "RemarkMissing",
    "amend",
    "discard",
    "docx_of",
    "draft",
    "pdf_of",
    "refresh",
    "register",
    "register_several",
    "return_to_curator",
    "send_to_sign",
    "sheet_count",
    "subjects_of",
    "take_back",
]
