"""The invariants of the law under random steps; LAW_STEPS and LAW_RUNS make it long.

Every invariant can fail: each fault of tests/law_faults.py is reported in its story, and with
LAW_FAULTS also found by the random steps themselves.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import run_state_machine_as_test

from tests.law_faults import FAULTS
from tests.law_invariants import LAWS, broken
from tests.law_machine import LawMachine

STEPS = int(os.environ.get("LAW_STEPS", "40"))
RUNS = int(os.environ.get("LAW_RUNS", "6"))
SOUGHT = os.environ.get("LAW_FAULTS", "").split()
NONE_SOUGHT = pytest.param(
    "", marks=pytest.mark.skip(reason="takes minutes: scripts/fuzz_law RUNS STEPS FAULT… looks")
)
EVERY_FAULT = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def draw_years():
    run_state_machine_as_test(
        LawMachine,
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, deadline=None, database=None,
            phases=[Phase.generate],  # shrinking would take minutes; the steps are printed anyway
            derandomize="LAW_STEPS" not in os.environ,
            report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def lived(fault):
    """Return the invariants that are broken when the story of the fault has been lived through."""
    machine = LawMachine()
    try:
        machine.found_a_school()
        found = broken(machine)
        fault.story(machine)
        return found + broken(machine)
    finally:
        machine.teardown()


@pytest.mark.django_db
@pytest.mark.skipif(bool(SOUGHT), reason="LAW_FAULTS: only the planted faults are sought")
def test_no_step_breaks_an_invariant():
    draw_years()


@pytest.mark.django_db
@EVERY_FAULT
def test_an_invariant_reports_the_fault(fault, monkeypatch):
    assert lived(fault) == []
    fault.plant(monkeypatch)

    assert fault.found_by in lived(fault)


def test_every_invariant_can_fail():
    assert {fault.found_by for fault in FAULTS.values()} == {*LAWS}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", [name for name in FAULTS if {name, "all"} & {*SOUGHT}] or [NONE_SOUGHT]
)
def test_random_steps_find_the_fault(name, monkeypatch):
    FAULTS[name].plant(monkeypatch)

    with pytest.raises((AssertionError, FlakyFailure)):
        draw_years()
