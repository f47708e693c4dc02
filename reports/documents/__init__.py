"""All papers: importing this package fills KINDS."""

from reports.documents import analytics, consents, feedback, orders, participation, roadmaps
from reports.documents.kinds import KINDS, DocumentKind, WrongSubject, kinds_for
from reports.documents.letterhead import GenderUnknown

__all__ = [
    "KINDS",
    "DocumentKind",
    "GenderUnknown",
    "WrongSubject",
    "analytics",
    "consents",
    "feedback",
    "kinds_for",
    "orders",
    "participation",
    "roadmaps",
]
