"""The partnership's plan on disk: the only module that knows what lies where in plan/.

The journal is what counts: plan.json only says what it comes to, and seals its last line. Both are
written whole or not at
all, and only if nobody else has written since they were read. A folder of plan/issued/ is never
changed once it stands, and
its number is never given again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.action_plan.model import PlanEvent, TrackedPlan
from audit_core.errors import CannotWrite, UsageProblem
from audit_core.rounds.folder import RoundFolder, write_whole
from audit_core.serialization import from_data, to_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PLAN, JOURNAL, STATE = "plan", "journal.jsonl", "plan.json"
ISSUED, RETURNED, MASTER = "issued", "returned", "master.xlsx"
_BUILDING = ".building"


class PlanFolder:
    """The folder plan/ of a partnership, or of a round that stands alone."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.folder = self.home / PLAN
        self._files = RoundFolder(self.folder)
        self._seen: dict[str, str] = {}
        self._foreign = False

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the plan while it is being written. Raises CannotWrite when another run holds it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise CannotWrite("plan.no_folder", folder=self.folder) from None
        with self._files.lock():
            yield

    @property
    def returned(self) -> Path:
        """Where returned workbooks are dropped, and kept as they came."""
        return self.folder / RETURNED

    def events(self) -> tuple[PlanEvent, ...]:
        """Everything that ever happened, oldest first. Raises UsageProblem where the journal is
        damaged.

        Each line seals the one before, and plan.json the last: a journal that is further on was
        written by a run that was stopped.
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
        """How many lines the journal had when plan.json was written, and the seal of the last;
        none, where plan.json does not say so.
        """
        try:
            journal = json.loads(self._files.read(STATE) or b"")["journal"]
            return int(journal["lines"]), str(journal["seal"])
        except (ValueError, KeyError, TypeError):
            return 0, ""

    def agrees(self, plan: TrackedPlan) -> bool:
        """Whether plan.json says what the journal comes to; one that is not there yet contradicts
        nothing.
        """
        data = self._read(STATE)
        self._foreign = data is not None and data != _state(
            plan, _lines(self._files.read(JOURNAL) or b"")
        )
        return not self._foreign

    def append(self, events: Iterable[PlanEvent], plan: TrackedPlan) -> None:
        """Add events to the journal, and put what it now comes to into plan.json.

        Raises CannotWrite where somebody else has written since `events()` was called: then nothing
        is added.
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
            self._files.keep(STATE)
        state = _state(plan, lines)
        if self._files.read(STATE) != state:
            self._files.write(STATE, state)

    def next_issue(self, last: int) -> int:
        """The number of the issue after `last`: never one whose folder stands, also where the
        journal does not know it any more.
        """
        place = self.folder / ISSUED
        there = (
            (int(path.name) for path in place.iterdir() if path.name.isdigit())
            if place.is_dir()
            else iter(())
        )
        return max(last, *there, 0) + 1

    def issued(self, number: int) -> Path:
        """Where the workbooks of an issue stand."""
        return self.folder / ISSUED / f"{number:03d}"

    def write_issue(self, number: int, files: Mapping[str, bytes]) -> Path:
        """Put the workbooks of an issue in place, all of them or none. Raises CannotWrite."""
        target, building = self.issued(number), self.folder / ISSUED / _BUILDING
        shutil.rmtree(building, ignore_errors=True)  # what a run that was killed left
        for name, data in sorted(files.items()):
            write_whole(building / name, data)
        try:
            building.rename(target)
        except OSError:
            shutil.rmtree(building, ignore_errors=True)
            raise CannotWrite("plan.workbooks_not_put", folder=target) from None
        return target

    def keep_return(self, name: str, data: bytes) -> None:
        """Keep a returned workbook as it came, under its name and the beginning of its hash, unless
        it lies in plan/returned/ already.
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
    """An event, or a part of one, as data without what merely is as it is by default."""
    if attrs.has(type(value)):
        held = ((field, getattr(value, field.name)) for field in attrs.fields(type(value)))
        return {field.name: _lean(part) for field, part in held if part != field.default}
    return [_lean(part) for part in value] if isinstance(value, tuple) else to_data(value)


def _state(plan: TrackedPlan, lines: list[str]) -> bytes:
    """What plan.json says: how the plan stands, and which journal that is."""
    journal = {"lines": len(lines), "seal": _seal(lines[-1]) if lines else ""}
    return (
        json.dumps(
            {**to_data(plan), "journal": journal}, ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n"
    ).encode()


def _lines(data: bytes) -> list[str]:
    """The lines of the journal: "\\n" alone ends one, since other ends of line may stand in what
    people typed.
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
