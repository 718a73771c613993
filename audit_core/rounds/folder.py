"""The folder of a round: the only module that knows its layout, and that writes in it.

Every write is whole or not at all: to a temporary file in the same folder, flushed to disk, then
renamed over the target. The folder `returns/` is never written to. A compiled set is built under a
temporary name and renamed once it is complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.issued import Issued
from audit_core.rounds.purge_record import Purged
from audit_core.serialization import from_json, to_json

ROUND, DECISIONS, ISSUED, REGISTER = "round.xlsx", "decisions.xlsx", "issued.json", "register.json"
RETURNS, FORMS, QUERIES, COMPILED, HISTORY, TEMPLATES = (
    "returns",
    "forms",
    "queries",
    "compiled",
    "history",
    "templates",
)
PANEL = "panel/panel.html"
LOOK = "house-style.docx"
MANIFEST, MESSAGES, WORDS, PURGED = "manifest.json", "messages.mo", "words.json", "purged.json"
_BUILDING = ".building-"
_T = TypeVar("_T")


class RoundFolder:
    """The folder of one round."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @classmethod
    def find(cls, folder: Path) -> RoundFolder:
        """Return the round in a folder. Raises UsageProblem if there is none."""
        if not (folder / ROUND).is_file():
            inside = sorted(path.parent.name for path in folder.glob(f"*/{ROUND}"))
            code = "round.not_found_here" if inside else "round.not_found"
            raise UsageProblem(code, folder=folder, file=ROUND, inside=", ".join(inside))
        return cls(folder)

    @property
    def returns(self) -> Path:
        """The folder into which returns are dropped."""
        return self.folder / RETURNS

    def override(self) -> Path | None:
        """Return the round's own templates folder, otherwise the partnership's, otherwise None."""
        places = (self.folder / TEMPLATES, self.folder.parent / TEMPLATES)
        return next((place for place in places if place.is_dir()), None)

    def reference_doc(self) -> Path | None:
        """Return the Word file whose styles reports take: the round's own, otherwise the
        partnership's, otherwise None.
        """
        places = (self.folder / LOOK, self.folder.parent / LOOK)
        return next((place for place in places if place.is_file()), None)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file of the round, or None if it does not exist. Raises
        UsageProblem if it cannot be read.
        """
        path = self.folder / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageProblem("file.not_readable", file=name, reason=_reason(error)) from None

    def names(self, folder: str) -> frozenset[str]:
        """Return the names of the files in a folder of the round, as "folder/name"."""
        place = self.folder / folder
        paths = place.iterdir() if place.is_dir() else ()
        return frozenset(f"{folder}/{path.name}" for path in paths if path.is_file())

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the round, whole or not at all. Raises CannotWrite."""
        write_whole(self.folder / name, data)

    def is_open_elsewhere(self, name: str) -> bool:
        """Whether a file seems to be open in Excel or LibreOffice: it has a lock file, or it cannot
        be written.
        """
        path = self.folder / name
        locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
        if any(lock.exists() for lock in locks):
            return True
        return path.exists() and not os.access(path, os.W_OK)

    def archive(self, name: str) -> None:
        """Copy a file that people edit into the history, unless the history has a copy with the
        same bytes.
        """
        data = self.read(name)
        if data is None:
            return
        stem, _, ending = name.rpartition(".")
        digest = hashlib.sha256(data).hexdigest()[:8]
        history = self.folder / HISTORY
        if any(history.glob(f"{stem}-*-{digest}.{ending}")):
            return
        # the time is part of a file name only: no result depends on it
        stamp = f"{datetime.now(tz=UTC):%Y%m%dT%H%M%SZ}"
        write_whole(history / f"{stem}-{stamp}-{digest}.{ending}", data)

    def issued(self, code: str) -> Issued:
        """Read issued.json; an empty one if the round has issued nothing. Raises UsageProblem if it
        is damaged.
        """
        return self._from_json(Issued, ISSUED) or Issued(1, code)

    def register(self) -> dict[str, str]:
        """Read register.json: printed ids by key. Entries are added and never removed. Raises
        UsageProblem if it is damaged.
        """
        data = self.read(REGISTER)
        if data is None:
            return {}
        try:
            found = json.loads(data)
            if not isinstance(found, dict):
                raise TypeError
        except (ValueError, TypeError):
            raise UsageProblem("file.register_damaged", file=REGISTER) from None
        return {str(key): str(value) for key, value in found.items()}

    def write_issued(self, issued: Issued) -> None:
        """Write issued.json."""
        self.write(ISSUED, to_json(issued).encode())

    def write_register(self, register: Mapping[str, str]) -> None:
        """Write register.json. If it changes, the earlier version is copied into the
        history first.
        """
        data = _as_json(register)
        if data != self.read(REGISTER):
            self.archive(REGISTER)
        self.write(REGISTER, data)

    def sets(self) -> tuple[Path, ...]:
        """Return the folders of the complete compiled sets, oldest first. A complete set has a
        manifest.
        """
        root = self.folder / COMPILED
        found = (
            path
            for path in (root.iterdir() if root.is_dir() else ())
            if path.name.isdigit() and (path / MANIFEST).is_file()
        )
        return tuple(sorted(found, key=lambda path: int(path.name)))

    def manifest(self, folder: Path) -> dict[str, object]:
        """Return the manifest of a compiled set; empty if it is damaged."""
        try:
            found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    @contextmanager
    def building(self) -> Iterator[Building]:
        """Build a compiled set. It gets the next number when it is finished; an unfinished set is
        removed on leaving.

        Raises CannotWrite.
        """
        building = Building(self.folder / COMPILED)
        try:
            yield building
        finally:
            building.clear_away()

    def purged(self) -> Purged | None:
        """Read the record of what was purged, or None if nothing was. Raises UsageProblem if it is
        damaged.
        """
        return self._from_json(Purged, PURGED)

    def _from_json(self, kind: type[_T], name: str) -> _T | None:
        """Return what a JSON file of the round holds, or None if it does not exist."""
        data = self.read(name)
        return None if data is None else from_json(kind, data.decode(errors="replace"), name)

    def everything(self) -> tuple[tuple[str, int], ...]:
        """Return the name and size of every file of the round. Links are listed and not followed.
        Raises UsageProblem if a folder cannot be read.
        """
        found = []

        def stop(error: OSError) -> None:
            raise UsageProblem("round.folder_unreadable", reason=_reason(error))

        for folder, folders, files in os.walk(self.folder, onerror=stop):
            links = (name for name in folders if (Path(folder) / name).is_symlink())
            for path in (Path(folder) / name for name in (*files, *links)):
                found.append((path.relative_to(self.folder).as_posix(), path.lstat().st_size))
        return tuple(sorted(found))

    def delete(self, name: str) -> None:
        """Delete a file of the round; of a link, only the link itself. Raises CannotWrite."""
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(
                "purge.file_left", folder=name.split("/")[0], reason=_reason(error)
            ) from None

    def prune(self, name: str) -> None:
        """Remove the empty folders in `name`, and `name` itself if it is empty: the name of a
        folder may name a person. Raises CannotWrite.
        """
        root = self.folder / name
        for folder, folders, _ in os.walk(root, topdown=False):
            for path in (
                *(Path(folder) / inner for inner in folders),
                *((root,) if Path(folder) == root else ()),
            ):
                try:
                    if not any(path.iterdir()):
                        path.rmdir()
                except OSError as error:
                    raise CannotWrite(
                        "purge.folder_left", folder=name, reason=_reason(error)
                    ) from None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the round while it is being written. Raises CannotWrite if another run has locked
        it.
        """
        path = self.folder / ".audit-lock"
        if _is_abandoned(path):
            path.unlink(missing_ok=True)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            try:
                holder = path.read_text(encoding="utf-8", errors="replace").strip()[:80]
            except OSError:  # it has just finished
                holder = ""
            raise CannotWrite(
                "round.busy", holder=holder or "another run", file=path.name
            ) from None
        except OSError as error:
            raise CannotWrite("round.not_writable", reason=_reason(error)) from None
        try:
            os.write(handle, f"{socket.gethostname()} process {os.getpid()}".encode())
            os.close(handle)
            yield
        finally:
            path.unlink(missing_ok=True)


class Building:
    """A compiled set under construction: each file is written at once, to a folder with a temporary
    name.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._place = root / f"{_BUILDING}{os.getpid()}"
        for unfinished in root.glob(f"{_BUILDING}*"):  # of earlier runs that were killed
            shutil.rmtree(unfinished, ignore_errors=True)

    def put(self, name: str, data: bytes) -> str:
        """Write a file by its path within the set and return its SHA-256. Raises CannotWrite."""
        try:
            self._place.mkdir(parents=True, mode=0o700, exist_ok=True)
            _put(self._place / name, data)
        except OSError as error:
            raise self._cannot(error) from None
        return hashlib.sha256(data).hexdigest()

    def finish(self, manifest: Mapping[str, object]) -> Path:
        """Write the manifest last, then rename the set to the next number and return its folder.
        Raises CannotWrite.
        """
        self.put(MANIFEST, _as_json(manifest))
        numbers = (int(path.name) for path in self._root.iterdir() if path.name.isdigit())
        target = self._root / f"{max(numbers, default=0) + 1:03d}"
        try:
            self._place.rename(target)
        except OSError as error:
            raise self._cannot(error) from None
        return target

    def clear_away(self) -> None:
        """Remove a set that was not finished."""
        shutil.rmtree(self._place, ignore_errors=True)
        with suppress(OSError):  # it has other sets, or was never made
            self._root.rmdir()

    def _cannot(self, error: OSError) -> CannotWrite:
        return CannotWrite("set.not_written", folder=self._root, reason=_reason(error))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only. Raises CannotWrite, and then
    leaves the earlier file as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(temporary, data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # a file that could not be made cannot be removed
            temporary.unlink(missing_ok=True)
        raise CannotWrite("file.not_written", file=path.name, reason=_reason(error)) from None


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(
        path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _as_json(values: Mapping[str, object]) -> bytes:
    text = json.dumps(dict(values), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _is_abandoned(lock: Path) -> bool:
    """Whether a lock was left by a process of this machine that no longer runs."""
    try:
        host, _, number = lock.read_text(encoding="utf-8").strip().partition(" process ")
        if host != socket.gethostname() or not number.isdigit() or not hasattr(os, "fork"):
            # a lock of another machine, or a system where os.kill would stop the process: a
            # person must decide
            return False
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _reason(error: OSError) -> str:
    """Return the operating system's reason for an error, without the path."""
    return (error.strerror or type(error).__name__).lower()
