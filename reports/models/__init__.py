"""The public names of this package."""

from reports.models.amendments import Amendment, Change
from reports.models.documents import (
    Document,
    DocumentFile,
    DocumentState,
    Series,
    number_key,
)

__all__ = [
    "Amendment",
    "Change",
    "Document",
    "DocumentFile",
    "DocumentState",
    "Series",
    "number_key",
]
