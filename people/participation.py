"""Who takes part in a year besides the banks: apps above say it here, none of them is known."""

from collections import defaultdict

_SOURCES = []


def participation(find):
    """Register `find(organization, year)`: it returns rows of (person_id, "mentor"…), unread."""
    _SOURCES.append(find)
    return find


def parts_elsewhere(organization, year, among=None):
    """Return {person id: set of "mentor", "mentee"} of all sources, of everybody or of some."""
    found = defaultdict(set)
    for find in _SOURCES:
        rows = find(organization, year)
        for person_id, part in rows if among is None else rows.filter(person__in=among):
            found[person_id].add(part)
    return found
