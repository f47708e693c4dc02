"""The public names of this package."""

from reports.models.acquaintances import Acquaintance
from reports.models.acts import Act, act_key
from reports.models.amendments import Amendment, Change
from reports.models.cases import CaseFile
from reports.models.documents import (
    Document,
    DocumentFile,
    DocumentState,
    Series,
    number_key,
)
from reports.models.packs import KEPT_FOR, Pack, PackState
from reports.models.printouts import Printout
from reports.models.protocols import AgendaItem, Body, Protocol
from reports.models.wordings import Wording

__all__ = [
    "KEPT_FOR",
    "Acquaintance",
    "Act",
    "AgendaItem",
    "Amendment",
    "Body",
    "CaseFile",
    "Change",
    "Document",
    "DocumentFile",
    "DocumentState",
    "Pack",
    "PackState",
    "Printout",
    "Protocol",
    "Series",
    "Wording",
    "act_key",
    "number_key",
]
