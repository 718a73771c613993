"""A round's folder: the only module that knows what lies where, and that writes there.

Every write is whole or not at all: into a temporary file beside the target, flushed to disk, then
renamed over it. The
folder `returns/` is never written to. A compiled set is built under a name of its own and renamed
into place once complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.issued import Issued
from audit_core.rounds.purge_record import Purged
from audit_core.serialization import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


class RoundFolder:
    """One round's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @classmethod
    def find(cls, folder: Path) -> RoundFolder:
        """The round in a folder. Raises UsageProblem when there is none."""
        if not (folder / ROUND).is_file():
            inside = (
                sorted(path.parent.name for path in folder.glob(f"*/{ROUND}"))
                if folder.is_dir()
                else []
            )
            code = "round.not_found_here" if inside else "round.not_found"
            raise UsageProblem(code, folder=folder, file=ROUND, inside=", ".join(inside))
        return cls(folder)

    @property
    def returns(self) -> Path:
        """Where returns are dropped."""
        return self.folder / RETURNS

    def override(self) -> Path | None:
        """The round's own templates, where it has any; else the partnership's."""
        places = (self.folder / TEMPLATES, self.folder.parent / TEMPLATES)
        return next((place for place in places if place.is_dir()), None)

    def look(self) -> bytes | None:
        """The Word file whose look reports take: the round's own, else the partnership's, if there
        is one. Raises UsageProblem as `read` does.
        """
        return self.read(LOOK) or RoundFolder(self.folder.parent).read(LOOK)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file of the round, or None where it is not there. Raises UsageProblem when
        it cannot be read.
        """
        path = self.folder / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageProblem("file.not_readable", file=name, reason=_reason(error)) from None

    def names(self, folder: str) -> frozenset[str]:
        """The names of the files that stand in a folder of the round."""
        place = self.folder / folder
        return (
            frozenset(f"{folder}/{path.name}" for path in place.iterdir() if path.is_file())
            if place.is_dir()
            else frozenset()
        )

    def write(self, name: str, data: bytes) -> None:
        """Put a file of the round in place, whole or not at all. Raises CannotWrite."""
        write_whole(self.folder / name, data)

    def is_open_elsewhere(self, name: str) -> bool:
        """Whether a file seems to be open in Excel or LibreOffice: their lock file lies beside it,
        or it cannot be written.
        """
        path = self.folder / name
        locks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
        if any(lock.exists() for lock in locks):
            return True
        return path.exists() and not os.access(path, os.W_OK)

    def keep(self, name: str) -> None:
        """Copy a file that people edit into the history, unless the newest copy there
        is the same.
        """
        data = self.read(name)
        if data is None:
            return
        stem, _, ending = name.rpartition(".")
        digest = hashlib.sha256(data).hexdigest()[:8]
        history = self.folder / HISTORY
        if any(history.glob(f"{stem}-*-{digest}.{ending}")):
            return
        stamp = datetime.now(tz=UTC).strftime(
            "%Y%m%dT%H%M%SZ"
        )  # a name only: no result depends on it
        write_whole(history / f"{stem}-{stamp}-{digest}.{ending}", data)

    def issued(self, code: str) -> Issued:
        """issued.json; an empty one for a round that has issued nothing. Raises UsageProblem for a
        damaged one.
        """
        data = self.read(ISSUED)
        return (
            from_json(Issued, data.decode("utf-8", errors="replace"), ISSUED)
            if data is not None
            else Issued(1, code)
        )

    def register(self) -> dict[str, str]:
        """Printed ids by key. It only grows."""
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
        """Write register.json; what stood there before goes into the history first, if
        it changes.
        """
        text = json.dumps(dict(register), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        if text.encode() != self.read(REGISTER):
            self.keep(REGISTER)
        self.write(REGISTER, text.encode())

    def sets(self) -> tuple[Path, ...]:
        """The compiled sets that are complete, oldest first: those with a manifest."""
        root = self.folder / COMPILED
        found = (
            (path for path in root.iterdir() if path.name.isdigit() and (path / MANIFEST).is_file())
            if root.is_dir()
            else ()
        )
        return tuple(sorted(found, key=lambda path: int(path.name)))

    def manifest(self, folder: Path) -> dict[str, object]:
        """The manifest of a compiled set; empty for a damaged one."""
        try:
            found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    @contextmanager
    def building(self) -> Iterator[Building]:
        """A compiled set to be built: once it is finished it stands under the next number; until
        then nobody sees it, and nothing of it stays.

        Raises CannotWrite.
        """
        building = Building(self.folder / COMPILED)
        try:
            yield building
        finally:
            building.clear_away()

    def purged(self) -> Purged | None:
        """What was purged, or None. Raises UsageProblem for a damaged record."""
        data = self.read(PURGED)
        return (
            from_json(Purged, data.decode("utf-8", errors="replace"), PURGED)
            if data is not None
            else None
        )

    def everything(self) -> tuple[tuple[str, int], ...]:
        """Every file of the round with its size, by name; a link is one, and is not followed.
        Raises UsageProblem for a folder that cannot be read.
        """
        found = []

        def stop(error: OSError) -> None:
            raise UsageProblem("round.folder_unreadable", reason=_reason(error))

        for folder, folders, files in os.walk(self.folder, onerror=stop):
            for path in (
                Path(folder) / name
                for name in (
                    *files,
                    *(name for name in folders if (Path(folder) / name).is_symlink()),
                )
            ):
                found.append((path.relative_to(self.folder).as_posix(), path.lstat().st_size))
        return tuple(sorted(found))

    def delete(self, name: str) -> None:
        """Delete a file of the round, or a link but not what it leads to. Raises CannotWrite."""
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(
                "purge.file_left", folder=name.split("/")[0], reason=_reason(error)
            ) from None

    def prune(self, name: str) -> None:
        """Remove the folders in and at `name` that hold nothing any more: a folder's name can be
        somebody's. Raises CannotWrite.
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
        """Hold the round while it is being written. Raises CannotWrite when another run
        holds it.
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
    """A compiled set on its way: each file is written as soon as it is made, under a name that is
    not the set's.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._place = root / f"{_BUILDING}{os.getpid()}"
        _sweep(root)

    def put(self, name: str, data: bytes) -> str:
        """Write a file by its path within the set; its hash. Raises CannotWrite."""
        try:
            self._place.mkdir(parents=True, mode=0o700, exist_ok=True)
            _put(self._place / name, data)
        except OSError as error:
            raise self._cannot(error) from None
        return hashlib.sha256(data).hexdigest()

    def finish(self, manifest: Mapping[str, object]) -> Path:
        """Put the set in place under the next number; the manifest goes last. Raises
        CannotWrite.
        """
        self.put(
            MANIFEST,
            (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(),
        )
        target = (
            self._root
            / f"{max((int(path.name) for path in self._root.iterdir() if path.name.isdigit()), default=0) + 1:03d}"
        )
        try:
            self._place.rename(target)
        except OSError as error:
            raise self._cannot(error) from None
        return target

    def clear_away(self) -> None:
        """Leave nothing of a set that was not finished."""
        shutil.rmtree(self._place, ignore_errors=True)
        with suppress(OSError):  # there are sets in it, or it was never made
            self._root.rmdir()

    def _cannot(self, error: OSError) -> CannotWrite:
        return CannotWrite("set.not_written", folder=self._root, reason=_reason(error))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner only. Raises CannotWrite, leaving what was
    there before.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(temporary, data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # a name that cannot be written cannot be cleared away either
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


def _is_abandoned(lock: Path) -> bool:
    """Whether a lock was left by a process of this machine that is no more."""
    try:
        host, _, number = lock.read_text(encoding="utf-8").strip().partition(" process ")
        if host != socket.gethostname() or not number.isdigit() or not hasattr(os, "fork"):
            # another machine's, or a system that cannot be asked without harm: a person must judge
            return False
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _sweep(root: Path) -> None:
    """Remove what an earlier run that was killed left half built."""
    for leftover in root.glob(f"{_BUILDING}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _reason(error: OSError) -> str:
    """An operating system's reason in its own plain words, without the path."""
    return (error.strerror or type(error).__name__).lower()
