"""What happens to documents: the public names of this package."""

from reports.actions.amendments import AmendmentRefused, amend, take_back
from reports.actions.documents import (
    NotADraft,
    NumberTaken,
    RegistrationRefused,
    RemarkMissing,
    begun_draft,
    discard,
    docx_of,
    draft,
    is_stale,
    pdf_of,
    refresh,
    register,
    register_several,
    return_to_curator,
    send_to_sign,
    sheet_count,
    subjects_of,
)
from reports.actions.printouts import make
from reports.actions.wordings import reword_kind

__all__ = [
    "AmendmentRefused",
    "NotADraft",
    "NumberTaken",
    "RegistrationRefused",
    "RemarkMissing",
    "amend",
    "begun_draft",
    "discard",
    "docx_of",
    "draft",
    "is_stale",
    "make",
    "pdf_of",
    "refresh",
    "register",
    "register_several",
    "return_to_curator",
    "reword_kind",
    "send_to_sign",
    "sheet_count",
    "subjects_of",
    "take_back",
]
