"""The partnership's plan on disk: the only module that knows where files are in plan/.

The journal is what counts; plan.json only records the plan that it leads to, and seals its last
line. Both are written whole or not at all, and only if nobody else has written since they were
read. A folder in plan/issued/ is never changed once it is there, and its number is never used
again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from audit_core.action_plan.model import PlanEvent, TrackedPlan
from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.folder import RoundFolder, write_whole
from audit_core.serialization import from_data, to_data

PLAN, JOURNAL, STATE = "plan", "journal.jsonl", "plan.json"
ISSUED, RETURNED, MASTER = "issued", "returned", "master.xlsx"
_BUILDING = ".building"


class PlanFolder:
    """The folder plan/ of a partnership, or of a round without one."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.folder = self.home / PLAN
        self._files = RoundFolder(self.folder)
        self._seen: dict[str, str] = {}
        self._foreign = False

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the plan while it is being written. Raises CannotWrite if another run has
        locked it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise CannotWrite("plan.no_folder", folder=self.folder) from None
        with self._files.lock():
            yield

    @property
    def returned(self) -> Path:
        """The folder for returned workbooks, which are kept as they came."""
        return self.folder / RETURNED

    def events(self) -> tuple[PlanEvent, ...]:
        """Return all events, oldest first. Raises UsageProblem if the journal is damaged.

        Each line seals the one before, and plan.json the last one. A journal with more lines than
        plan.json sealed was written by a run that was stopped; it is accepted.
        """
        data = self._read(JOURNAL)
        sealed_lines, last = self._sealed()
        seal, found = "", []
        for number, line in enumerate(_lines(data or b""), start=1):
            try:
                record = json.loads(line)
                sealed = record.pop("after_line")
            except (ValueError, KeyError, AttributeError, TypeError):
                raise _damaged(number) from None
            if sealed != seal:
                raise _damaged(number)
            found.append(from_data(PlanEvent, record, f"{JOURNAL}, line {number}"))
            seal = _seal(line)
        if sealed_lines > len(found) or (sealed_lines == len(found) and last != seal):
            raise _cut(len(found), sealed_lines)
        return tuple(found)

    def _sealed(self) -> tuple[int, str]:
        """Return how many lines the journal had when plan.json was written, and the seal of the
        last; (0, "") if plan.json does not say.
        """
        try:
            journal = json.loads(self._files.read(STATE) or b"")["journal"]
            return int(journal["lines"]), str(journal["seal"])
        except (ValueError, KeyError, TypeError):
            return 0, ""

    def agrees(self, plan: TrackedPlan) -> bool:
        """Say whether plan.json agrees with the plan that the journal leads to; a missing plan.json
        agrees.
        """
        data = self._read(STATE)
        self._foreign = data is not None and data != _state(
            plan, _lines(self._files.read(JOURNAL) or b"")
        )
        return not self._foreign

    def append(self, events: Iterable[PlanEvent], plan: TrackedPlan) -> None:
        """Add events to the journal, and write the resulting plan to plan.json.

        Raises CannotWrite, and adds nothing, if somebody else has written since `events()` was
        called.
        """
        old = self._files.read(JOURNAL) or b""
        if _digest(old) != self._seen.get(JOURNAL, _digest(b"")):
            raise CannotWrite("plan.changed_meanwhile")
        lines = _lines(old)
        seal = _seal(lines[-1]) if lines else ""
        for event in events:
            lines.append(
                json.dumps({**_lean(event), "after_line": seal}, ensure_ascii=False, sort_keys=True)
            )
            seal = _seal(lines[-1])
        data = "".join(f"{line}\n" for line in lines).encode()
        if data != old:
            self._files.write(JOURNAL, data)
            self._seen[JOURNAL] = _digest(data)
        if self._foreign:
            self._files.archive(STATE)
        state = _state(plan, lines)
        if self._files.read(STATE) != state:
            self._files.write(STATE, state)

    def next_issue(self, last: int) -> int:
        """Return the number of the issue after `last`: never one whose folder exists, even if the
        journal does not have it.
        """
        place = self.folder / ISSUED
        there = (
            (int(path.name) for path in place.iterdir() if path.name.isdigit())
            if place.is_dir()
            else iter(())
        )
        return max(last, *there, 0) + 1

    def issued(self, number: int) -> Path:
        """Return the folder with the workbooks of an issue."""
        return self.folder / ISSUED / f"{number:03d}"

    def write_issue(self, number: int, files: Mapping[str, bytes]) -> Path:
        """Write the workbooks of an issue, all of them or none. Raises CannotWrite."""
        target, building = self.issued(number), self.folder / ISSUED / _BUILDING
        shutil.rmtree(building, ignore_errors=True)  # left by a run that was killed
        for name, data in sorted(files.items()):
            write_whole(building / name, data)
        try:
            building.rename(target)
        except OSError:
            shutil.rmtree(building, ignore_errors=True)
            raise CannotWrite("plan.workbooks_not_put", folder=target) from None
        return target

    def keep_return(self, name: str, data: bytes) -> None:
        """Copy a returned workbook unchanged to plan/returned/, under its name and the beginning of
        its hash, unless it is there already.
        """
        if not any(
            path.is_file() and path.read_bytes() == data
            for path in self.returned.rglob("*.xlsx")
            if path.stat().st_size == len(data)
        ):
            stem = name.rpartition("/")[2].removesuffix(".xlsx")
            write_whole(self.returned / f"{stem}-{_digest(data)[:8]}.xlsx", data)

    def _read(self, name: str) -> bytes | None:
        data = self._files.read(name)
        self._seen[name] = _digest(data or b"")
        return data


def _lean(value: Any) -> Any:
    """Return an event, or a part of one, as data without the fields that have their default
    value.
    """
    if attrs.has(type(value)):
        held = ((field, getattr(value, field.name)) for field in attrs.fields(type(value)))
        return {field.name: _lean(part) for field, part in held if part != field.default}
    return [_lean(part) for part in value] if isinstance(value, tuple) else to_data(value)


def _state(plan: TrackedPlan, lines: list[str]) -> bytes:
    """Return the content of plan.json: the plan, and the journal it was made from."""
    journal = {"lines": len(lines), "seal": _seal(lines[-1]) if lines else ""}
    return (
        json.dumps(
            {**to_data(plan), "journal": journal}, ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n"
    ).encode()


def _lines(data: bytes) -> list[str]:
    """Return the lines of the journal. Only "\\n" ends one, since typed text may contain other line
    ends.
    """
    return data.decode("utf-8", errors="replace").removesuffix("\n").split("\n") if data else []


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _seal(line: str) -> str:
    return _digest(line.encode())[:16]


def _damaged(number: int) -> UsageProblem:
    return UsageProblem("plan.journal_damaged", journal=JOURNAL, line=number)


def _cut(lines: int, sealed: int) -> UsageProblem:
    return UsageProblem(
        "plan.journal_cut",
        journal=JOURNAL,
        line=lines,
        state=STATE,
        sealed=sealed,
        plan=PLAN,
        returned=RETURNED,
    )
