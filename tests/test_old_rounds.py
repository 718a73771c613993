"""An update of the program in the middle of a partnership's year loses nothing.

tests/old/ holds Larchmere, an invented partnership as 0.1.0 left it: a round of each theme, decided
and compiled, a plan with two workbooks merged and one waiting, a quarter of escalations.
expected.json says what that version made of it, and today's program goes on with a copy. Where a
test fails here, the program is mended, and no expectation is changed: a partnership would lose what
it had.
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
    """What 0.1.0 made of it."""
    found: Data = json.loads((OLD / "expected.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """What today's program makes of it as it was left."""
    home = unpacked(tmp_path_factory.mktemp("left") / "larchmere")
    found: Data = json.loads(json.dumps(as_left(home)))
    return found


@pytest.fixture(scope="module", params=ROUNDS)
def both(request: Any, then: Data, tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Data]:
    """A round of each theme: what it was then, and what it is compiled again now."""
    home = unpacked(tmp_path_factory.mktemp(request.param) / "larchmere")
    found: Data = json.loads(json.dumps(as_went_on(home, request.param)))
    return then["rounds"][request.param], found


@pytest.mark.parametrize("part", ["answers", "events", "ledger", "forms", "concerns", "made anew"])
def test_what_came_back_is_read_as_it_was(both: tuple[Data, Data], part: str) -> None:
    """Each answer with evidence and cell, every event, each file; and no form goes out again."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", ["ids", "tables", "figures"])
def test_what_was_printed_means_the_same(both: tuple[Data, Data], part: str) -> None:
    """F7, R3, A2, T1, G1 stand for what they did on papers that are out; none is given twice."""
    was, is_now = both[0][part], both[1][part]
    assert {key: is_now.get(key) for key in was} == was
    assert len(set(is_now.values())) == len(is_now)


@pytest.mark.parametrize("part", ["findings", "tallies", "times", "polls", "grades", "patterns"])
def test_what_was_found_rests_on_the_same_counts(both: tuple[Data, Data], part: str) -> None:
    """Each finding with n of m and the cells behind it; each count, clock, grade and pattern."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", DECIDED)
def test_what_was_decided_holds(both: tuple[Data, Data], part: str) -> None:
    """Accepted, edited in its own words, rejected, with owners and dates: each does what it did."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("part", ["decided", "asked of the plan"])
def test_whatever_was_typed_still_stands(both: tuple[Data, Data], part: str) -> None:
    """A compile puts it all back into decisions.xlsx, and asks the plan nothing new."""
    assert both[1][part] == both[0][part]


@pytest.mark.parametrize("name", ROUNDS)
def test_an_id_on_an_old_paper_leads_to_the_same_cells(name: str, then: Data, now: Data) -> None:
    """explain reads the set that the earlier version wrote, before anything is compiled again."""
    assert now["explained"][name] == then["explained"][name]


def test_a_round_stands_where_it_stood(then: Data, now: Data) -> None:
    """status: each form's state, who is at risk, who may be another child, whom to remind."""
    assert now["status"] == then["status"]


def test_rounds_are_compared_as_they_were(then: Data, now: Data) -> None:
    """Topic by topic, how many of how many."""
    assert now["compared"] == then["compared"]


@pytest.mark.parametrize("step", ["left", "merged", "issued again"])
def test_the_plan_goes_on(step: str, then: Data, now: Data) -> None:
    """Positions, notes, what is to be decided: as left, with one workbook more, issued again."""
    assert now["plan"][step] == then["plan"][step]


def test_escalations_are_counted_as_they_were(then: Data, now: Data) -> None:
    """Which logs came in, each escalation once, and each stage in time or not."""
    assert now["escalations"] == then["escalations"]


def test_the_old_partnership_has_something_of_everything(then: Data) -> None:
    """Or the tests above would prove little: each kind of return, decision, event and fault."""
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
