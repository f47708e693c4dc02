"""The public names of this package."""

from roadmaps.models.answering import Assignee, Part
from roadmaps.models.feeds import Feed
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
from roadmaps.models.progress import BY_PLAN, CONTINUOUS, Occurrence, OccurrenceState
from roadmaps.models.proof import (
    Evidence,
    EvidenceFile,
    EvidenceKind,
    ExpectedResult,
    Proposal,
)
from roadmaps.models.publicity import (
    Channel,
    Event,
    EventKind,
    EventLevel,
    Participation,
    Publication,
    Turnout,
)
from roadmaps.models.targets import Op, Per, Target, known_targets, with_known_targets

__all__ = [
    "BY_PLAN",
    "CONTINUOUS",
    "FIELDS",
    "Assignee",
    "Channel",
    "DismissedFinding",
    "Event",
    "EventKind",
    "EventLevel",
    "Evidence",
    "EvidenceFile",
    "EvidenceKind",
    "ExpectedResult",
    "Feed",
    "Item",
    "LastChange",
    "Occurrence",
    "OccurrenceState",
    "Op",
    "Part",
    "Participation",
    "Per",
    "Proposal",
    "Publication",
    "QuarterBasis",
    "Roadmap",
    "RoadmapTemplate",
    "Stage",
    "Target",
    "Turnout",
    "in_force",
    "known_targets",
    "with_known_targets",
]
