"""Updating the program in the middle of a partnership's year loses nothing.

tests/old/ holds Larchmere, an invented partnership as 0.1.0 left it: a round of each theme, decided
and compiled, a plan with two workbooks merged and one waiting, and a quarter of escalations.
expected.json has the results of that version, and today's program goes on with a copy. If a test
fails here, correct the program and never the expectation: a partnership would lose what it had.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.old.outcome import ROUNDS, as_left, as_went_on

OLD = Path(__file__).parent / "old"
DECIDED = "recommendations", "actions", "own wording", "why", "identifiers", "for one child"
Data = dict[str, Any]


def unpacked(folder: Path) -> Path:
    """A copy of the old partnership."""
    with tarfile.open(OLD / "larchmere.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def then() -> Data:
    """The results of 0.1.0."""
    found: Data = json.loads((OLD / "expected.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Today's results for the stored partnership."""
    home = unpacked(tmp_path_factory.mktemp("left") / "larchmere")
    found: Data = json.loads(json.dumps(as_left(home)))
    return found


@pytest.fixture(scope="module", params=ROUNDS)
def both(request: Any, then: Data, tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Data]:
    """A round of each theme: its results then, and compiled again now."""
    home = unpacked(tmp_path_factory.mktemp(request.param) / "larchmere")
    found: Data = json.loads(json.dumps(as_went_on(home, request.param)))
    return then["rounds"][request.param], found


@pytest.mark.parametrize("part", ["answers", "events", "ledger", "forms", "concerns", "made anew"])
def test_returns_are_read_as_before(both: tuple[Data, Data], part: str) -> None:
    """Each answer has the same evidence and cell, each event and file is the same, and no form is
    issued again.
    """
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", ["ids", "tables", "figures"])
def test_printed_references_mean_the_same(both: tuple[Data, Data], part: str) -> None:
    """F7, R3, A2, T1 and G1 stand for the same things as on papers already sent, and none is used
    twice.
    """
    was, is_now = both[0][part], both[1][part]
    assert {key: is_now.get(key) for key in was} == was
    assert len(set(is_now.values())) == len(is_now)


@pytest.mark.parametrize("part", ["findings", "tallies", "times", "polls", "grades", "patterns"])
def test_findings_rest_on_the_same_counts(both: tuple[Data, Data], part: str) -> None:
    """Each finding has the same n of m and cells; each count, clock, grade and pattern is the
    same.
    """
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", DECIDED)
def test_decisions_have_the_same_effect(both: tuple[Data, Data], part: str) -> None:
    """Accepted, edited and rejected recommendations, with owners and dates, do what they did."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", ["decided", "asked of the plan"])
def test_everything_typed_is_kept(both: tuple[Data, Data], part: str) -> None:
    """A compile puts it all back into decisions.xlsx and asks the plan nothing new."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("name", ROUNDS)
def test_a_reference_on_an_old_paper_leads_to_the_same_cells(
    name: str, then: Data, now: Data
) -> None:
    """explain reads the set written by the earlier version before anything is compiled again."""
    assert now["explained"][name] == then["explained"][name]


def test_the_status_of_a_round_is_the_same(then: Data, now: Data) -> None:
    """status gives the same state of each form, concerns, held cases and reminders."""
    assert now["status"] == then["status"]


def test_a_comparison_of_rounds_is_the_same(then: Data, now: Data) -> None:
    """Topic by topic the counts and bases are the same."""
    assert now["compared"] == then["compared"]


@pytest.mark.parametrize("step", ["left", "merged", "issued again"])
def test_the_plan_continues(step: str, then: Data, now: Data) -> None:
    """Positions, notes and open questions are the same as stored, with one more workbook merged,
    and issued again.
    """
    assert now["plan"][step] == then["plan"][step]


def test_escalations_are_counted_as_before(then: Data, now: Data) -> None:
    """The same logs are in, each escalation is counted once, and each stage has the same result."""
    assert now["escalations"] == then["escalations"]


def test_the_old_partnership_has_something_of_everything(then: Data) -> None:
    """Otherwise the tests above would prove little: it has each kind of return, decision, event and
    problem.
    """
    one, two, three = (then["rounds"][name] for name in ROUNDS)
    assert {line[1] for line in one["ledger"]} == {"accepted", "accepted_with_notes", "duplicate"}
    assert {item["state"] for item in one["forms"].values()} >= {
        "nil",
        "returned_late",
        "missing_accepted",
    }
    assert {item["status"] for item in one["recommendations"].values()} >= {
        "accepted",
        "edited",
        "rejected",
    }
    assert {item["status"] for item in one["findings"].values()} == {
        "accepted",
        "noted",
        "proposed",
    }
    assert "not_understood" in {line[4] for line in one["answers"]}
    assert one["for one child"]
    assert one["concerns"]
    assert one["identifiers"]
    assert {line[1] for line in two["answers"]} >= {"Cwestiynau"}
    assert two["events"]
    assert three["polls"]
    assert {form.split("/")[3] for form in three["forms"]} >= {"meeting", "families"}
    assert any(item["held"] for item in three["grades"].values())
    assert then["plan"]["merged"]["to decide"]
    assert set(then["escalations"]["logs"].values()) == {"reported", "none", "missing"}
