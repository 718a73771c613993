"""Read the returns folder: every file is read once, nothing is written, and no link is followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import attrs

from audit_core.xlsx.reader.limits import LIMITS
from audit_core.xlsx.text import clean

_FURNITURE = {"thumbs.db", "desktop.ini", "icon\r"}
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


@attrs.frozen
class FoundFile:
    """One file or folder found. It has `data`, or `skipped` says why it was passed over, or
    `refused` is a code.

    `name` is its path inside the folder with "/", safe to print. `refused` is the code of a
    refusal, or "file.unopened".
    """

    name: str
    data: bytes | None = attrs.field(default=None, repr=False)
    sha256: str = ""
    skipped: str = ""
    refused: str = ""


def scan(folder: Path) -> tuple[FoundFile, ...]:
    """Return everything in the folder and its sub-folders, ordered by name. A folder that does not
    exist gives nothing.
    """
    return tuple(read_file(folder, path) for path in paths_in(folder))


def paths_in(folder: Path) -> tuple[Path, ...]:
    """Return the paths that `scan` would read, in its order, for a caller that reads them one at a
    time or in several processes.
    """
    return tuple(sorted(_walk(folder), key=lambda path: printable_name(folder, path)))


def read_file(folder: Path, path: Path) -> FoundFile:
    """Return one file: its bytes and their hash, or why it has none. Raises nothing that depends on
    the file.
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
    """Return a path inside the folder so that it can be printed anywhere: without control
    characters, lone surrogates or text-direction marks.
    """
    name = path.relative_to(folder).as_posix()
    return (
        clean(name.encode("utf-8", "backslashreplace").decode())[0]
        .replace("\n", "\ufffd")
        .replace("\t", "\ufffd")
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every file, and every folder that is not entered (hidden, a link or not readable)."""
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
    """Return why a path is passed over, or ""."""
    name = path.name
    if stat.S_ISLNK(mode):
        return "It is a link to another place; links are never followed."
    if name.startswith("~$"):
        return "It is the lock file that Excel keeps while a file is open."
    if name.startswith(".") or name.casefold() in _FURNITURE:
        return "It is a hidden system file, not a return."
    if stat.S_ISDIR(mode):
        return "It is a folder that cannot be opened."
    return "" if stat.S_ISREG(mode) else "It is not an ordinary file."


def _bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a regular file, at most one more than the limit; None if it is no longer
    a regular file.
    """
    handle = os.open(path, _OPEN)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(LIMITS.file_size + 1)
