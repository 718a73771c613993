"""What lies in the returns folder: every file looked at once, nothing written, nothing followed out
of it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

import attrs

from audit_core.xlsx.reader.limits import LIMITS
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FURNITURE = {"thumbs.db", "desktop.ini", "icon\r"}
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


@attrs.frozen
class FoundFile:
    """One thing in the folder. Either it has `data`, or `skipped` says why it was passed over, or
    `refused` is a code.

    `name` is its path inside the folder with "/", fit to be printed. `refused` is the code of a
    refusal, or
    "file.unopened".
    """

    name: str
    data: bytes | None = attrs.field(default=None, repr=False)
    sha256: str = ""
    skipped: str = ""
    refused: str = ""


def scan(folder: Path) -> tuple[FoundFile, ...]:
    """Everything in the folder and its sub-folders, ordered by name. A folder that is not there
    holds nothing.
    """
    return tuple(read_file(folder, path) for path in paths_in(folder))


def paths_in(folder: Path) -> tuple[Path, ...]:
    """The paths `scan` would read, in its order: for a caller that reads them one at a time, or in
    several processes.
    """
    return tuple(sorted(_walk(folder), key=lambda path: printable_name(folder, path)))


def read_file(folder: Path, path: Path) -> FoundFile:
    """One file: its bytes and their hash, or why it has none. Raises nothing that depends on the
    file.
    """
    name = printable_name(folder, path)
    try:
        status = path.lstat()
        skipped = _skipped(path, status.st_mode)
        if skipped:
            return FoundFile(name, skipped=skipped)
        data = _bytes_of(path)
    except OSError:
        return FoundFile(name, refused="file.unopened")
    if data is None:
        return FoundFile(name, skipped="It is not an ordinary file.")
    if len(data) > LIMITS.file_size:
        return FoundFile(name, refused="too_big")
    digest = hashlib.sha256(data).hexdigest()
    return FoundFile(name, data, digest) if data else FoundFile(name, None, digest, refused="empty")


def printable_name(folder: Path, path: Path) -> str:
    """A path inside the folder as it may be printed anywhere: no control characters, no half
    characters, no reversing marks.
    """
    name = path.relative_to(folder).as_posix()
    return (
        clean(name.encode("utf-8", "backslashreplace").decode())[0]
        .replace("\n", "\ufffd")
        .replace("\t", "\ufffd")
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Every file, and every folder that is not gone into (hidden, a link, not readable)."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if _is_open_folder(path):
            yield from _walk(path)
        else:
            yield path


def _is_open_folder(path: Path) -> bool:
    try:
        return (
            stat.S_ISDIR(path.lstat().st_mode)
            and not path.name.startswith(".")
            and os.access(path, os.R_OK | os.X_OK)
        )
    except OSError:
        return False


def _skipped(path: Path, mode: int) -> str:
    """Why a path is passed over, or ""."""
    name = path.name
    if stat.S_ISLNK(mode):
        return "It is a link to another place; links are never followed."
    if name.startswith("~$"):
        return "It is the mark Excel leaves while a file is open."
    if name.startswith(".") or name.casefold() in _FURNITURE:
        return "It is a hidden file of the computer, not a return."
    if stat.S_ISDIR(mode):
        return "It is a folder that cannot be opened."
    return "" if stat.S_ISREG(mode) else "It is not an ordinary file."


def _bytes_of(path: Path) -> bytes | None:
    """The bytes of a regular file, one more than the limit at most; None if it turned into
    something else meanwhile.
    """
    handle = os.open(path, _OPEN)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(LIMITS.file_size + 1)
