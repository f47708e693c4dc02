"""All papers: importing this package fills KINDS."""

from reports.documents import (
    analytics,
    awards,
    consents,
    events,
    feedback,
    launch,
    meetings,
    orders,
    participation,
    publicity,
    registers,
    results,
    roadmap_changes,
    roadmaps,
    sheets,
)
from reports.documents.kinds import KINDS, DocumentKind, WrongSubject, kinds_for
from reports.documents.letterhead import GenderUnknown

__all__ = [
    "KINDS",
    "DocumentKind",
    "GenderUnknown",
    "WrongSubject",
    "analytics",
    "awards",
    "consents",
    "events",
    "feedback",
    "kinds_for",
    "launch",
    "meetings",
    "orders",
    "participation",
    "publicity",
    "registers",
    "results",
    "roadmap_changes",
    "roadmaps",
    "sheets",
]
