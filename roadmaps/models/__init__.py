"""The public names of this package."""

from roadmaps.models.plans import FIELDS, DismissedFinding, Item, Roadmap, Stage
from roadmaps.models.progress import SOON, Occurrence, OccurrenceState

__all__ = [
    "FIELDS",
    "SOON",
    "DismissedFinding",
    "Item",
    "Occurrence",
    "OccurrenceState",
    "Roadmap",
    "Stage",
]
