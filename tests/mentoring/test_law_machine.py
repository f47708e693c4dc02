"""The invariants of the law under random steps; LAW_STEPS and LAW_RUNS make it long."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.law_machine import LawMachine

STEPS = int(os.environ.get("LAW_STEPS", "40"))
RUNS = int(os.environ.get("LAW_RUNS", "6"))


@pytest.mark.django_db
def test_no_step_breaks_an_invariant():
    run_state_machine_as_test(
        LawMachine,
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, deadline=None, database=None,
            phases=[Phase.generate],  # shrinking would take minutes; the steps are printed anyway
            derandomize="LAW_STEPS" not in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
