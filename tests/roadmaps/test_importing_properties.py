"""No table whatsoever makes the import fall over, and no word of it is lost.

A short run of what scripts/fuzz does a hundred thousand times.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmaps.fuzzing import KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=60, deadline=None, database=None)
@given(seed=st.integers(0, 2**32))
def test_anything_is_read_or_refused(kind, seed):
    KINDS[kind](random.Random(seed))
