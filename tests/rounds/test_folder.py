"""Files are written whole or not at all, and what people made is never overwritten."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.folder import MANIFEST, RoundFolder, write_whole
from audit_core.rounds.issued import Issued, IssuedForm

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def store(tmp_path: Path) -> RoundFolder:
    """A round's folder with a round.xlsx in it."""
    (tmp_path / "round.xlsx").write_bytes(b"x")
    return RoundFolder.find(tmp_path)


def write_set(store: RoundFolder, files: dict[str, bytes], manifest: dict[str, object]) -> Path:
    """Write the files of a set and finish it."""
    with store.building() as building:
        for name, data in files.items():
            building.put(name, data)
        return building.finish(manifest)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_sets_are_numbered_and_never_changed(store: RoundFolder) -> None:
    """The second set is written beside the first, which keeps its bytes."""
    first = write_set(store, {"chair/a.txt": b"1"}, {"n": 1})
    before = tree(first)
    second = write_set(store, {"chair/a.txt": b"2"}, {"n": 2})
    assert (first.name, second.name) == ("001", "002")
    assert tree(first) == before
    assert store.sets() == (first, second)


def test_a_set_without_its_manifest_does_not_count(store: RoundFolder) -> None:
    """What a killed run left is not taken for results, and its number is not used again."""
    done = write_set(store, {"a": b"1"}, {})
    (done / MANIFEST).unlink()
    assert store.sets() == ()
    assert write_set(store, {"a": b"1"}, {}).name == "002"


def test_an_abandoned_set_leaves_nothing(store: RoundFolder) -> None:
    """The files written so far are removed, and for the first set its folder too."""
    before = tree(store.folder)
    with store.building() as building:
        building.put("chair/a.txt", b"1")
    assert tree(store.folder) == before
    assert not (store.folder / "compiled").exists()


@pytest.mark.parametrize(
    ("call", "write"),
    [
        *(
            (call, lambda store: store.write("decisions.xlsx", b"new"))
            for call in ("open", "fsync", "mkdir", "replace")
        ),
        *(
            (call, lambda store: write_set(store, {"b/c": b"2"}, {}))
            for call in ("open", "fsync", "mkdir", "rename")
        ),
    ],
)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_failing_disk_leaves_what_was_there(
    call: str,
    write: Callable[[RoundFolder], object],
    number: int,
    store: RoundFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever step fails, the old files stay, nothing half written is left, and the message says
    what to do.
    """
    store.write("decisions.xlsx", b"old")
    write_set(store, {"a": b"1"}, {})
    before = tree(store.folder)

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    owner = os if call in {"open", "fsync"} else Path
    monkeypatch.setattr(owner, call, fail)
    with pytest.raises(CannotWrite, match=os.strerror(number).lower()):
        write(store)
    monkeypatch.undo()
    assert tree(store.folder) == before


def test_two_runs_do_not_write_at_once(store: RoundFolder) -> None:
    """While one run holds the round, another gets a message and writes nothing."""
    with store.lock(), pytest.raises(CannotWrite) as stopped, store.lock():
        pass
    assert stopped.value.code == "round.busy"
    with store.lock():
        pass


def test_a_lock_left_by_a_dead_process_does_not_block(store: RoundFolder) -> None:
    """The lock of a process of this machine that has ended is taken over."""
    import socket

    (store.folder / ".audit-lock").write_text(
        f"{socket.gethostname()} process 999999999", encoding="utf-8"
    )
    with store.lock():
        pass


def test_history_keeps_each_version_once(store: RoundFolder) -> None:
    """A file that people edit is copied before it is rewritten, but not twice for the same
    bytes.
    """
    for data in (b"one", b"one", b"two"):
        store.write("decisions.xlsx", data)
        store.archive("decisions.xlsx")
    assert sorted(path.read_bytes() for path in (store.folder / "history").iterdir()) == [
        b"one",
        b"two",
    ]


def test_issued_json_is_read_back_equal(store: RoundFolder) -> None:
    """It is written and read without loss."""
    form = IssuedForm(
        "AF1/x", "police", "forms/police/x.xlsx", date(2026, 3, 23), date(2026, 3, 2), ("DA-1.1",)
    )
    issued = Issued(1, "DA26A", (form,), (("abcdef", "{}"),), (date(2026, 4, 3),))
    store.write_issued(issued)
    assert store.issued("DA26A") == issued


@pytest.mark.parametrize("name", ["issued.json", "register.json"])
def test_a_damaged_file_of_ours_is_reported_by_name(name: str, store: RoundFolder) -> None:
    """For half a JSON file the message has its name and where to find the last good copy."""
    store.write(name, b'{"schema": 1')
    with pytest.raises(UsageProblem, match=name) as stopped:
        store.issued("X") if name == "issued.json" else store.register()
    assert stopped.value.code == (
        "file.not_json" if name == "issued.json" else "file.register_damaged"
    )


def test_files_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    """Files that may hold details of children are closed to other users of the machine."""
    write_whole(tmp_path / "a.json", b"1")
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0
