"""The public names of this package."""

from roadmaps.models.plans import FIELDS, Item, Roadmap, Stage
from roadmaps.models.progress import SOON, Occurrence, OccurrenceState

__all__ = ["FIELDS", "SOON", "Item", "Occurrence", "OccurrenceState", "Roadmap", "Stage"]
