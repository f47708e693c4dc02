"""The public names of this package."""

from reports.models.acts import Act, act_key
from reports.models.amendments import Amendment, Change
from reports.models.documents import (
    Document,
    DocumentFile,
    DocumentState,
    Series,
    number_key,
)

__all__ = [
    "Act",
    "Amendment",
    "Change",
    "Document",
    "DocumentFile",
    "DocumentState",
    "Series",
    "act_key",
    "number_key",
]
