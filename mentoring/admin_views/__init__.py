"""The curator's pages about pairs, each subject in its module; the admin names their addresses."""

from mentoring.admin_views import (
    labour,
    members,
    pairs,
    programmes,
    replacement,
    steps,
    unmatched,
)

__all__ = ["labour", "members", "pairs", "programmes", "replacement", "steps", "unmatched"]
