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
from roadmaps.models.publicity import (
    Channel,
    Event,
    EventKind,
    EventLevel,
    Participation,
    Publication,
    Turnout,
)
from roadmaps.models.targets import Op, Per, Target

__all__ = [
    "FIELDS",
    "SOON",
    "Channel",
    "DismissedFinding",
    "Event",
    "EventKind",
    "EventLevel",
    "Item",
    "LastChange",
    "Occurrence",
    "OccurrenceState",
    "Op",
    "Participation",
    "Per",
    "Publication",
    "QuarterBasis",
    "Roadmap",
    "RoadmapTemplate",
    "Stage",
    "Target",
    "Turnout",
    "in_force",
]
