"""Who takes part in a year besides the banks: apps above say it here, none of them is known."""

from collections import defaultdict

_SOURCES = []


def participation(find):
    """Register the decorated `find(organization, year)`: it yields (person id, "mentor"…)."""
    _SOURCES.append(find)
    return find


def parts_elsewhere(organization, year):
    """Return {person id: set of "mentor", "mentee"} of all sources."""
    found = defaultdict(set)
    for find in _SOURCES:
        for person_id, part in find(organization, year):
            found[person_id].add(part)
    return found
