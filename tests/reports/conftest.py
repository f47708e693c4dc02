"""The school whose papers are read."""

import pytest

from tests.reports.papers import School


@pytest.fixture
def school(db):
    return School()
