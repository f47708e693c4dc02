"""The public names of this package."""

from roadmaps.models.patterns import RoadmapTemplate
from roadmaps.models.plans import (
    FIELDS,
    DismissedFinding,
    Item,
    LastChange,
    QuarterBasis,
    Roadmap,
    Stage,
    in_force,
)
from roadmaps.models.progress import SOON, Occurrence, OccurrenceState
from roadmaps.models.targets import Op, Per, Target

__all__ = [
    "FIELDS",
    "SOON",
    "DismissedFinding",
    "Item",
    "LastChange",
    "Occurrence",
    "OccurrenceState",
    "Op",
    "Per",
    "QuarterBasis",
    "Roadmap",
    "RoadmapTemplate",
    "Stage",
    "Target",
    "in_force",
]
