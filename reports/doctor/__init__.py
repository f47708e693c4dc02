"""Is the house sound? Settings, libraries, tables, disk, and every invariant as a question."""

from reports.doctor import machine

# isort: split
from reports.doctor import papers

# isort: split
from reports.doctor import law

# isort: split
from reports.doctor import house
from reports.doctor.checks import CHECKS, Verdict, examine

__all__ = ["CHECKS", "Verdict", "examine", "house", "law", "machine", "papers"]
