"""The files in the returns folder."""

from __future__ import annotations

import hashlib
import os
import socket

import pytest

from audit_core.workbook_style.files import paths_in, read_file, scan
from audit_core.xlsx.reader.limits import LIMITS


def test_files_are_found_in_every_sub_folder_in_a_fixed_order(tmp_path):
    """Names are paths inside the folder, sorted whatever the order of the disk; each file has its
    bytes and their hash.
    """
    (tmp_path / "b").mkdir()
    for name in ("c.xlsx", "b/z.xlsx", "a.xlsx"):
        (tmp_path / name).write_bytes(name.encode())
    found = scan(tmp_path)
    assert [file.name for file in found] == ["a.xlsx", "b/z.xlsx", "c.xlsx"]
    assert all(
        file.data == file.name.encode() and file.sha256 == hashlib.sha256(file.data).hexdigest()
        for file in found
    )
    assert [read_file(tmp_path, path) for path in paths_in(tmp_path)] == list(found)


def test_a_missing_folder_holds_nothing(tmp_path):
    """A round whose returns folder was never created has no returns, which is no error."""
    assert scan(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "name",
    ["~$return.xlsx", "._return.xlsx", ".hidden.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"],
)
def test_files_that_programs_leave_behind_are_skipped_with_a_reason(tmp_path, name):
    """Lock files and hidden files each have a line that says so."""
    (tmp_path / name).write_bytes(b"x")
    (found,) = scan(tmp_path)
    assert (found.name, found.data) == (name, None)
    assert found.skipped.endswith(".")


def test_links_pipes_and_sockets_are_skipped_and_never_opened(tmp_path):
    """No link leads out of the folder, and nothing that would block is opened."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.xlsx").write_bytes(b"x")
    folder = tmp_path / "returns"
    folder.mkdir()
    (folder / "to_file.xlsx").symlink_to(tmp_path / "outside" / "secret.xlsx")
    (folder / "to_folder").symlink_to(tmp_path / "outside")
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.xlsx").symlink_to(tmp_path / "gone")
    os.mkfifo(folder / "pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(os.path.relpath(folder / "socket.xlsx"))
        found = scan(folder)
    assert [file.name for file in found] == [
        "dangling.xlsx",
        "loop",
        "pipe.xlsx",
        "socket.xlsx",
        "to_file.xlsx",
        "to_folder",
    ]
    assert all(file.data is None and file.skipped for file in found)


def test_a_hidden_folder_is_one_line(tmp_path):
    """Files inside a hidden folder are not returns."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.xlsx").write_bytes(b"x")
    assert [(file.name, bool(file.skipped)) for file in scan(tmp_path)] == [(".git", True)]


def test_an_empty_file_and_one_too_large_are_refused_by_name(tmp_path):
    """Both were meant as returns and have to be sent again, so they are refused, not skipped."""
    (tmp_path / "empty.xlsx").touch()
    with (tmp_path / "huge.xlsx").open("wb") as file:
        file.truncate(LIMITS.file_size + 1)
    assert [(file.refused, file.data) for file in scan(tmp_path)] == [
        ("empty", None),
        ("too_big", None),
    ]


def test_a_file_that_cannot_be_opened_is_refused_without_the_systems_text(tmp_path, monkeypatch):
    """The system's message about a locked file may name people."""
    (tmp_path / "locked.xlsx").write_bytes(b"x")

    def locked(*_):
        raise PermissionError("C:/Users/somebody/locked.xlsx")

    monkeypatch.setattr(os, "open", locked)
    (found,) = scan(tmp_path)
    assert (found.refused, found.data) == ("file.unopened", None)


def test_names_can_be_printed_safely(tmp_path):
    """A line end, an escape code, a reversing mark or half a character in a name reaches no
    output.
    """
    folder = os.fsencode(tmp_path)
    for name in (
        b"a\nb.xlsx",
        b"c\x1b[31md.xlsx",
        "e\u202ef.xlsx".encode(),
        b"g\xff.xlsx",
        b"=1+1.xlsx",
        b"{{7*7}}.xlsx",
    ):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(b"x")
    names = [file.name for file in scan(tmp_path)]
    assert len(names) == 6
    assert all(name.isprintable() and name.encode() for name in names)
    assert all(file.data == b"x" for file in scan(tmp_path))
