"""What happens to documents: the public names of this package."""

from reports.actions.acquaintance import (
    AcquaintanceRefused,
    acquaint,
    take_acquaintance_back,
)
from reports.actions.amendments import AmendmentRefused, amend, take_back
from reports.actions.documents import (
    NotADraft,
    RemarkMissing,
    begun_draft,
    declined_words,
    discard,
    docx_of,
    draft,
    facts_of,
    is_stale,
    page_of,
    pdf_of,
    refresh,
    return_to_curator,
    send_to_sign,
    sheet_count,
    subjects_of,
)
from reports.actions.minutes import keep_minutes
from reports.actions.numbering import NumberTaken, RegistrationRefused
from reports.actions.packs import (
    AT_ONCE,
    PackRefused,
    drop_old_packs,
    make_pack,
    next_pack,
    order_pack,
    take_pack,
    wake_maker,
)
from reports.actions.printouts import make
from reports.actions.registration import register, register_several
from reports.actions.wordings import reword_kind

__all__ = [
    "AT_ONCE",
    "AcquaintanceRefused",
    "AmendmentRefused",
    "NotADraft",
    "NumberTaken",
    "PackRefused",
    "RegistrationRefused",
    "RemarkMissing",
    "acquaint",
    "amend",
    "begun_draft",
    "declined_words",
    "discard",
    "docx_of",
    "draft",
    "drop_old_packs",
    "facts_of",
    "is_stale",
    "keep_minutes",
    "make",
    "make_pack",
    "next_pack",
    "order_pack",
    "page_of",
    "pdf_of",
    "refresh",
    "register",
    "register_several",
    "return_to_curator",
    "reword_kind",
    "send_to_sign",
    "sheet_count",
    "subjects_of",
    "take_acquaintance_back",
    "take_back",
    "take_pack",
    "wake_maker",
]
