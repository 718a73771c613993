"""Run `python -m soak [TIMES]`: kills, forms filled in by other programs, then the long runs of the
property tests. Prints a line for each, and exits with 1 if anything was damaged or lost.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from soak.kills import audit, compile_kills, plan_kills
from soak.programs import fill_by_programs

TIMES, STEPS, FORMS, PLACES = 200, 15000, 2500, 1000
SEEDS = ("1", "2", "3")
LONG_RUNS: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    (
        f"the plan as a state machine, {STEPS:,} steps",
        ("tests/action_plan/merging/test_state_machine.py",),
        {"AUDIT_STEPS": str(STEPS)},
    ),
    (
        f"forms filled in and damaged, {FORMS:,} of each kind",
        ("tests/returns/test_properties.py",),
        {"AUDIT_FORMS": str(FORMS)},
    ),
    (
        f"forms laid out like earlier ones, {FORMS // 10:,} times three",
        ("tests/returns/test_layout_cache.py",),
        {"AUDIT_FORMS": str(FORMS // 10)},
    ),
    (
        f"sentences typed on each kind of workbook, up to {PLACES:,}",
        tuple(
            f"tests/{folder}/test_nothing_lost.py"
            for folder in ("survival", "action_plan", "escalations", "rounds", "panel")
        ),
        {"AUDIT_PLACES": str(PLACES)},
    ),
)
"""What runs for a long time, the tests, and how much they are asked to do."""


def main(times: int) -> int:
    """Everything, one after the other."""
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        subprocess.run(audit("demo", str(folder)), capture_output=True, check=True)
        for killed in (compile_kills(folder, times), plan_kills(folder, times)):
            print(killed, *killed.damaged[:20], sep="\n  ", flush=True)
            bad += len(killed.damaged)
    for outcome in fill_by_programs():
        print(outcome, *outcome.silent[:20], sep="\n  ", flush=True)
        bad += len(outcome.silent) + bool(outcome.failed)
    for seed in SEEDS:
        for what, tests, much in LONG_RUNS:
            fault = _fault_in(tests, seed, much)
            print(f"{what}, seed {seed}: {fault or 'sound'}", flush=True)
            bad += bool(fault)
    return int(bad > 0)


def _fault_in(tests: tuple[str, ...], seed: str, much: dict[str, str]) -> str:
    """Run tests with a seed, and return the end of what they print if one fails."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"]
    done = subprocess.run(
        [*pytest, *tests, f"--hypothesis-seed={seed}"],
        env={**os.environ, **much, "AUDIT_SEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout[-2000:] if done.returncode else ""


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
