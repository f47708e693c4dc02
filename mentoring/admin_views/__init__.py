"""The curator's pages about pairs, each subject in its module; the admin names their addresses."""

from mentoring.admin_views import (
    bans,
    diary,
    health,
    labour,
    members,
    mentor_links,
    pairs,
    programmes,
    replacement,
    steps,
    unmatched,
)

__all__ = [
    "bans",
    "diary",
    "health",
    "labour",
    "members",
    "mentor_links",
    "pairs",
    "programmes",
    "replacement",
    "steps",
    "unmatched",
]
