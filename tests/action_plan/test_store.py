"""The journal alone rebuilds the plan, is written whole or not at all, and is never overwritten by
another run.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.action_plan.model import Note, OpenQuestion, PlanAction, PlanEvent, Proposal
from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import replay
from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.folder import write_whole
from audit_core.serialization import from_data, to_json
from tests.action_plan.conftest import SUMMER, Partnership
from tests.action_plan.merging.copies import begun, tracked

WORDS = st.text(max_size=6)
DATES = st.dates(date(2020, 1, 1), date(2040, 1, 1))
NOTES = st.builds(Note, DATES, WORDS, WORDS, st.integers(0, 3))
EVENTS = st.builds(
    PlanEvent,
    kind=st.sampled_from(("set", "note", "matter", "propose", "add")),
    on=DATES,
    by=WORDS,
    before=WORDS,
    after=WORDS,
    added=st.none()
    | st.builds(
        PlanAction,
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        due=st.none() | DATES,
        notes=st.lists(NOTES, max_size=2).map(tuple),
    ),
    matter=st.none()
    | st.builds(
        OpenQuestion,
        st.integers(0, 9),
        st.just("conflict"),
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        DATES,
        why=WORDS,
    ),
    proposal=st.none() | st.builds(Proposal, st.integers(0, 9), WORDS, WORDS, DATES),
)


@given(st.lists(EVENTS, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_event_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, events: list[PlanEvent]
) -> None:
    """Any event is read back equal, whether fields are blank or not and whatever people typed."""
    store = PlanFolder(tmp_path_factory.mktemp("journal"))
    store.events()
    store.append(events, replay(()))
    assert store.events() == tuple(events)


def test_replaying_the_journal_gives_plan_json(mereshire: Partnership) -> None:
    """After merges and issues, replaying the journal gives the content of plan.json, which can be
    lost.
    """
    mereshire.merge(
        mereshire.back(
            "police",
            P1={"Status": "Blocked", "Progress this period": "Begun.", "Due": date(2027, 1, 1)},
        )
    )
    mereshire.issue(SUMMER)
    state = mereshire.home / "plan/plan.json"
    stored = state.read_bytes()
    stands = {name: value for name, value in json.loads(stored).items() if name != "journal"}
    assert stands == json.loads(to_json(replay(PlanFolder(mereshire.home).events())))
    state.unlink()
    mereshire.merge()
    assert state.read_bytes() == stored


def test_a_plan_json_changed_by_hand_is_ignored(mereshire: Partnership) -> None:
    """The journal is used, the change is reported, and plan.json is written again with a copy of
    the changed one kept.
    """
    state = mereshire.home / "plan/plan.json"
    state.write_text(
        state.read_text(encoding="utf-8").replace("not_started", "blocked"), encoding="utf-8"
    )
    done = mereshire.merge()
    assert (mereshire.action("P1").status, [problem.code for problem in done.problems]) == (
        "not_started",
        ["plan.rewritten"],
    )
    assert [path.suffix for path in (mereshire.home / "plan/history").iterdir()] == [".json"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("Police", "Nobody", 1),
        lambda text: text[:-40],
        lambda text: "\n".join(text.splitlines()[1:]),
    ],
)
def test_a_changed_journal_stops_the_run(spoil: object, mereshire: Partnership) -> None:
    """A changed, cut or incomplete journal stops the run with the number of the line."""
    path = mereshire.home / "plan/journal.jsonl"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(UsageProblem) as stopped:
        mereshire.issue(SUMMER)
    assert stopped.value.code == "plan.journal_damaged"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [*lines[:-1], lines[-1].replace("police-1", "police-9")],
        lambda lines: lines[:-1],
    ],
    ids=["changed", "cut"],
)
def test_a_change_to_the_last_line_is_found_too(
    spoil: Callable[[list[str]], list[str]], mereshire: Partnership
) -> None:
    """A change to the journal's last line is found by the hash in plan.json."""
    mereshire.merge(mereshire.back("police", P1={"Status": "Blocked"}))
    path = mereshire.home / "plan/journal.jsonl"
    before = "".join(f"{line}\n" for line in spoil(path.read_text(encoding="utf-8").splitlines()))
    path.write_text(before, encoding="utf-8")
    with pytest.raises(UsageProblem) as stopped:
        mereshire.issue(SUMMER)
    assert stopped.value.code == "plan.journal_cut"
    assert path.read_text(encoding="utf-8") == before
    with pytest.raises(UsageProblem) as stopped:
        mereshire.show()
    assert stopped.value.code == "plan.journal_cut"


def test_a_run_stopped_before_plan_json_was_written_is_completed(mereshire: Partnership) -> None:
    """If a run stopped before plan.json was written, the journal counts and plan.json is written
    again.
    """
    state = mereshire.home / "plan/plan.json"
    before = state.read_bytes()
    mereshire.merge(mereshire.back("police", P1={"Status": "Blocked"}))
    state.write_bytes(before)
    assert [problem.code for problem in mereshire.merge().problems] == ["plan.rewritten"]
    assert (mereshire.action("P1").status, mereshire.merge().problems) == ("blocked", ())


def test_an_issue_number_is_never_used_twice(mereshire: Partnership) -> None:
    """If the plan is restored from a backup made before issue 2, the next issue is 3 with its own
    workbooks, and returns of 2 are read by the values stored inside them.
    """
    backup = {
        name: (mereshire.home / "plan" / name).read_bytes()
        for name in ("journal.jsonl", "plan.json")
    }
    mereshire.merge(
        mereshire.back("police", P1={"Evidence it helped children": "Two plans changed."})
    )
    mereshire.issue(SUMMER)
    sent = {path.name: path.read_bytes() for path in (mereshire.home / "plan/issued/002").iterdir()}
    lost = mereshire.back("police", 2, P1={"Status": "Blocked"})
    for name, data in backup.items():
        (mereshire.home / "plan" / name).write_bytes(data)
    done = mereshire.issue(date(2026, 7, 20))
    assert (done.plan.issue, done.folder.name) == (3, "003")
    assert {
        path.name: path.read_bytes() for path in (mereshire.home / "plan/issued/002").iterdir()
    } == sent
    mereshire.merge(lost)
    assert (mereshire.action("P1").status, mereshire.action("P1").evidence) == ("blocked", "")
    assert mereshire.issue(date(2026, 7, 21)).plan.issue == 4


def test_a_file_name_that_no_disk_accepts_is_reported(tmp_path: Path) -> None:
    """A file name that no disk accepts is reported with a message."""
    with pytest.raises(CannotWrite) as stopped:
        write_whole(tmp_path / ("x" * 400), b"")
    assert stopped.value.code == "file.not_written"


def test_an_as_at_day_before_the_last_issue_is_reported(mereshire: Partnership) -> None:
    """An --as-at before the last issue is reported."""
    assert "plan.earlier_day" in [
        problem.code for problem in mereshire.issue(date(2026, 4, 1)).problems
    ]
    assert "plan.earlier_day" not in [problem.code for problem in mereshire.issue(SUMMER).problems]


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    """Somebody who read the plan before another run wrote it is asked to run again (exit 5), and
    the other's events are kept.
    """
    one, two = PlanFolder(tmp_path), PlanFolder(tmp_path)
    events = begun(tracked("P1"))
    assert (one.events(), two.events()) == ((), ())
    one.append(events, replay(events))
    with pytest.raises(CannotWrite) as stopped:
        two.append(begun(tracked("P2")), replay(begun(tracked("P2"))))
    assert stopped.value.code == "plan.changed_meanwhile"
    assert two.events() == events


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two processes each add a name repeatedly; one that is too late tries again, and in the end
    every name is there.
    """
    code = """
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from audit_core.errors import AuditError
from audit_core.action_plan.model import PlanEvent
from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import replay
home, who = Path(sys.argv[1]), sys.argv[2]
store = PlanFolder(home)
for number in range(60):
    while True:
        try:
            name = PlanEvent("name", date(2026, 1, 1), "chair", f"{who}{number}", after=who)
            events = (*store.events(), name)
            with store.lock():
                store.append(events[-1:], replay(events))
            break
        except AuditError:
            pass
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), who]) for who in ("a", "b")
    ]
    assert [run.wait(120) for run in runs] == [0, 0]
    assert {event.action for event in PlanFolder(tmp_path).events()} == {
        f"{who}{number}" for who in "ab" for number in range(60)
    }


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "rename"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_failing_disk_leaves_the_plan_as_it_was(
    call: str, number: int, mereshire: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step fails, the journal is wholly old or wholly new, and running again completes
    it.
    """
    path = mereshire.back("police", P1={"Status": "Blocked"})
    real = getattr(os, call) if call in {"open", "fsync"} else getattr(Path, call)

    def fail(*arguments: object, **more: object) -> object:
        if call in {"replace", "rename", "fsync"} or int(arguments[1]) & os.O_WRONLY:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **more)

    with monkeypatch.context() as failing:
        failing.setattr(os if call in {"open", "fsync"} else Path, call, fail)
        if call != "rename":
            with pytest.raises(CannotWrite):
                mereshire.merge(path)
            assert mereshire.action("P1").status == "not_started"
        with pytest.raises(CannotWrite):
            mereshire.issue(SUMMER)
    mereshire.merge(path)
    mereshire.issue(SUMMER)
    assert mereshire.action("P1").status == "blocked"
    assert (mereshire.home / f"plan/issued/{mereshire.plan.issue:03d}/police.xlsx").is_file()
    assert not [
        left
        for left in mereshire.home.rglob("*")
        if left.name.endswith(".tmp") or left.name.startswith((".building", ".audit-lock"))
    ]


def test_missing_workbooks_of_an_issue_are_written_again_unchanged(
    mereshire: Partnership,
) -> None:
    """The journal holds what was issued, so the same bytes are written again."""
    folder = mereshire.home / "plan/issued/001"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert mereshire.issue().changed is False
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_unknown_field_from_a_later_version_is_ignored() -> None:
    """A journal from a newer version is read as far as this version understands it."""
    event = from_data(
        PlanEvent, {"kind": "note", "on": "2026-01-01", "of_tomorrow": 1}, "journal.jsonl"
    )
    assert attrs.evolve(event, by="x").kind == "note"
