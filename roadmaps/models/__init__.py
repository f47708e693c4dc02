"""The public names of this package."""

from roadmaps.models.patterns import RoadmapTemplate
from roadmaps.models.plans import FIELDS, DismissedFinding, Item, Roadmap, Stage
from roadmaps.models.progress import SOON, Occurrence, OccurrenceState
from roadmaps.models.targets import Op, Per, Target

__all__ = [
    "FIELDS",
    "SOON",
    "DismissedFinding",
    "Item",
    "Occurrence",
    "OccurrenceState",
    "Op",
    "Per",
    "Roadmap",
    "RoadmapTemplate",
    "Stage",
    "Target",
]
