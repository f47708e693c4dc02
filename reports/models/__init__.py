"""The public names of this package."""

from reports.models.documents import (
    Document,
    DocumentFile,
    DocumentState,
    Series,
    number_key,
)

__all__ = ["Document", "DocumentFile", "DocumentState", "Series", "number_key"]
